package health.cairn.ledger.access;

import health.cairn.ledger.anchor.Outgoing;
import health.cairn.ledger.anchor.Passage;

/// A batch of accesses or a flag on its way to the chain.
///
/// @param note what is said
/// @param passage how far it is
public record AccessTask(AccessNote note, Passage passage) implements Outgoing<AccessTask> {
  /// One that waits for a chain.
  public static AccessTask prepared(AccessNote note) {
    return new AccessTask(note, Passage.PREPARED);
  }

  @Override
  public AccessTask at(Passage next) {
    return new AccessTask(note, next);
  }
}

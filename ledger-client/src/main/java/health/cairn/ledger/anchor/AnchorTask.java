package health.cairn.ledger.anchor;

import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.merkle.Hash;

/// A checkpoint on its way to the chain.
///
/// @param logId which journal
/// @param size entries under the checkpoint
/// @param root their root
/// @param passage how far it is
public record AnchorTask(Hash logId, long size, Hash root, Passage passage)
    implements Outgoing<AnchorTask> {

  public AnchorTask {
    if (size < 1) {
      throw new IllegalArgumentException("a checkpoint over an empty journal");
    }
  }

  /// A checkpoint that waits for a chain.
  public static AnchorTask prepared(Checkpoint checkpoint) {
    return new AnchorTask(
        checkpoint.logId(), checkpoint.size(), checkpoint.root(), Passage.PREPARED);
  }

  @Override
  public AnchorTask at(Passage next) {
    return new AnchorTask(logId, size, root, next);
  }
}

package health.cairn.ledger.anchor;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/// Where checkpoints wait for the chain. Every implementation passes `OutboxStoreContract` (in this
/// module's test jar).
public interface OutboxStore extends Outbox<AnchorTask> {
  /// Adds a task that is Prepared. Where one for that journal, size and root is kept already, that
  /// one stays as it is.
  ///
  /// @throws LedgerException kind INTEGRITY when a task with another root is kept for that size
  void add(AnchorTask prepared) throws LedgerException;

  /// The task of one checkpoint.
  Optional<AnchorTask> find(Hash logId, long size) throws LedgerException;

  /// Smallest size first.
  @Override
  List<AnchorTask> waiting() throws LedgerException;

  /// Tasks of one journal that are Verified, smallest size first.
  ///
  /// @param after only those of more entries
  /// @param limit at most so many
  default List<AnchorTask> verified(Hash logId, long after, int limit) throws LedgerException {
    return all().stream()
        .filter(task -> task.logId().equals(logId) && task.size() > after)
        .filter(task -> task.state() == AnchorState.VERIFIED)
        .limit(limit)
        .toList();
  }

  /// Every task, smallest size first.
  List<AnchorTask> all() throws LedgerException;
}

package health.cairn.ledger.anchor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/// Where checkpoints wait for the chain. What a method did is durable when it returns: the process
/// may be killed right after. Every implementation passes `OutboxStoreContract` (in this module's
/// test jar).
///
/// Thread-safe. A failing store throws [LedgerException] of kind ENVIRONMENT.
public interface OutboxStore {
  /// Adds a task that is Prepared. Where one for that journal, size and root is kept already, that
  /// one stays as it is.
  ///
  /// @throws LedgerException kind INTEGRITY when a task with another root is kept for that size
  void add(AnchorTask prepared) throws LedgerException;

  /// Replaces a task by its next state, provided it is still what the caller last saw.
  ///
  /// @throws LedgerException kind CONFLICT when it is not (somebody else works on the outbox)
  void replace(AnchorTask seen, AnchorTask next) throws LedgerException;

  /// The task of one checkpoint.
  Optional<AnchorTask> find(Hash logId, long size) throws LedgerException;

  /// Tasks that are not [AnchorTask#done], smallest size first.
  List<AnchorTask> waiting() throws LedgerException;

  /// Every task, smallest size first.
  List<AnchorTask> all() throws LedgerException;
}

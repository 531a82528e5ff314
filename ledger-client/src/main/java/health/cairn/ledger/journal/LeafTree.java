package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.NodeSource;
import java.util.List;

/// A tree over a journal's leaves that outlives the process, so that a long journal need not be read
/// again at every start. It follows the store and is never ahead of it; where the two disagree, one of
/// them was changed.
///
/// Guarded by its journal, which alone uses it.
public interface LeafTree extends NodeSource {
  /// Appends leaves; they are on disk when this returns.
  ///
  /// @throws LedgerException kind ENVIRONMENT when the tree cannot be written; it then is as before
  void append(List<Hash> leafHashes) throws LedgerException;

  /// Hands out the tree, opening it when it is asked for first, so that a damaged one stands in the way
  /// of proofs and not of records.
  @FunctionalInterface
  interface Source {
    /// @throws LedgerException kind INTEGRITY when it is damaged, ENVIRONMENT when it cannot be read
    LeafTree tree() throws LedgerException;
  }
}

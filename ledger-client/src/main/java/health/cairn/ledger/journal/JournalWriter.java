package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import java.util.List;

/// The writing end of a journal's store, within whatever transaction its owner has open: an entry
/// and the record it is about are stored together or not at all.
public interface JournalWriter {
  /// Leaves as this transaction sees them.
  ///
  /// @throws LedgerException kind ENVIRONMENT when the store cannot be read
  long size() throws LedgerException;

  /// Appends leaves whose indices follow each other from [#size] on: all or none.
  ///
  /// @throws LedgerException kind CONFLICT when the first index is not [#size] (somebody else
  ///     appended in between) or the indices have gaps; ENVIRONMENT when the store cannot be written
  void append(List<Leaf> leaves) throws LedgerException;
}

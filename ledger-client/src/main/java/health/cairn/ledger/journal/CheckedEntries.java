package health.cairn.ledger.journal;

import java.util.List;

/// Is handed the entries that a full check has found to be what their leaves commit to, in their order, on the
/// thread that checks, so that what else is to be read of them need not be read again.
@FunctionalInterface
public interface CheckedEntries {
  CheckedEntries NOBODY = (next, entries) -> {};

  /// An entry with what opens its leaf.
  record Checked(Entry entry, Opening opening) {}

  /// @param next the first entry that is not checked yet
  /// @param entries those before it that were not handed on yet, without the destroyed ones
  void passed(long next, List<Checked> entries);
}

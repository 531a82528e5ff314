package health.cairn.ledger.witness;

import health.cairn.ledger.LedgerException;
import java.util.Optional;

/// Where a witness keeps what it cosigned. What was saved outlives any crash: a witness that forgets
/// could be brought to cosign two histories.
public interface WitnessStore {
  /// What is known of a journal; empty where nobody introduced it.
  ///
  /// @throws LedgerException kind INTEGRITY when it cannot be read as what was saved
  Optional<WitnessedHead> head(String origin) throws LedgerException;

  /// Keeps it in place of what was known; it is on disk when this returns.
  void save(String origin, WitnessedHead head) throws LedgerException;
}

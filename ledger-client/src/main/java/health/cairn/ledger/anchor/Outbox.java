package health.cairn.ledger.anchor;

import health.cairn.ledger.LedgerException;
import java.util.List;

/// Where things wait for the chain, as a sender sees it. What a method did is durable when it returns:
/// the process may be killed right after.
///
/// Thread-safe. A failing store throws [LedgerException] of kind ENVIRONMENT, a damaged one of kind
/// INTEGRITY.
///
/// @param <T> what waits
public interface Outbox<T extends Outgoing<T>> {
  /// Replaces something by its next state, provided it is still what the caller last saw.
  ///
  /// @throws LedgerException kind CONFLICT when it is not (somebody else works on the outbox)
  void replace(T seen, T next) throws LedgerException;

  /// What is not [Outgoing#done], in the order in which it is to be sent.
  List<T> waiting() throws LedgerException;
}

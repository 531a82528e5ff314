package health.cairn.ledger.consent;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/// Where patients' decisions wait for the chain. What a method did is durable when it returns. Every
/// implementation passes `DecisionOutboxContract` (in this module's test jar).
///
/// Thread-safe. A failing store throws [LedgerException] of kind ENVIRONMENT, a damaged one of kind
/// INTEGRITY.
public interface DecisionOutbox {
  /// Adds a decision that is Prepared. Where the same one is kept already, that stays as it is.
  void add(DecisionTask prepared) throws LedgerException;

  /// Replaces a task by its next state, provided it is still what the caller last saw.
  ///
  /// @throws LedgerException kind CONFLICT when it is not (somebody else works on the outbox)
  void replace(DecisionTask seen, DecisionTask next) throws LedgerException;

  /// The task of one decision.
  Optional<DecisionTask> find(Hash id) throws LedgerException;

  /// Tasks that are not [DecisionTask#done], in the order in which they were added.
  List<DecisionTask> waiting() throws LedgerException;

  /// Every task, in the order in which they were added.
  List<DecisionTask> all() throws LedgerException;
}

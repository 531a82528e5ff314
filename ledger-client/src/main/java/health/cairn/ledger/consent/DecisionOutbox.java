package health.cairn.ledger.consent;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Outbox;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;

/// Where patients' decisions wait for the chain. Every implementation passes `DecisionOutboxContract`
/// (in this module's test jar).
public interface DecisionOutbox extends Outbox<DecisionTask> {
  /// Adds a decision that is Prepared. Where the same one is kept already, that stays as it is.
  default void add(DecisionTask prepared) throws LedgerException {
    addAll(List.of(prepared));
  }

  /// Adds several at once, as [#add] does each.
  void addAll(List<DecisionTask> prepared) throws LedgerException;

  /// Takes out what is done and kept elsewhere. What is not done stays.
  void removeAll(List<Hash> ids) throws LedgerException;

  /// The task of one decision.
  Optional<DecisionTask> find(Hash id) throws LedgerException;

  /// In the order in which they were added.
  @Override
  List<DecisionTask> waiting() throws LedgerException;

  /// Every task, in the order in which they were added.
  List<DecisionTask> all() throws LedgerException;
}

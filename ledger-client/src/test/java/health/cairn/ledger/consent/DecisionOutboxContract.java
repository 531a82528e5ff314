package health.cairn.ledger.consent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [DecisionOutbox] must do. Extend it, hand out a fresh store, and run the suite.
public abstract class DecisionOutboxContract {
  static final Address PATIENT = new Address("0x" + "0a".repeat(20));
  static final GrantKey KEY =
      new GrantKey(PATIENT, Hash.sha256("institution"), Hash.sha256("terms"));
  private static final Instant UNTIL = Instant.parse("2027-01-01T00:00:00Z");
  private static final ChainPlace PLACE =
      new ChainPlace(
          1337, new Address("0x" + "0c".repeat(20)), new Address("0x" + "0b".repeat(20)));
  private static final SignedTransaction TRANSACTION =
      new SignedTransaction(PLACE, Hash.sha256("tx"), 7, "0x" + "f8".repeat(300));
  private static final Receipt RECEIPT =
      new Receipt(PLACE, Hash.sha256("tx"), 812, Hash.sha256("block"), UNTIL);

  /// A store that is empty. Called once per test.
  protected abstract DecisionOutbox emptyStore() throws Exception;

  /// The same store as a new process would see it.
  protected DecisionOutbox reopened(DecisionOutbox store) throws Exception {
    return store;
  }

  static DecisionTask task(Decision decision) {
    return DecisionTask.prepared(
        new SignedDecision(decision, Hash.sha256(decision.toString()), "0x" + "1b".repeat(65)));
  }

  static List<DecisionTask> eachKind() {
    return List.of(
        task(new Decision.Grant(KEY, 9, UNTIL)),
        task(new Decision.Withdrawal(KEY, 3)),
        task(new Decision.WithdrawalOfAll(PATIENT, KEY.institution(), 4)),
        task(
            new Decision.Delegation(
                PATIENT, new Address("0x" + "0d".repeat(20)), true, false, 5, UNTIL)));
  }

  @Test
  void removeAll_takesOutWhatIsDoneAndNothingElse() throws Exception {
    DecisionOutbox store = emptyStore();
    store.addAll(eachKind());
    DecisionTask done = eachKind().getFirst();
    DecisionTask waits = eachKind().get(1);
    store.replace(done, done.rejected("too late"));
    store.removeAll(List.of(done.id(), waits.id()));
    DecisionOutbox after = reopened(store);
    assertEquals(Optional.empty(), after.find(done.id()));
    assertEquals(Optional.of(waits), after.find(waits.id()));
    assertEquals(3, after.all().size());
  }

  @Test
  void waiting_isInOrderOfAdding() throws Exception {
    DecisionOutbox store = emptyStore();
    assertEquals(List.of(), store.waiting());
    for (DecisionTask each : eachKind()) {
      store.add(each);
      store.add(each);
    }
    store = reopened(store);
    assertEquals(eachKind(), store.waiting());
    assertEquals(Optional.of(eachKind().get(2)), store.find(eachKind().get(2).id()));
    assertEquals(Optional.empty(), store.find(Hash.sha256("none")));
  }

  @Test
  void replace_keepsEveryPartOfEveryState() throws Exception {
    DecisionOutbox store = emptyStore();
    for (DecisionTask task : eachKind()) {
      store.add(task);
      DecisionTask submitted = task.submitted(TRANSACTION);
      DecisionTask included = submitted.included(RECEIPT);
      DecisionTask seen = task;
      for (DecisionTask next :
          List.of(
              submitted,
              task,
              submitted,
              included,
              included.rejected("Because; 100 % \u00e9."),
              included.verified())) {
        store.replace(seen, next);
        store = reopened(store);
        assertEquals(Optional.of(next), store.find(task.id()));
        seen = next;
      }
    }
    assertEquals(List.of(), store.waiting());
    assertEquals(4, store.all().size());
  }

  @Test
  void replace_refusedWhenTheTaskIsNotWhatWasSeen() throws Exception {
    DecisionOutbox store = emptyStore();
    DecisionTask task = eachKind().getFirst();
    store.add(task);
    DecisionTask submitted = task.submitted(TRANSACTION);
    store.replace(task, submitted);
    DecisionOutbox kept = store;
    var e = assertThrows(LedgerException.class, () -> kept.replace(task, submitted));
    assertEquals(Kind.CONFLICT, e.kind());
    store.add(task);
    assertEquals(List.of(submitted), reopened(store).all(), "adding again changes nothing");
  }
}

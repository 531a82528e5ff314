package health.cairn.ledger.anchor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.merkle.Hash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [OutboxStore] must do. Extend it, hand out a fresh store, and run the suite.
public abstract class OutboxStoreContract {
  private static final ChainPlace PLACE =
      new ChainPlace(
          1337, new Address("0x" + "0a".repeat(20)), new Address("0x" + "0b".repeat(20)));
  private static final SignedTransaction TRANSACTION =
      new SignedTransaction(PLACE, Hash.sha256("tx"), 7, "0x" + "f8".repeat(300));
  private static final Receipt RECEIPT =
      new Receipt(PLACE, Hash.sha256("tx"), 812, Hash.sha256("block"), Drafts.MORNING);

  /// A store that is empty. Called once per test.
  protected abstract OutboxStore emptyStore() throws Exception;

  /// The same store as a new process would see it; by default the very same object.
  protected OutboxStore reopened(OutboxStore store) throws Exception {
    return store;
  }

  @Test
  void waiting_isEmptyAtFirst() throws Exception {
    OutboxStore store = emptyStore();
    assertEquals(List.of(), store.waiting());
    assertEquals(List.of(), store.all());
    assertEquals(Optional.empty(), store.find(Hash.sha256("journal"), 1));
  }

  @Test
  void waiting_isInOrderOfSize() throws Exception {
    OutboxStore store = emptyStore();
    AnchorTask ten = Tasks.prepared(10);
    AnchorTask two = Tasks.prepared(2);
    AnchorTask hundred = Tasks.prepared(100);
    store.add(ten);
    store.add(hundred);
    store.add(two);
    store = reopened(store);
    assertEquals(List.of(two, ten, hundred), store.waiting());
    assertEquals(Optional.of(ten), store.find(ten.logId(), 10));
    assertEquals(Optional.empty(), store.find(Hash.sha256("another"), 10));
  }

  @Test
  void replace_keepsEveryPartOfEveryState() throws Exception {
    OutboxStore store = emptyStore();
    AnchorTask task = Tasks.prepared(3);
    store.add(task);
    AnchorTask submitted = task.submitted(TRANSACTION);
    AnchorTask included = submitted.included(RECEIPT);
    AnchorTask verified = included.verified();
    AnchorTask seen = task;
    for (AnchorTask next :
        List.of(submitted, task, submitted, included, submitted, included, verified)) {
      store.replace(seen, next);
      store = reopened(store);
      assertEquals(Optional.of(next), store.find(task.logId(), 3));
      seen = next;
    }
    assertEquals(List.of(), store.waiting());
    assertEquals(List.of(verified), store.all());
  }

  @Test
  void replace_keepsARejectionWithItsReason() throws Exception {
    OutboxStore store = emptyStore();
    AnchorTask task = Tasks.prepared(3);
    store.add(task);
    AnchorTask rejected = task.rejected("The chain holds another root; \u00e9.");
    store.replace(task, rejected);
    store = reopened(store);
    assertEquals(List.of(rejected), store.all());
    assertEquals(List.of(), store.waiting());
  }

  @Test
  void replace_refusedWhenTheTaskIsNotWhatWasSeen() throws Exception {
    OutboxStore store = emptyStore();
    AnchorTask task = Tasks.prepared(3);
    AnchorTask submitted = task.submitted(TRANSACTION);
    store.add(task);
    store.replace(task, submitted);
    var e = assertThrows(LedgerException.class, () -> store.replace(task, submitted));
    assertEquals(Kind.CONFLICT, e.kind());
    AnchorTask never = Tasks.prepared(4);
    e = assertThrows(LedgerException.class, () -> store.replace(never, never.rejected("no")));
    assertEquals(Kind.CONFLICT, e.kind());
    assertEquals(List.of(submitted), reopened(store).all());
  }

  @Test
  void add_changesNothingWhenTheCheckpointIsThere() throws Exception {
    OutboxStore store = emptyStore();
    AnchorTask task = Tasks.prepared(3);
    AnchorTask submitted = task.submitted(TRANSACTION);
    store.add(task);
    store.replace(task, submitted);
    store.add(task);
    assertEquals(List.of(submitted), reopened(store).all());
  }

  @Test
  void add_refusedWhenAnotherRootIsKeptForThatSize() throws Exception {
    OutboxStore store = emptyStore();
    AnchorTask task = Tasks.prepared(3);
    store.add(task);
    AnchorTask forked = Tasks.prepared(Tasks.ORIGIN, 3, "another root");
    var e = assertThrows(LedgerException.class, () -> store.add(forked));
    assertEquals(Kind.INTEGRITY, e.kind());
    store.add(Tasks.prepared("example.test/other", 3, "another root"));
    assertEquals(2, reopened(store).all().size());
  }
}

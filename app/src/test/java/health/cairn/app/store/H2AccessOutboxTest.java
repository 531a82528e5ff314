package health.cairn.app.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.usecase.DeskJournal;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.merkle.Hash;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2AccessOutboxTest {
  private static final Address REGISTRY = new Address("0x" + "0c".repeat(20));
  private static final Address ANOTHER = new Address("0x" + "0d".repeat(20));
  private static final ChainPlace PLACE =
      new ChainPlace(1337, REGISTRY, new Address("0x" + "0b".repeat(20)));
  private static final SignedTransaction TRANSACTION =
      new SignedTransaction(PLACE, Hash.sha256("tx"), 7, "0x" + "f8".repeat(300));
  private static final Receipt RECEIPT =
      new Receipt(
          PLACE,
          Hash.sha256("tx"),
          812,
          Hash.sha256("block"),
          Instant.parse("2026-03-01T12:00:00Z"));

  @TempDir Path directory;
  private TestHome home;
  private H2AccessOutbox outbox;
  private DeskJournal journal;

  @BeforeEach
  void open() throws Exception {
    home = new TestHome(directory);
    use(home.database());
  }

  @AfterEach
  void close() {
    home.close();
  }

  private void use(Database database) {
    outbox = new H2AccessOutbox(database, 1337, REGISTRY);
    journal = new DeskJournal(database, Clock.systemUTC(), "kim");
  }

  private void happens(EventKind event, String patient) throws Exception {
    journal.append(
        (connection, entries) -> {
          entries.event(event, "why", "Patient/" + patient, patient);
          return true;
        });
  }

  private static WatchKey key(String patient) {
    return WatchKey.of(Hash.sha256(patient).bytes());
  }

  private boolean gather(H2AccessOutbox into) throws LedgerException {
    return gather(into, 0);
  }

  private boolean gather(H2AccessOutbox into, long newest, Hash... tags) throws LedgerException {
    return into.gather(
        (connection, patient) -> key(patient),
        true,
        new H2AccessOutbox.Taken(newest, Set.of(tags)));
  }

  private Hash leaf(long index) throws LedgerException {
    return new H2JournalStore(home.database()).leafHashes(index, index + 1).getFirst();
  }

  private void verify(AccessTask task) throws LedgerException {
    AccessTask submitted = task.submitted(TRANSACTION);
    outbox.replace(task, submitted);
    AccessTask included = submitted.included(RECEIPT);
    outbox.replace(submitted, included);
    outbox.replace(included, included.verified());
  }

  private H2AccessOutbox.Waiting waiting() throws Exception {
    return home.database().read(H2AccessOutbox::waiting);
  }

  @Test
  void gather_makesFlagsAndOneBatchOfWhatSaysWhoLooked() throws Exception {
    assertFalse(gather(outbox), "nobody looked");
    happens(EventKind.RECORD_STORED, "a");
    happens(EventKind.ACCESS, "a");
    happens(EventKind.BREAK_GLASS, "a");
    happens(EventKind.ACCESS_DENIED, "b");
    happens(EventKind.BREAK_GLASS, "b");
    happens(EventKind.BREAK_GLASS, "a");
    assertEquals(new H2AccessOutbox.Waiting(5, 3, 0), waiting());

    assertTrue(gather(outbox));

    List<AccessNote> notes = outbox.waiting().stream().map(AccessTask::note).toList();
    assertEquals(
        List.of(
            new AccessNote.Flag(key("a").tag(1), leaf(2)),
            new AccessNote.Flag(key("b").tag(1), leaf(4)),
            new AccessNote.Flag(key("a").tag(2), leaf(5)),
            AccessNote.Batch.of(1, List.of(leaf(1), leaf(2), leaf(3), leaf(4), leaf(5)))),
        notes);
    happens(EventKind.ACCESS, "a");
    assertFalse(gather(outbox), "a batch is under way");
    use(home.reopen());
    assertEquals(notes, outbox.waiting().stream().map(AccessTask::note).toList());
    assertEquals(new H2AccessOutbox.Waiting(6, 3, 0), waiting());
    for (AccessTask task : outbox.waiting()) {
      verify(task);
    }
    assertEquals(new H2AccessOutbox.Waiting(1, 0, 0), waiting());
    assertTrue(gather(outbox));
    assertEquals(
        List.of(AccessNote.Batch.of(2, List.of(leaf(6)))),
        outbox.waiting().stream().map(AccessTask::note).toList());
  }

  /// A home of an earlier version.
  @Test
  void open_notesAccessesFromBeforeTheyWereNoted() throws Exception {
    happens(EventKind.ACCESS, "a");
    journal.append(
        (connection, entries) -> {
          entries.event(EventKind.RECORD_STORED, "{\"event\":\"ACCESS\"}", "Patient/a", "a");
          return true;
        });
    happens(EventKind.BREAK_GLASS, "a");
    happens(EventKind.ACCESS_DENIED, "b");
    home.database()
        .write(
            connection -> {
              try (Statement statement = connection.createStatement()) {
                statement.execute("delete from access_leaf");
                statement.execute("delete from break_glass");
                return statement.executeUpdate("delete from schema_version where version >= 12");
              }
            });

    use(home.reopen());

    assertEquals(new H2AccessOutbox.Waiting(3, 1, 0), waiting());
    assertTrue(gather(outbox));
    assertEquals(
        AccessNote.Batch.of(1, List.of(leaf(0), leaf(2), leaf(3))),
        outbox.waiting().getLast().note());
  }

  @Test
  void gather_takesAccessesWhoseWordsAreDestroyed() throws Exception {
    happens(EventKind.ACCESS, "a");
    journal.erase(List.of(0L), "on request");
    assertTrue(gather(outbox));
    assertEquals(AccessNote.Batch.of(1, List.of(leaf(0))), outbox.waiting().getFirst().note());
  }

  private void refuseAll() throws LedgerException {
    for (AccessTask task : outbox.waiting()) {
      outbox.replace(task, task.rejected("The chain holds another; \u00e9."));
    }
  }

  private List<AccessNote> notes() throws LedgerException {
    return outbox.waiting().stream().map(AccessTask::note).toList();
  }

  @Test
  void gather_offersAgainWhatWasRefusedUnderTheNextNumber() throws Exception {
    happens(EventKind.BREAK_GLASS, "a");
    gather(outbox);
    refuseAll();
    assertEquals(new H2AccessOutbox.Waiting(1, 1, 2), waiting());
    assertEquals(Set.of(key("a").tag(1)), outbox.refusedTags());

    assertTrue(gather(outbox, 1, key("a").tag(1)));

    assertEquals(
        List.of(
            new AccessNote.Flag(key("a").tag(2), leaf(0)),
            AccessNote.Batch.of(2, List.of(leaf(0)))),
        notes());
    assertEquals(4, outbox.all().size());
  }

  /// One node said that the chain holds something else there; it holds nothing.
  @Test
  void gather_usesARefusedNumberAgainThatIsNotTaken() throws Exception {
    happens(EventKind.BREAK_GLASS, "a");
    gather(outbox);
    List<AccessNote> first = notes();
    refuseAll();
    happens(EventKind.BREAK_GLASS, "a");

    assertTrue(gather(outbox));

    assertEquals(
        List.of(
            first.getFirst(),
            new AccessNote.Flag(key("a").tag(2), leaf(1)),
            AccessNote.Batch.of(1, List.of(leaf(0), leaf(1)))),
        notes());
  }

  @Test
  void gather_numbersAfterTheNewestBatchThereAndHere() throws Exception {
    happens(EventKind.ACCESS, "a");
    gather(outbox, 4);
    assertEquals(List.of(AccessNote.Batch.of(5, List.of(leaf(0)))), notes());
    verify(outbox.waiting().getFirst());
    happens(EventKind.ACCESS, "a");
    gather(outbox, 2);
    assertEquals(
        List.of(AccessNote.Batch.of(6, List.of(leaf(1)))), notes(), "the chain forgot some");
  }

  /// Numbered by what a lying node said was the newest, it would wait for ever.
  @Test
  void gather_numbersAnewWhatIsBeyondTheNextNumber() throws Exception {
    happens(EventKind.ACCESS, "a");
    gather(outbox, 100);
    assertFalse(gather(outbox, 100), "under way");
    assertTrue(gather(outbox, 1));
    assertEquals(List.of(AccessNote.Batch.of(2, List.of(leaf(0)))), notes());
    assertFalse(gather(outbox, 7), "it may be there: the sender finds out");
    AccessTask submitted = outbox.waiting().getFirst().submitted(TRANSACTION);
    outbox.replace(outbox.waiting().getFirst(), submitted);
    assertFalse(gather(outbox, 0), "it may be there");
    assertEquals(List.of(submitted), outbox.waiting());
  }

  @Test
  void gather_numbersFromOneInAnotherRegistryAndLeavesWhatIsSigned() throws Exception {
    happens(EventKind.BREAK_GLASS, "a");
    gather(outbox);
    AccessTask flag = outbox.waiting().getFirst();
    outbox.replace(flag, flag.submitted(TRANSACTION));
    happens(EventKind.BREAK_GLASS, "a");
    var elsewhere = new H2AccessOutbox(home.database(), 1337, ANOTHER);

    assertTrue(gather(elsewhere));

    assertEquals(
        List.of(
            new AccessNote.Flag(key("a").tag(1), leaf(1)),
            AccessNote.Batch.of(1, List.of(leaf(0), leaf(1)))),
        elsewhere.waiting().stream().map(AccessTask::note).toList());
    assertEquals(
        List.of(flag.submitted(TRANSACTION)), outbox.waiting(), "it may be on the chain there");
  }

  @Test
  void replace_keepsEveryPartOfEveryState() throws Exception {
    happens(EventKind.BREAK_GLASS, "a");
    gather(outbox);
    for (AccessTask task : outbox.waiting()) {
      AccessTask submitted = task.submitted(TRANSACTION);
      AccessTask included = submitted.included(RECEIPT);
      AccessTask seen = task;
      for (AccessTask next :
          List.of(submitted, task, submitted, included, submitted, included, included.verified())) {
        outbox.replace(seen, next);
        use(home.reopen());
        assertTrue(outbox.all().contains(next), next.toString());
        seen = next;
      }
      var e = assertThrows(LedgerException.class, () -> outbox.replace(task, submitted));
      assertEquals(Kind.CONFLICT, e.kind());
    }
    assertEquals(List.of(), outbox.waiting());
  }
}

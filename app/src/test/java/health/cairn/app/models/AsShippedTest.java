package health.cairn.app.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.models.ServingDecision.Chosen;
import health.cairn.app.models.SignedRecords.Kept;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.JournalCheck;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AsShippedTest {
  private static final Chosen OUTLINES = new Chosen("segmenter", "1", "aa", "a0");
  private static final Chosen CLASSIFIES = new Chosen("unet", "1", "bb", "b0");

  @TempDir Path directory;

  private final CheckpointSigner signer = CheckpointSigner.generate("test/shipped");
  private final List<Chosen> shipped = new ArrayList<>(List.of(OUTLINES, CLASSIFIES));
  private Database database;
  private DeskJournal journal;
  private SignedRecords records;
  private AsShipped asShipped;

  @BeforeEach
  void open() throws Exception {
    Home home = new Home(directory.resolve("home"));
    home.prepare();
    try (Passphrase phrase = Passphrase.of("test".toCharArray());
        KeyRing keys = KeyRing.create(home.keyFile(), phrase)) {
      database = Database.open(home, keys);
    }
    journal = new DeskJournal(database, Clock.systemUTC(), "tester");
    records = new SignedRecords(database, journal, signer);
    asShipped = new AsShipped(records, () -> List.copyOf(shipped), Clock.systemUTC(), "tester");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void note_isWrittenOnceAndAnewWhenTheShippedModelsChange() throws Exception {
    use();
    use();

    assertEquals(1, noted().size());
    assertEquals(List.of(OUTLINES, CLASSIFIES), noted().getFirst().models());
    assertEquals("ShippedModels/1", noted().getFirst().id());
    assertEquals("tester", noted().getFirst().by());

    // The same weights under another card: its limits, say, were written anew.
    Chosen corrected = new Chosen("unet", "1", "bb", "b1");
    shipped.set(1, corrected);
    use();
    use();

    assertEquals(2, noted().size());
    assertEquals(List.of(OUTLINES, corrected), noted().getLast().models());
    journal.journal().checkpoint(signer, Clock.systemUTC().instant());
    JournalCheck check = journal.journal().verify(new CheckpointVerifier(signer.verificationKey()));
    assertTrue(check instanceof JournalCheck.Intact, check.toString());
    assertEquals(2, journal.journal().size());
  }

  @Test
  void note_isGoneWithTheTransactionItBelongsTo() throws Exception {
    assertThrows(
        CairnException.class,
        () ->
            journal.append(
                (connection, entries) -> {
                  asShipped.note(connection, entries);
                  throw new CairnException(CairnException.Kind.REFUSED, "no result");
                }));

    assertEquals(List.of(), noted());
    use();
    assertEquals(1, noted().size());
  }

  @Test
  void note_failsWhereAnEarlierOneWasTamperedWith() throws Exception {
    use();
    journal.append(
        (connection, entries) -> {
          try (Statement update = connection.createStatement()) {
            update.execute("update model_record set json = replace(json, '\"bb\"', '\"cc\"')");
          }
          return true;
        });

    CairnException damaged = assertThrows(CairnException.class, this::use);
    assertEquals(CairnException.Kind.INTEGRITY, damaged.kind());
  }

  private void use() throws CairnException {
    journal.append(
        (connection, entries) -> {
          asShipped.note(connection, entries);
          return true;
        });
  }

  private List<ShippedModels> noted() throws CairnException {
    return records.all(AsShipped.RECORDS).stream().map(Kept::document).toList();
  }
}

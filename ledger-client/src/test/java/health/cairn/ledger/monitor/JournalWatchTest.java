package health.cairn.ledger.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.journal.CheckProgress;
import health.cairn.ledger.journal.CheckedEntries;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalWatchTest {
  @Test
  void run_tellsOfAClockThatWasSetBackWithoutCallingItDamage() throws Exception {
    var signer = CheckpointSigner.generate("example.test/journal");
    var journal = new Journal(new InMemoryJournalStore());
    journal.append(Drafts.stored(0, 3));
    journal.checkpoint(signer, Drafts.MORNING.plus(Duration.ofDays(9)));
    journal.append(Drafts.stored(3, 6));
    journal.checkpoint(signer, Drafts.MORNING);

    Alarm alarm =
        JournalWatch.run(
                journal,
                new CheckpointVerifier(signer.verificationKey()),
                List.of(),
                CheckProgress.NONE,
                CheckedEntries.NOBODY,
                Drafts.MORNING)
            .alarms()
            .getFirst();

    assertEquals(Alarm.Kind.CLOCK_SET_BACK, alarm.kind());
    assertEquals(Alarm.Severity.REVIEW, alarm.severity());
    assertTrue(alarm.sentence().contains("6 entries"), alarm.sentence());
  }
}

package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckProgress;
import health.cairn.ledger.journal.CheckedEntries;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.journal.SignedCheckpoint;
import java.time.Instant;
import java.util.List;

/// The whole journal, once: [Journal#verify] as alarms.
public final class JournalWatch {
  private JournalWatch() {}

  /// @param elsewhere checkpoints that others hold, whose signature holds
  /// @param checked is handed the entries that hold
  public static Watch.State run(
      Journal journal,
      CheckpointVerifier verifier,
      List<SignedCheckpoint> elsewhere,
      CheckProgress progress,
      CheckedEntries checked,
      Instant now)
      throws LedgerException {
    return switch (journal.verify(verifier, elsewhere, progress, checked)) {
      case JournalCheck.Intact intact ->
          Watch.State.done(
              Watch.JOURNAL,
              now,
              intact.size() + " entries, " + intact.checkpoints() + " checkpoints",
              List.of());
      case JournalCheck.Damaged damaged ->
          Watch.State.done(
              Watch.JOURNAL,
              now,
              "stopped at the first damage",
              List.of(
                  new Alarm(
                      Alarm.Kind.JOURNAL_DAMAGED,
                      "entry " + damaged.index(),
                      now,
                      "The journal is damaged at entry "
                          + damaged.index()
                          + ": "
                          + damaged.reason()
                          + ".")));
    };
  }
}

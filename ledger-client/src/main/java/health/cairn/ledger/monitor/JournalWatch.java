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
              intact.clockSetBack().stream().map(size -> setBack(size, now)).toList());
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

  private static Alarm setBack(long size, Instant now) {
    return new Alarm(
        Alarm.Kind.CLOCK_SET_BACK,
        "checkpoint " + size,
        now,
        "The checkpoint of "
            + size
            + " entries was signed at an earlier time than the one before it: the clock was set"
            + " back, and the times of the entries between them are not proven.");
  }
}

package health.cairn.ledger.monitor;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Something that somebody should look at. Without patient data: it may be shown, printed and sent on.
///
/// @param kind what it is
/// @param subject what it is about: an entry, an account, a file, a node; one alarm for each kind and
///     subject
/// @param since when it began, as far as that is known, to the second; else when it was seen first
/// @param sentence what was found, in one sentence
public record Alarm(Kind kind, String subject, Instant since, String sentence) {
  /// What an alarm is about, and with that what it means for what can be relied on.
  public enum Severity {
    /// Two things that must agree do not, or somebody did what they must not.
    INTEGRITY,
    /// Outside of this machine something does not move; nothing is lost.
    OUTSIDE,
    /// Nothing is wrong by itself; a person should know of it.
    REVIEW
  }

  /// Every alarm there is.
  public enum Kind {
    JOURNAL_DAMAGED(
        Severity.INTEGRITY, "Keep the home as it is, restore a backup elsewhere and compare."),
    RECORD_CHANGED(
        Severity.INTEGRITY, "Do not rely on this record; compare it with a backup or its source."),
    RECORD_MISSING(
        Severity.INTEGRITY, "Find out who removed it; restore it from a backup or its source."),
    INDEX_CHANGED(
        Severity.INTEGRITY, "The journal still has the truth: have the index made anew from it."),
    ACCESS_WITHOUT_GRANT(Severity.INTEGRITY, "Ask who looked, and tell the patient."),
    UNKNOWN_SENDER(
        Severity.INTEGRITY,
        "Ask the network whose account that is; look for a copy of this home in use."),
    FOREIGN_JOURNAL(
        Severity.INTEGRITY,
        "Somebody else may hold this home's account key; have the network remove the account."),
    FOREIGN_ACCESSES(
        Severity.INTEGRITY,
        "Look for another home of this institution, a copy of this one in use, or an older database"
            + " that was put back; else have the network remove the account."),
    FOREIGN_DECISION(
        Severity.INTEGRITY,
        "Look for another home of this institution, a copy of this one in use, or an older database"
            + " that was put back; else have the network remove the account."),
    SPLIT_VIEW(
        Severity.INTEGRITY,
        "Keep both checkpoints: they are the proof. Tell the institutions that hold them."),
    FORGED_CHECKPOINT(Severity.INTEGRITY, "Ask where it came from, and do not rely on it."),
    ROLLED_BACK(
        Severity.INTEGRITY, "An older database may have been put back; restore the newest backup."),
    ANCHOR_REFUSED(
        Severity.INTEGRITY, "Compare the journal with what the chain holds under its name."),
    ANCHOR_GONE(Severity.INTEGRITY, "Ask the network's operators what became of its history."),
    CHAIN_DISTRUSTED(
        Severity.INTEGRITY, "Check the address of the node and the network it belongs to."),
    CHAIN_UNREACHABLE(
        Severity.OUTSIDE, "Nothing is lost; check the network, or ask who runs the node."),
    STALE_ANCHOR(
        Severity.OUTSIDE, "Run `cairn ledger anchor`, or find out why the chain takes nothing."),
    NOT_COUNTED(
        Severity.OUTSIDE,
        "Have the members vote for it (`cairn ledger vote`), or name what they use in the settings:"
            + " until then, whoever asks for members refuses this home's proofs."),
    SILENT_VALIDATOR(Severity.OUTSIDE, "Ask the institution that runs it."),
    CHAIN_STALLED(Severity.OUTSIDE, "Ask the network's operators: too few validators may be up."),
    UNJOINED_VIEW(Severity.REVIEW, "Ask that institution for a request to cosign: it has a proof."),
    UNKNOWN_ORIGIN(Severity.REVIEW, "Make sure of its key and introduce it, or remove the file."),
    UNREADABLE_VIEW(Severity.REVIEW, "Ask for the file once more, or remove it."),
    CLOCK_SET_BACK(
        Severity.REVIEW, "Ask who set the clock, and compare what was recorded in that time."),
    YES_ON_PAPER(Severity.REVIEW, "Compare it with the signed form, and ask the witness."),
    BREAK_GLASS(Severity.REVIEW, "Read the reason with who gave it.");

    private final Severity severity;
    private final String advice;

    Kind(Severity severity, String advice) {
      this.severity = severity;
      this.advice = advice;
    }

    public Severity severity() {
      return severity;
    }

    /// What to do, in one or two sentences.
    public String advice() {
      return advice;
    }
  }

  public Alarm {
    since = since.truncatedTo(ChronoUnit.SECONDS);
  }

  public Severity severity() {
    return kind.severity();
  }

  /// Whether it is the same matter, whenever it was seen.
  public boolean sameMatter(Alarm other) {
    return kind == other.kind && subject.equals(other.subject);
  }

  /// The same matter, seen before already.
  public Alarm seenBefore(Alarm earlier) {
    return earlier.since.isBefore(since) ? new Alarm(kind, subject, earlier.since, sentence) : this;
  }
}

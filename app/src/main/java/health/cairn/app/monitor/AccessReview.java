package health.cairn.app.monitor;

import health.cairn.app.access.Action;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.learn.ExportOutlines;
import health.cairn.app.monitor.EntryPass.Line;
import health.cairn.app.usecase.ConsentWords;
import health.cairn.app.usecase.Gate;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.monitor.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Goes through the journal in its order, and says where somebody used a patient's data after the patient's no, or
/// the health record after the patient left it out, without an emergency of their own, and who broke the glass. It hangs on
/// the journal alone: not on the policy, nor on tables that somebody could have changed since. A yes that ended is silence,
/// which only a policy judges.
final class AccessReview {
  private record Use(String patientKey, ConsentPurpose purpose) {}

  private record Emergency(String patientKey, String actor) {}

  private final Map<Use, ConsentWords.Word> words = new HashMap<>();
  private final Map<Emergency, Instant> emergencies = new HashMap<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private long uses;

  void take(List<Line> lines) {
    for (Line line : lines) {
      if (!line.patientKey().isEmpty()) {
        take(line.entry(), line.patientKey());
      }
    }
  }

  private void take(Entry entry, String patientKey) {
    switch (entry.event()) {
      case CONSENT_DECIDED, CONSENT_WITHDRAWN ->
          ConsentWords.read(entry.purpose()).ifPresent(word -> said(entry, patientKey, word));
      case BREAK_GLASS -> {
        emergencies.put(new Emergency(patientKey, entry.actor()), entry.time());
        alarms.add(
            new Alarm(
                Alarm.Kind.BREAK_GLASS,
                "entry " + entry.index(),
                entry.time(),
                "%s opened a patient's data in an emergency (entry %d)."
                    .formatted(entry.actor(), entry.index())));
      }
      default -> purpose(entry).ifPresent(purpose -> use(entry, patientKey, purpose));
    }
  }

  private void said(Entry entry, String patientKey, ConsentWords.Word word) {
    ConsentWords.Word before = words.put(new Use(patientKey, word.purpose()), word);
    if (before != null && !before.yes() && word.yes() && ConsentWords.onPaper(entry.purpose())) {
      alarms.add(
          new Alarm(
              Alarm.Kind.YES_ON_PAPER,
              "entry " + entry.index(),
              entry.time(),
              "%s recorded a yes from paper after the patient's no (entry %d)."
                  .formatted(entry.actor(), entry.index())));
    }
  }

  /// What an entry used the data for; empty where it used none.
  private static Optional<ConsentPurpose> purpose(Entry entry) {
    if (entry.event() == EventKind.ACCESS) {
      Optional<Action> permitted = Action.ofPermit(entry.subject().recordId());
      if (permitted.isPresent()) {
        return permitted.get().purpose();
      }
      return isAboutConsent(entry) ? Optional.empty() : Optional.of(ConsentPurpose.CARE);
    }
    return switch (entry.event()) {
      case RECORD_EXPORTED ->
          Optional.of(
              entry.subject().recordId().startsWith(ExportOutlines.SUBJECT)
                  ? ConsentPurpose.RESEARCH
                  : ConsentPurpose.CARE);
      case FINDING_DECIDED -> Optional.of(ConsentPurpose.CARE);
      case RESULT_PRODUCED -> Optional.of(ConsentPurpose.AI_ANALYSIS);
      default -> Optional.empty();
    };
  }

  /// A patient's way into the kiosk, and a look at what the patient decided.
  private static boolean isAboutConsent(Entry entry) {
    return entry.subject().recordId().startsWith("Consent");
  }

  private void use(Entry entry, String patientKey, ConsentPurpose purpose) {
    uses++;
    ConsentWords.Word word = words.get(new Use(patientKey, purpose));
    if (word == null
        || (readsTheRecord(entry) ? word.record() : word.yes())
        || emergency(entry, patientKey, purpose)) {
      return;
    }
    String what =
        purpose == ConsentPurpose.AI_ANALYSIS
            ? "let models analyse a patient's data"
            : entry.event() != EventKind.ACCESS
                ? "used a patient's data"
                : word.yes() ? "opened a patient's health record" : "opened a patient's data";
    alarms.add(
        new Alarm(
            Alarm.Kind.ACCESS_WITHOUT_GRANT,
            "entry " + entry.index(),
            entry.time(),
            "%s %s after the patient %s, without an emergency (entry %d)."
                .formatted(
                    entry.actor(),
                    what,
                    word.yes() ? "left it out of the consent" : "said no",
                    entry.index())));
  }

  /// Whoever opens something of a patient opens the pictures of a study, or the health record.
  private static boolean readsTheRecord(Entry entry) {
    String recordId = entry.subject().recordId();
    return entry.event() == EventKind.ACCESS
        && (recordId.startsWith("Patient/")
            || Action.ofPermit(recordId).filter(Action::showsTheRecord).isPresent());
  }

  private boolean emergency(Entry entry, String patientKey, ConsentPurpose purpose) {
    Instant opened = emergencies.get(new Emergency(patientKey, entry.actor()));
    return purpose == ConsentPurpose.CARE
        && opened != null
        && Duration.between(opened, entry.time()).abs().compareTo(Gate.EMERGENCY) <= 0;
  }

  /// Entries that used somebody's data.
  long uses() {
    return uses;
  }

  List<Alarm> alarms() {
    return alarms;
  }
}

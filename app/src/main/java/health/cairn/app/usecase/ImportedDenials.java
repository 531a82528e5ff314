package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.store.ConsentStore;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.consent.ConsentReader;
import health.cairn.fhir.consent.ConsentUse;
import health.cairn.ledger.journal.EventKind;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Counts what FHIR Consents from elsewhere deny as the patient's no here, until the patient decides here. That one becomes
/// inactive elsewhere makes no yes of it.
final class ImportedDenials {
  private static final String ELSEWHERE = "elsewhere";

  private ImportedDenials() {}

  /// @param patients our keys by FHIR reference
  static void note(
      Connection connection,
      DeskJournal.Entries entries,
      List<FhirRecord> records,
      Map<String, String> patients,
      Instant now)
      throws SQLException, CairnException {
    ConsentStore store = new ConsentStore(connection);
    for (FhirRecord record : records) {
      String patientKey = record.patientReference().map(patients::get).orElse(null);
      if (patientKey == null || store.find(record.reference()).isPresent()) {
        continue; // of nobody known here, or decided here and coming back
      }
      Instant decidedAt =
          ConsentReader.decidedAt(record).filter(at -> !at.isAfter(now)).orElse(now);
      for (ConsentUse use : ConsentReader.denied(record, now)) {
        note(connection, entries, store, record, patientKey, purpose(use), decidedAt);
      }
    }
  }

  private static void note(
      Connection connection,
      DeskJournal.Entries entries,
      ConsentStore store,
      FhirRecord record,
      String patientKey,
      ConsentPurpose purpose,
      Instant decidedAt)
      throws SQLException, CairnException {
    String id = record.reference() + "#" + purpose.key();
    List<ConsentDecision> before =
        store.ofPatient(patientKey).stream()
            .filter(decision -> decision.consentId().startsWith(id))
            .toList();
    if (before.stream().anyMatch(decision -> !decision.decidedAt().isBefore(decidedAt))) {
      return;
    }
    ConsentDecision no =
        new ConsentDecision(
            before.isEmpty() ? id : id + "." + before.size(),
            patientKey,
            new ConsentTerms(purpose, false, ConsentScope.EVERYTHING, "", Optional.empty()),
            decidedAt,
            KioskLanguage.ENGLISH,
            0,
            ConsentDecision.FROM_RECORD,
            Optional.empty(),
            State.STANDING,
            Optional.empty());
    store.add(no);
    entries.event(
        EventKind.CONSENT_DECIDED,
        ConsentWords.decided(no.terms(), ELSEWHERE),
        no.consentId(),
        patientKey);
    if (purpose == ConsentPurpose.RESEARCH) {
      LearningConsent.withdraw(connection, entries, patientKey);
    }
  }

  private static ConsentPurpose purpose(ConsentUse use) {
    return switch (use) {
      case CARE -> ConsentPurpose.CARE;
      case SECOND_OPINION -> throw new IllegalArgumentException("never denied by a record");
      case AI_ANALYSIS -> ConsentPurpose.AI_ANALYSIS;
      case RESEARCH -> ConsentPurpose.RESEARCH;
      case TEACHING -> ConsentPurpose.TEACHING;
    };
  }
}

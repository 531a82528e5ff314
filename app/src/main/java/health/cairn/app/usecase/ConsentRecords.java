package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.Session;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.consent.ConsentStatement;
import health.cairn.fhir.consent.ConsentUse;
import health.cairn.fhir.record.StoredRecord;
import java.sql.Connection;
import java.util.UUID;

/// Our decisions as FHIR records.
final class ConsentRecords {
  private static final String TYPE = "Consent/";

  private ConsentRecords() {}

  static String newId() {
    return TYPE + UUID.randomUUID();
  }

  static ConsentStatement statement(ConsentDecision decision, String patientReference) {
    return new ConsentStatement(
        decision.consentId().substring(TYPE.length()),
        patientReference,
        use(decision.terms().purpose()),
        decision.terms().permitted(),
        decision.terms().scope() == ConsentScope.PICTURES_ONLY,
        decision.terms().recipient(),
        decision.decidedAt(),
        decision.terms().until(),
        decision.language().tag(),
        decision.textVersion(),
        decision.witness());
  }

  private static ConsentUse use(ConsentPurpose purpose) {
    return switch (purpose) {
      case CARE -> ConsentUse.CARE;
      case SECOND_OPINION -> ConsentUse.SECOND_OPINION;
      case AI_ANALYSIS -> ConsentUse.AI_ANALYSIS;
      case RESEARCH -> ConsentUse.RESEARCH;
      case TEACHING -> ConsentUse.TEACHING;
    };
  }

  static FhirRecord current(Connection connection, String consentId) throws CairnException {
    try {
      return new H2RecordStore(Session.within(connection))
          .current(consentId)
          .map(StoredRecord::record)
          .orElseThrow(
              () ->
                  new CairnException(
                      CairnException.Kind.INTEGRITY,
                      "The record " + consentId + " is missing; restore the home from a backup."));
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}

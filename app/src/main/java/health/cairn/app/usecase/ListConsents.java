package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.store.ConsentStore;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2RecordStore;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.consent.ConsentWriter;
import health.cairn.fhir.record.StoredRecord;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// What a patient decided, and the forms they signed.
public final class ListConsents {
  private final Database database;
  private final Clock clock;

  public ListConsents(Database database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /// Everything ever decided, by purpose, then newest first.
  public List<ConsentDecision> all(String patientKey) throws CairnException {
    return database.read(connection -> new ConsentStore(connection).ofPatient(patientKey));
  }

  /// What holds now, a yes or a no.
  public List<ConsentDecision> inForce(String patientKey) throws CairnException {
    return all(patientKey).stream().filter(d -> d.inForce(clock.instant())).toList();
  }

  /// The signed form (PDF) of a decision.
  ///
  /// @throws CairnException REFUSED where there is no such consent, or nothing was signed
  public byte[] form(String consentId) throws CairnException {
    try {
      Optional<StoredRecord> record = new H2RecordStore(database).current(consentId);
      return record
          .flatMap(r -> ConsentWriter.form(r.record()))
          .orElseThrow(
              () ->
                  new CairnException(
                      CairnException.Kind.REFUSED,
                      "There is no signed form of " + consentId + " here."));
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}

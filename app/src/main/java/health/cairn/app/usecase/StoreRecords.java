package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.PatientHeader;
import health.cairn.app.store.FhirPatients;
import health.cairn.app.store.H2RecordStore;
import health.cairn.app.store.PatientIndex;
import health.cairn.app.store.Session;
import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirReading;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.codec.PatientReader;
import health.cairn.fhir.codec.PatientRecord;
import health.cairn.fhir.record.Put;
import health.cairn.fhir.record.StoredRecord;
import health.cairn.ledger.journal.EventKind;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Stores FHIR records with their patients and one journal entry each, in one transaction.
public final class StoreRecords {
  private final DeskJournal journal;
  private final Clock clock;

  public StoreRecords(DeskJournal journal, Clock clock) {
    this.journal = journal;
    this.clock = clock;
  }

  /// What became of one file's records.
  public sealed interface Outcome {
    /// @param records that are new, or have a new version
    record Stored(int records) implements Outcome {}

    /// Every record was there already, as it is.
    record Merged() implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  /// @param purpose why, for the journal ("imported", "written after analysis")
  public Outcome run(FhirReading.Taken taken, String purpose) throws CairnException {
    return journal.append(
        (connection, entries) -> {
          H2RecordStore records = new H2RecordStore(Session.within(connection));
          Optional<String> contradiction = contradiction(records, taken.patients());
          if (contradiction.isPresent()) {
            return new Outcome.Refused(contradiction.get());
          }
          PatientIndex index = new PatientIndex(connection);
          FhirPatients links = new FhirPatients(connection);
          for (PatientRecord patient : taken.patients()) {
            links.link(
                patient.reference(),
                index.findOrAdd(
                    patient.medicalRecordNumber(),
                    patient.name(),
                    patient.birthDate(),
                    patient.sex()));
          }
          int stored = put(connection, taken.records(), purpose, entries);
          ImportedDenials.note(connection, entries, taken.records(), links.keys(), clock.instant());
          return stored == 0 ? new Outcome.Merged() : new Outcome.Stored(stored);
        });
  }

  /// Puts records and an entry for each that is new; used inside a transaction.
  int put(
      Connection connection, List<FhirRecord> content, String purpose, DeskJournal.Entries entries)
      throws CairnException, SQLException {
    int stored = 0;
    Map<String, String> patients = new FhirPatients(connection).keys();
    List<Put> outcomes;
    try {
      outcomes = new H2RecordStore(Session.within(connection)).putAll(content, clock.instant());
    } catch (FhirException e) {
      throw Failures.of(e);
    }
    for (Put outcome : outcomes) {
      if (outcome instanceof Put.Stored(StoredRecord version)) {
        stored++;
        entries.content(
            version.version() == 1 ? EventKind.RECORD_STORED : EventKind.RECORD_AMENDED,
            purpose,
            version.record().reference(),
            version.version(),
            version.record().json().getBytes(StandardCharsets.UTF_8),
            version
                .record()
                .patientReference()
                .flatMap(reference -> Optional.ofNullable(patients.get(reference)))
                .orElse(""));
      }
    }
    return stored;
  }

  /// The patient's FHIR reference; a patient known from images only gets a Patient record of their own.
  String patientReference(Connection connection, DeskJournal.Entries entries, String patientKey)
      throws SQLException, CairnException {
    FhirPatients links = new FhirPatients(connection);
    List<String> known = links.referencesOf(patientKey);
    if (!known.isEmpty()) {
      return known.getFirst();
    }
    PatientHeader header = new PatientIndex(connection).byKey(patientKey).orElseThrow();
    FhirRecord patient = PatientFromImages.record(header);
    links.link(patient.reference(), patientKey);
    put(connection, List.of(patient), "patient known from images", entries);
    return patient.reference();
  }

  private static Optional<String> contradiction(H2RecordStore records, List<PatientRecord> patients)
      throws CairnException {
    try {
      for (PatientRecord patient : patients) {
        Optional<PatientRecord> known =
            records.current(patient.reference()).flatMap(s -> PatientReader.read(s.record()));
        if (known.isPresent() && known.get().contradicts(patient)) {
          return Optional.of(
              "its "
                  + patient.reference()
                  + " is another person than the one stored under that id; give it other ids");
        }
      }
      return Optional.empty();
    } catch (FhirException e) {
      throw Failures.of(e);
    }
  }
}

package health.cairn.fhir.record;

import health.cairn.fhir.FhirException;
import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.codec.PatientRecord;
import health.cairn.fhir.timeline.TimelineEvent;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Keeps every version of every record. Versions are never overwritten or removed.
///
/// Implementations may be called from several threads. They read patients and events out of the
/// records themselves when they are put ([health.cairn.fhir.codec.PatientReader],
/// [health.cairn.fhir.timeline.TimelineReader]). Every method fails with [FhirException] when the
/// storage does; a stored record whose digest differs from its content fails with
/// [FhirException.Kind#INTEGRITY].
public interface RecordStore {

  /// Puts records, all of them or (on failure) none. A record equal in content to the current version
  /// is not stored again.
  ///
  /// @param at when, for the new versions
  /// @return what became of each, in the order given
  List<Put> putAll(List<FhirRecord> records, Instant at) throws FhirException;

  /// Puts one record.
  default Put put(FhirRecord record, Instant at) throws FhirException {
    return putAll(List.of(record), at).getFirst();
  }

  /// The newest version.
  ///
  /// @param reference `Type/id`
  Optional<StoredRecord> current(String reference) throws FhirException;

  /// Every version, oldest first; empty when there is no such record.
  List<StoredRecord> history(String reference) throws FhirException;

  /// Current versions of a patient's records, the Patient among them, ordered by reference.
  List<StoredRecord> ofPatient(String patientReference) throws FhirException;

  /// Everyone there is a current Patient record of, ordered by reference.
  List<PatientRecord> patients() throws FhirException;

  /// Events of a patient's current records, in no particular order.
  List<TimelineEvent> events(String patientReference) throws FhirException;
}

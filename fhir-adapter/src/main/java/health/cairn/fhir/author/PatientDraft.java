package health.cairn.fhir.author;

import java.time.LocalDate;
import java.util.List;

/// Whose record it is.
///
/// @param id logical id of the Patient, `[A-Za-z0-9.-]{1,64}`
/// @param medicalRecordNumber becomes an identifier of type MR; the DICOM files' Patient ID
/// @param given given names in order, at least one
public record PatientDraft(
    String id,
    String medicalRecordNumber,
    String family,
    List<String> given,
    LocalDate birthDate,
    Sex sex) {

  public PatientDraft {
    given = List.copyOf(given);
    if (given.isEmpty() || !id.matches("[A-Za-z0-9.-]{1,64}")) {
      throw new IllegalArgumentException("a patient needs a FHIR id and a given name");
    }
  }

  /// Administrative gender (R4).
  public enum Sex {
    FEMALE,
    MALE,
    OTHER,
    UNKNOWN
  }
}

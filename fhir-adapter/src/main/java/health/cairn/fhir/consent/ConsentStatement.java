package health.cairn.fhir.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;

/// One decision of a patient on one use of their data, while it is in force.
///
/// @param id of the record, a FHIR id
/// @param patientReference `Patient/id`
/// @param use what for
/// @param permitted false: the patient said no
/// @param picturesOnly the health record is left out
/// @param recipient institution that may see the data, or empty for the one that asked
/// @param from when it was decided
/// @param until last day, where it ends by itself
/// @param language of the text that was shown (BCP 47)
/// @param textVersion which text that was
/// @param witness who was there, where somebody was
public record ConsentStatement(
    String id,
    String patientReference,
    ConsentUse use,
    boolean permitted,
    boolean picturesOnly,
    String recipient,
    Instant from,
    Optional<LocalDate> until,
    String language,
    int textVersion,
    Optional<String> witness) {

  public ConsentStatement {
    if (id.isBlank() || patientReference.isBlank() || language.isBlank() || textVersion < 1) {
      throw new IllegalArgumentException("a consent names itself, its patient and its text");
    }
  }
}

package health.cairn.fhir.codec;

import java.time.Instant;
import java.util.Optional;

/// One FHIR R4 resource that stands alone: references to other records of the file it came from read
/// `Type/id`.
///
/// @param type resource type ("Observation")
/// @param id logical id, `[A-Za-z0-9.-]{1,64}`
/// @param patientReference `Patient/id` of whom it is about; a Patient's own reference for a Patient;
///     empty for what belongs to nobody (Organization, Practitioner, Device)
/// @param json canonical JSON (R4 json.html#canonical): members sorted, no white space, numbers as
///     they were written; what was unknown to us is kept
/// @param lastUpdated `meta.lastUpdated`, where given
public record FhirRecord(
    String type,
    String id,
    Optional<String> patientReference,
    String json,
    Optional<Instant> lastUpdated) {

  public FhirRecord {
    if (type.isBlank() || id.isBlank() || json.isBlank()) {
      throw new IllegalArgumentException("a record needs type, id and content");
    }
  }

  /// `Type/id`.
  public String reference() {
    return type + "/" + id;
  }

  /// SHA-256 of the canonical JSON in UTF-8, as 64 hex digits. Unsalted: never to leave the machine.
  public String sha256() {
    return Sha256.hex(json);
  }
}

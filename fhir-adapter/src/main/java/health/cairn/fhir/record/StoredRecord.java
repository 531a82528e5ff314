package health.cairn.fhir.record;

import health.cairn.fhir.codec.FhirRecord;
import java.time.Instant;

/// One version of a record.
///
/// @param version from 1
/// @param storedAt when this version was put
/// @param sha256 of the record's canonical JSON, 64 hex digits
public record StoredRecord(FhirRecord record, int version, Instant storedAt, String sha256) {

  public StoredRecord {
    if (version < 1) {
      throw new IllegalArgumentException("versions count from 1");
    }
  }
}

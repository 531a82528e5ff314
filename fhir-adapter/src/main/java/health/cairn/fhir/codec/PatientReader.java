package health.cairn.fhir.codec;

import java.util.Optional;

/// Reads who a patient is out of a Patient record.
@SuppressWarnings("DoNotCallSuggester")
public final class PatientReader {
  private PatientReader() {}

  /// @return empty when the record is no Patient
  public static Optional<PatientRecord> read(FhirRecord record) {
    throw new UnsupportedOperationException("lands next " + record.type());
  }
}

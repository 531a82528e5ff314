package health.cairn.fhir.finding;

import health.cairn.fhir.codec.FhirRecord;
import java.util.List;

/// Writes what models say into records, as Proposed.
///
/// Deterministic: the same analysis and ids give the same records.
@SuppressWarnings("DoNotCallSuggester")
public final class FindingWriter {
  private FindingWriter() {}

  /// @param findings references of the Observations, tumours in order, then the classification
  /// @param report reference of the DiagnosticReport that groups them
  public record Written(List<FhirRecord> records, List<String> findings, String report) {
    public Written {
      records = List.copyOf(records);
      findings = List.copyOf(findings);
    }
  }

  /// ImagingStudy (unless the record has it), a Device per model, an Observation per finding, a
  /// DiagnosticReport and a Provenance. Everything is preliminary.
  public static Written propose(Analysis analysis, RecordIds ids) {
    throw new UnsupportedOperationException("lands next");
  }
}

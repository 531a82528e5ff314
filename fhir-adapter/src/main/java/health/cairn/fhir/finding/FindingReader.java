package health.cairn.fhir.finding;

import health.cairn.fhir.codec.FhirRecord;
import java.util.List;

/// Reads findings back out of records.
@SuppressWarnings("DoNotCallSuggester")
public final class FindingReader {
  private FindingReader() {}

  /// The findings among some records (of one patient, say), newest first; other records are passed
  /// over. A final finding that names no person is read as Proposed: a model cannot accept.
  public static List<RecordedFinding> findings(List<FhirRecord> records) {
    throw new UnsupportedOperationException("lands next");
  }
}

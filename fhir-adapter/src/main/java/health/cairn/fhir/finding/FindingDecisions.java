package health.cairn.fhir.finding;

import health.cairn.fhir.codec.FhirRecord;
import java.util.List;

/// Writes what a person decides on a finding: the next versions of its records.
@SuppressWarnings("DoNotCallSuggester")
public final class FindingDecisions {
  private FindingDecisions() {}

  /// What came of a decision.
  public sealed interface Outcome {
    /// @param records next version of the Observation, next version of the report, and a new
    ///     Provenance of the decision; put them together
    record Decided(List<FhirRecord> records) implements Outcome {
      public Decided {
        records = List.copyOf(records);
      }
    }

    /// @param reason one sentence for the user
    record Impossible(String reason) implements Outcome {}
  }

  /// @param finding current version of the Observation
  /// @param report current version of the DiagnosticReport that lists it
  /// @param siblings current versions of every Observation of the report, with or without `finding`
  /// @param ids asked for one id, of the Provenance
  public static Outcome decide(
      FhirRecord finding,
      FhirRecord report,
      List<FhirRecord> siblings,
      Decision decision,
      RecordIds ids) {
    throw new UnsupportedOperationException("lands next");
  }
}

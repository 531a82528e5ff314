package health.cairn.fhir.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.fhir.R4Validator;
import health.cairn.fhir.author.HistoryAuthor;
import health.cairn.fhir.author.SampleHistory;
import health.cairn.fhir.codec.FhirRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Everything this module writes, against the base definitions of R4.
@Tag("validation")
class FindingValidationTest {
  @Test
  void propose_writesValidR4() {
    valid(FindingWriter.propose(SampleAnalysis.of(false), SampleAnalysis.IDS).records());
    valid(FindingWriter.propose(SampleAnalysis.of(true), SampleAnalysis.IDS).records());
  }

  @Test
  void ownFinding_writesValidR4() {
    valid(OwnFindingWriter.write(SampleAnalysis.own(), SampleAnalysis.IDS).records());
  }

  @Test
  void decide_writesValidR4() {
    FindingWriter.Written written =
        FindingWriter.propose(SampleAnalysis.of(false), SampleAnalysis.IDS);
    List<FhirRecord> observations =
        written.records().stream().filter(r -> r.type().equals("Observation")).toList();
    FhirRecord report =
        written.records().stream()
            .filter(r -> r.type().equals("DiagnosticReport"))
            .findFirst()
            .orElseThrow();
    Instant at = Instant.parse("2026-11-21T08:00:00Z");
    List<Decision> decisions =
        List.of(
            new Decision.Accept(SampleAnalysis.READER, at, "Agreed."),
            new Decision.Reject(SampleAnalysis.READER, at, "A vessel."),
            new Decision.Amend(
                SampleAnalysis.READER,
                at,
                "Edge.",
                Optional.of(10.0),
                Optional.of(30.0),
                Optional.of(20.0),
                Optional.empty()));
    for (Decision decision : decisions) {
      FindingDecisions.Outcome outcome =
          FindingDecisions.decide(
              observations.getFirst(), report, observations, decision, SampleAnalysis.IDS);
      valid(((FindingDecisions.Outcome.Decided) outcome).records());
    }
  }

  @Test
  void bundle_isValidR4() {
    valid("history", HistoryAuthor.bundle(SampleHistory.PATIENT, SampleHistory.drafts()));
  }

  @Test
  void validator_findsWhatIsWrong() {
    String wrong =
        "{\"resourceType\":\"Observation\",\"id\":\"x\",\"status\":\"sure\",\"code\":{\"text\":\"x\"}}";
    assertTrue(!R4Validator.errors(wrong).isEmpty());
  }

  private static void valid(List<FhirRecord> records) {
    records.forEach(record -> valid(record.reference(), record.json()));
  }

  private static void valid(String name, String json) {
    assertEquals(List.of(), R4Validator.errors(json), name);
  }
}

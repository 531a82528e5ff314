package health.cairn.fhir.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import health.cairn.fhir.author.HistoryAuthor;
import health.cairn.fhir.author.SampleHistory;
import health.cairn.fhir.codec.FhirRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Everything this module writes, against the base definitions of R4.
@Tag("validation")
class FindingValidationTest {
  private static FhirValidator validator;

  @BeforeAll
  static void load() {
    FhirContext context = FhirContext.forR4();
    ValidationSupportChain support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(context),
            new CommonCodeSystemsTerminologyService(context),
            new InMemoryTerminologyServerValidationSupport(context));
    FhirInstanceValidator instance = new FhirInstanceValidator(support);
    instance.setNoTerminologyChecks(false);
    validator = context.newValidator().registerValidatorModule(instance);
  }

  @Test
  void propose_writesValidR4() {
    valid(FindingWriter.propose(SampleAnalysis.of(false), SampleAnalysis.IDS).records());
    valid(FindingWriter.propose(SampleAnalysis.of(true), SampleAnalysis.IDS).records());
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
    assertTrue(!errors(wrong).isEmpty());
  }

  private static void valid(List<FhirRecord> records) {
    records.forEach(record -> valid(record.reference(), record.json()));
  }

  private static void valid(String name, String json) {
    assertEquals(List.of(), errors(json), name);
  }

  private static List<String> errors(String json) {
    List<String> errors = new ArrayList<>();
    for (SingleValidationMessage message : validator.validateWithResult(json).getMessages()) {
      if (message.getSeverity().ordinal() >= ResultSeverityEnum.ERROR.ordinal()) {
        errors.add(message.getLocationString() + ": " + message.getMessage());
      }
    }
    return errors;
  }
}

package health.cairn.fhir.finding;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.R4;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/// Writes what a person decides on a finding: the next versions of its records.
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
  /// @param ids asked for one id, "decision", of the Provenance
  public static Outcome decide(
      FhirRecord finding,
      FhirRecord report,
      List<FhirRecord> siblings,
      Decision decision,
      RecordIds ids) {
    Optional<Observation> observation = parse(finding, Observation.class);
    Optional<DiagnosticReport> grouping = parse(report, DiagnosticReport.class);
    if (observation.isEmpty() || FindingTag.status(observation.get()).isEmpty()) {
      return new Outcome.Impossible("This record is no finding.");
    }
    if (grouping.isEmpty() || !lists(grouping.get(), finding.reference())) {
      return new Outcome.Impossible("This report does not list the finding.");
    }
    List<Observation> all = new ArrayList<>();
    for (Reference result : grouping.get().getResult()) {
      Optional<Observation> one =
          result.getReference().equals(finding.reference())
              ? observation
              : sibling(siblings, result.getReference());
      if (one.isEmpty()) {
        return new Outcome.Impossible("A finding of the report is missing.");
      }
      all.add(one.get());
    }
    Optional<String> refusal = NextVersion.apply(observation.get(), decision);
    if (refusal.isPresent()) {
      return new Outcome.Impossible(refusal.get());
    }
    DiagnosticReport next = grouping.get();
    FindingReport.update(next, all);
    next.setIssuedElement(FindingResources.instant(decision.at()));
    addInterpreter(next, decision.by());
    Provenance provenance = FindingProvenance.ofDecision(decision, finding, report);
    provenance.setId(ids.idFor("decision"));
    return new Outcome.Decided(
        List.of(
            FindingWriter.record(observation.get(), finding.patientReference()),
            FindingWriter.record(next, report.patientReference()),
            FindingWriter.record(provenance, finding.patientReference())));
  }

  private static void addInterpreter(DiagnosticReport report, Person person) {
    boolean there =
        report.getResultsInterpreter().stream()
            .anyMatch(r -> person.account().equals(r.getIdentifier().getValue()));
    if (!there) {
      report.addResultsInterpreter(FindingProvenance.person(person));
    }
  }

  private static boolean lists(DiagnosticReport report, String reference) {
    return report.getResult().stream().anyMatch(r -> reference.equals(r.getReference()));
  }

  private static Optional<Observation> sibling(List<FhirRecord> siblings, String reference) {
    return siblings.stream()
        .filter(r -> r.reference().equals(reference))
        .findFirst()
        .flatMap(r -> parse(r, Observation.class))
        .filter(o -> o.getStatus() != ObservationStatus.NULL);
  }

  private static <T extends Resource> Optional<T> parse(FhirRecord record, Class<T> type) {
    return R4.parse(record.json()).filter(type::isInstance).map(type::cast);
  }
}

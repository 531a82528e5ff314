package health.cairn.fhir.finding;

import health.cairn.fhir.codec.FhirRecord;
import health.cairn.fhir.r4.R4;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/// Writes what models say into records, as Proposed.
///
/// Deterministic: the same analysis and ids give the same records. There is no way here to write
/// anything but a proposal; only [FindingDecisions] writes more, and it asks for a [Person].
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
  ///
  /// The ids of ImagingStudy and Device follow from the study and the model; `ids` is asked for
  /// "volume-1", "volume-2", ..., "classification", "report" and "provenance".
  public static Written propose(Analysis analysis, RecordIds ids) {
    List<FhirRecord> records = new ArrayList<>();
    Optional<String> patient = Optional.of(analysis.patientReference());
    if (analysis.study().existingReference().isEmpty()) {
      records.add(record(StudyResource.of(analysis.study(), analysis.patientReference()), patient));
    }
    Set<ModelAuthor> models = models(analysis);
    models.forEach(model -> records.add(record(ModelDevice.of(model), Optional.empty())));

    Reference study = StudyResource.reference(analysis.study());
    FindingResources resources = new FindingResources(analysis, study);
    List<Observation> findings = new ArrayList<>();
    int number = 0;
    for (Analysis.Tumour tumour : analysis.tumours()) {
      number++;
      findings.add(withId(resources.tumour(tumour), ids.idFor("volume-" + number)));
    }
    analysis
        .classification()
        .ifPresent(
            c -> findings.add(withId(resources.classification(c), ids.idFor("classification"))));
    findings.forEach(finding -> records.add(record(finding, patient)));
    List<String> references =
        findings.stream().map(f -> "Observation/" + f.getIdElement().getIdPart()).toList();

    DiagnosticReport report =
        withId(FindingReport.of(analysis, study, findings), ids.idFor("report"));
    records.add(record(report, patient));
    String reportReference = "DiagnosticReport/" + report.getIdElement().getIdPart();

    List<String> targets = new ArrayList<>(references);
    targets.add(reportReference);
    Provenance provenance = FindingProvenance.ofAnalysis(analysis, models, targets);
    records.add(record(withId(provenance, ids.idFor("provenance")), patient));
    return new Written(records, references, reportReference);
  }

  static FhirRecord record(Resource resource, Optional<String> patientReference) {
    return new FhirRecord(
        resource.fhirType(),
        resource.getIdElement().getIdPart(),
        patientReference,
        R4.encode(resource),
        Optional.empty());
  }

  private static <T extends Resource> T withId(T resource, String id) {
    resource.setId(id);
    return resource;
  }

  private static Set<ModelAuthor> models(Analysis analysis) {
    Set<ModelAuthor> models = new LinkedHashSet<>();
    analysis.tumours().forEach(tumour -> models.add(tumour.model()));
    analysis.classification().ifPresent(c -> models.add(c.model()));
    return models;
  }
}

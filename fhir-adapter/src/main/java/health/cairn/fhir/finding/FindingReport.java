package health.cairn.fhir.finding;

import static health.cairn.fhir.r4.R4Types.concept;
import static health.cairn.fhir.r4.R4Types.hl7;

import health.cairn.fhir.Code;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Quantity;
import org.hl7.fhir.r4.model.Reference;

/// The report that groups the findings of an analysis.
final class FindingReport {
  private FindingReport() {}

  static DiagnosticReport of(Analysis analysis, Reference study, List<Observation> findings) {
    return of(
        "Image analysis",
        analysis.patientReference(),
        analysis.study().started().orElse(analysis.analysedAt()),
        analysis.analysedAt(),
        study,
        findings);
  }

  /// @param seen when the images were made, where that is known
  static DiagnosticReport of(
      String title,
      String patientReference,
      Instant seen,
      Instant issued,
      Reference study,
      List<Observation> findings) {
    DiagnosticReport report = new DiagnosticReport();
    report.addCategory(hl7("v2-0074", "RAD"));
    report.setCode(
        concept(
            Code.loinc(FindingCodes.IMAGING_STUDY.code(), FindingCodes.IMAGING_STUDY.display())));
    report.getCode().setText(title);
    report.setSubject(new Reference(patientReference));
    report.setEffective(new DateTimeType(seen.toString()));
    report.setIssuedElement(FindingResources.instant(issued));
    report.addImagingStudy(study.copy());
    for (Observation finding : findings) {
      report.addResult(
          new Reference("Observation/" + finding.getIdElement().getIdPart())
              .setDisplay(finding.getCode().getText()));
    }
    update(report, findings);
    return report;
  }

  /// Brings status and conclusion in line with the findings.
  static void update(DiagnosticReport report, List<Observation> findings) {
    report.setStatus(status(findings));
    report.setConclusion(
        findings.stream().map(FindingReport::line).collect(Collectors.joining("\n")));
  }

  /// R4 diagnostic-report-status: preliminary until the first decision, partial until the last one;
  /// then amended if something final was changed, else final, or cancelled where nothing remains.
  private static DiagnosticReportStatus status(List<Observation> findings) {
    long open = count(findings, ObservationStatus.PRELIMINARY);
    if (open == findings.size()) {
      return DiagnosticReportStatus.PRELIMINARY;
    }
    if (open > 0) {
      return DiagnosticReportStatus.PARTIAL;
    }
    long withdrawn = count(findings, ObservationStatus.ENTEREDINERROR);
    long never = count(findings, ObservationStatus.CANCELLED);
    if (withdrawn + never == findings.size()) {
      return withdrawn > 0
          ? DiagnosticReportStatus.ENTEREDINERROR
          : DiagnosticReportStatus.CANCELLED;
    }
    return withdrawn + count(findings, ObservationStatus.AMENDED) > 0
        ? DiagnosticReportStatus.AMENDED
        : DiagnosticReportStatus.FINAL;
  }

  private static long count(List<Observation> findings, ObservationStatus status) {
    return findings.stream().filter(f -> f.getStatus() == status).count();
  }

  private static String line(Observation finding) {
    String value =
        switch (finding.getValue()) {
          case Quantity quantity -> quantity.getValue().toPlainString() + " " + quantity.getUnit();
          case CodeableConcept concept -> concept.getText();
          case null, default -> "no value";
        };
    return finding.getCode().getText() + ": " + value + " (" + FindingTag.of(finding) + ")";
  }
}

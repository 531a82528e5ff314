package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.report.ReportContent;
import health.cairn.app.report.ReportContent.Section;
import health.cairn.imaging.dicom.PatientIdentity;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.inference.ModelRef;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// An analysis in the words of the report.
public final class ReportWords {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  private ReportWords() {}

  public static ReportContent of(
      Analysis analysis, KeyPictures pictures, String proof, String status, LocalDateTime written) {
    List<Section> sections = new ArrayList<>();
    List<String> basis = new ArrayList<>();
    analysis
        .tumour()
        .ifPresent(
            tumour -> {
              for (Outlined outlined : tumour.outlined()) {
                sections.add(
                    new Section(
                        outlined.found().segment().label(),
                        Stream.concat(
                                FindingWords.figures(outlined).stream(),
                                FindingWords.parts(outlined.found()).stream())
                            .toList(),
                        outlined.organ() ? Optional.of("An organ, proposed.") : Optional.empty()));
                basis.addAll(FindingWords.why(outlined));
              }
              if (tumour.regions().isEmpty()) {
                sections.add(
                    new Section(
                        "No tumour was outlined",
                        List.of(),
                        Optional.of("That a model found nothing does not mean there is nothing.")));
              }
              tumour.models().forEach(m -> basis.add(model(m)));
            });
    for (Organ organ : analysis.organs()) {
      sections.add(
          new Section(
              organ.label(), FindingWords.figures(organ), Optional.of("Organ at risk, proposed.")));
      basis.addAll(FindingWords.why(organ));
      basis.add(model(organ.model()));
    }
    analysis
        .classification()
        .ifPresent(
            c -> {
              sections.add(
                  new Section(
                      FindingWords.title(c), FindingWords.figures(c), c.abstainedBecause()));
              basis.addAll(FindingWords.why(c));
              basis.add(model(c.model()));
            });
    return new ReportContent(
        patient(analysis.study().patient()),
        study(analysis),
        pictures.forReport(),
        sections,
        basis.stream().distinct().toList(),
        analysis.warnings(),
        proof,
        status,
        written);
  }

  private static String model(ModelRef model) {
    return "Model %s %s, SHA-256 %s, licence %s."
        .formatted(model.name(), model.version(), model.sha256(), model.licence());
  }

  private static String patient(PatientIdentity patient) {
    List<String> parts = new ArrayList<>();
    parts.add(patient.name().isEmpty() ? "Name unknown" : patient.name());
    if (!patient.sex().isEmpty()) {
      parts.add(patient.sex());
    }
    patient.birthDate().ifPresent(d -> parts.add("born " + DAY.format(d)));
    if (!patient.patientId().isEmpty()) {
      parts.add("record number " + patient.patientId());
    }
    return String.join(", ", parts);
  }

  private static String study(Analysis analysis) {
    Study study = analysis.study();
    String sequences =
        String.join(", ", analysis.sequences().keySet().stream().map(Object::toString).toList());
    return (study.description().isBlank() ? "MR study" : study.description())
        + study.when().map(w -> ", " + DAY.format(w)).orElse(", date unknown")
        + (sequences.isEmpty() ? "" : ", read from " + sequences);
  }
}

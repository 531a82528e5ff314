package health.cairn.imaging.dicom;

import static health.cairn.imaging.dicom.ReportCodes.dcm;
import static health.cairn.imaging.dicom.ReportCodes.snomed;

import health.cairn.imaging.dicom.ContentItems.Relation;
import health.cairn.imaging.dicom.MeasurementReport.Assessment;
import health.cairn.imaging.dicom.MeasurementReport.Group;
import health.cairn.imaging.dicom.MeasurementReport.Measurement;
import health.cairn.imaging.volume.Segment.Code;
import java.util.List;
import java.util.Map;
import org.aoju.bus.image.galaxy.data.Attributes;

/// The measurement groups of a report, each with who made it.
final class MeasurementGroups {
  private static final Code GROUP = dcm("125007", "Measurement Group");
  private static final Code FINDING = dcm("121071", "Finding");
  private static final Code CATEGORY = snomed("276214006", "Finding category");
  private static final Code COMMENT = dcm("121106", "Comment");
  private static final Code CERTAINTY = dcm("111012", "Certainty of Finding");

  private MeasurementGroups() {}

  /// PS3.16 TID 1411, Volumetric ROI Measurements and Qualitative Evaluations.
  static void volumetric(Attributes parent, Group group) {
    Attributes container = ContentItems.container(parent, GROUP);
    ContentItems.template(container, "1411");
    tracking(container, group.tracking());
    ContentItems.code(
        container, Relation.CONTAINS, CATEGORY, SegDescription.category(group.finding()));
    ContentItems.code(container, Relation.CONTAINS, FINDING, group.finding());
    ContentItems.segment(
        container,
        dcm("121191", "Referenced Segment"),
        group.segmentation(),
        group.segmentNumber());
    ContentItems.uid(
        container,
        Relation.CONTAINS,
        dcm("121232", "Source series for segmentation"),
        group.drawnOn());
    group
        .site()
        .ifPresent(
            site -> {
              Attributes item =
                  ContentItems.code(
                      container,
                      Relation.CONCEPT_MODIFIER,
                      snomed("363698007", "Finding Site"),
                      site);
              group
                  .side()
                  .ifPresent(
                      side ->
                          ContentItems.code(
                              item,
                              Relation.CONCEPT_MODIFIER,
                              snomed("272741003", "Laterality"),
                              side.code()));
            });
    algorithm(container, group.algorithm());
    for (Measurement measurement : group.measurements()) {
      measurement(container, measurement, group.algorithm());
    }
    comments(container, group.comments());
  }

  /// PS3.16 TID 1501, Measurement and Qualitative Evaluation Group: each possible finding with its
  /// probability, and the one that was decided on.
  static void assessment(Attributes parent, Assessment assessment) {
    Attributes container = ContentItems.container(parent, GROUP);
    ContentItems.template(container, "1501");
    tracking(container, assessment.tracking());
    ContentItems.code(container, Relation.CONTAINS, CATEGORY, assessment.category());
    assessment
        .decision()
        .ifPresent(code -> ContentItems.code(container, Relation.CONTAINS, FINDING, code));
    algorithm(container, assessment.algorithm());
    for (Map.Entry<Code, Double> one : assessment.probabilities().entrySet()) {
      double percent = Math.round(one.getValue() * 10_000) / 100.0;
      Attributes certainty =
          ContentItems.number(
              container, Relation.CONTAINS, CERTAINTY, percent, ReportCodes.PERCENT);
      ContentItems.code(certainty, Relation.CONCEPT_MODIFIER, FINDING, one.getKey());
      algorithm(certainty, assessment.algorithm());
    }
    comments(container, assessment.comments());
  }

  private static void measurement(Attributes group, Measurement measured, SegAlgorithm algorithm) {
    Attributes item =
        ContentItems.number(
            group, Relation.CONTAINS, measured.name(), measured.value(), measured.unit());
    measured
        .method()
        .ifPresent(
            method ->
                ContentItems.code(
                    item,
                    Relation.CONCEPT_MODIFIER,
                    snomed("370129005", "Measurement Method"),
                    method));
    // TID 310: how far the value may lie off on either side (CID 225), 95 %.
    measured
        .bounds()
        .ifPresent(
            bounds -> {
              ContentItems.number(
                  item,
                  Relation.HAS_PROPERTIES,
                  snomed("371886008", "+, range of upper measurement uncertainty"),
                  rounded(bounds.high() - measured.value()),
                  measured.unit());
              ContentItems.number(
                  item,
                  Relation.HAS_PROPERTIES,
                  snomed("371885007", "-, range of lower measurement uncertainty"),
                  rounded(measured.value() - bounds.low()),
                  measured.unit());
            });
    algorithm(item, algorithm);
  }

  private static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }

  private static void tracking(Attributes container, Tracking tracking) {
    ContentItems.text(
        container,
        Relation.OBSERVATION_CONTEXT,
        dcm("112039", "Tracking Identifier"),
        tracking.id());
    ContentItems.uid(
        container,
        Relation.OBSERVATION_CONTEXT,
        dcm("112040", "Tracking Unique Identifier"),
        tracking.uid());
  }

  /// PS3.16 TID 4019, Algorithm Identification.
  private static void algorithm(Attributes item, SegAlgorithm algorithm) {
    ContentItems.text(
        item, Relation.CONCEPT_MODIFIER, dcm("111001", "Algorithm Name"), algorithm.name());
    ContentItems.text(
        item, Relation.CONCEPT_MODIFIER, dcm("111003", "Algorithm Version"), algorithm.version());
    if (!algorithm.parameters().isEmpty()) {
      ContentItems.text(
          item,
          Relation.CONCEPT_MODIFIER,
          dcm("111002", "Algorithm Parameters"),
          algorithm.parameters());
    }
  }

  private static void comments(Attributes container, List<String> comments) {
    for (String comment : comments) {
      ContentItems.text(container, Relation.CONTAINS, COMMENT, comment);
    }
  }
}

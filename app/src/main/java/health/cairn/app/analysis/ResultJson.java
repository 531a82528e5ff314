package health.cairn.app.analysis;

import com.fasterxml.jackson.annotation.JsonInclude;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.segment.Segmentation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// `result.json`: what an analysis found, for programs. Field names are a contract: add, don't change.
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ResultJson(
    StudyPart study,
    Map<String, String> sequences,
    List<SegmentPart> segments,
    ClassificationPart classification,
    List<ExplanationPart> explanations,
    List<ModelRef> models,
    AnchorPart anchor,
    Timings timingsMs,
    List<String> warnings,
    List<OrganResult> organs) {

  /// What was read.
  public record StudyPart(
      String studyInstanceUid,
      String patientId,
      int seriesRead,
      int instancesRead,
      List<Refusal> refused) {}

  /// One outlined label with its size.
  ///
  /// @param uncertainty mean entropy in bits, 0 (sure) .. 1 (a coin)
  /// @param cut voxels were marked from this probability on; null where none were given
  /// @param kind "tumour", or "organ" where the model's code names anatomy
  /// @param seriesInstanceUid what the model looked at first; the outline lies on the grid of the T1 series
  ///   after contrast agent where there is one
  /// @param distanceToTumourMm of an organ, the smallest distance between surfaces; null where no tumour is
  ///   outlined
  /// @param colour as "#RRGGBB"
  /// @param disagreement how much of it is the disagreement of the networks (mean mutual information,
  ///   bits); null where one network alone answered
  /// @param parts one by one, the largest first; empty where they are not known
  public record SegmentPart(
      String label,
      String model,
      double volumeMl,
      @Nullable List<Double> volumeCi95Ml,
      double longestDiameterMm,
      double perpendicularDiameterMm,
      double uncertainty,
      @Nullable Double cut,
      String kind,
      String seriesInstanceUid,
      @Nullable Double distanceToTumourMm,
      String colour,
      @Nullable Double disagreement,
      List<LesionPart> parts) {}

  /// One connected part of an outline, as it was marked on the series the model looked at.
  ///
  /// @param uncertainty as of the whole outline
  /// @param disagreement as of the whole outline
  /// @param keySlice the slice that holds most of it, from 1, as in the names of overlays
  public record LesionPart(
      double volumeMl,
      double meanProbability,
      double uncertainty,
      @Nullable Double disagreement,
      int keySlice) {

    static LesionPart of(Segmentation.Lesion lesion) {
      return new LesionPart(
          round(lesion.volumeMl(), 3),
          round(lesion.meanProbability(), 4),
          round(lesion.uncertainty(), 4),
          rounded(lesion.disagreement(), 4),
          lesion.keySlice() + 1);
    }
  }

  /// How far the proof of this result has come.
  public record AnchorPart(
      String state,
      @Nullable String entry,
      @Nullable String checkpoint,
      @Nullable String receipt) {}

  static ResultJson of(Analysis analysis, List<Refusal> refused, AnchorPart anchor) {
    Map<String, String> sequences = new LinkedHashMap<>();
    for (SequenceRole role : StudyAnalyzer.ROLES) {
      Optional.ofNullable(analysis.sequences().get(role))
          .ifPresent(r -> sequences.put(role.name(), r.series().seriesInstanceUid()));
    }
    List<SegmentPart> segments = new ArrayList<>();
    List<ModelRef> models = new ArrayList<>();
    analysis
        .tumour()
        .ifPresent(
            tumour -> {
              models.addAll(tumour.models());
              for (Analysis.Outlined outlined : tumour.outlined()) {
                ModelRef model = outlined.origin().model();
                segments.add(
                    new SegmentPart(
                        outlined.found().segment().label(),
                        model.name() + " " + model.version(),
                        round(outlined.found().segment().mask().volumeMl(), 3),
                        outlined.found().volumeCi95Ml().map(ResultJson::pair).orElse(null),
                        round(outlined.diameters().longestMm(), 2),
                        round(outlined.diameters().perpendicularMm(), 2),
                        round(outlined.found().uncertainty(), 4),
                        rounded(outlined.found().cut(), 4),
                        outlined.organ() ? "organ" : "tumour",
                        outlined.origin().reading().series().seriesInstanceUid(),
                        rounded(outlined.toTumourMm(), 2),
                        colour(outlined.colour()),
                        rounded(outlined.found().disagreement(), 4),
                        outlined.found().lesions().stream().map(LesionPart::of).toList()));
              }
            });
    analysis
        .classification()
        .ifPresent(
            c -> {
              models.add(c.model());
              c.voices().forEach(voice -> models.add(voice.model()));
              c.errs().map(Classification.Errs::by).ifPresent(models::add);
            });
    analysis.organs().stream().map(Analysis.Organ::model).distinct().forEach(models::add);
    return new ResultJson(
        new StudyPart(
            analysis.study().studyInstanceUid(),
            analysis.study().patient().patientId(),
            analysis.study().series().size(),
            analysis.study().series().stream().mapToInt(s -> s.instances().size()).sum(),
            refused),
        sequences,
        segments,
        ClassificationPart.of(analysis.classification()),
        analysis.explanations().stream().map(ExplanationPart::of).toList(),
        models,
        anchor,
        analysis.timings(),
        analysis.warnings(),
        analysis.organs().stream().map(OrganResult::of).toList());
  }

  static List<Double> pair(Interval interval) {
    return List.of(round(interval.low(), 3), round(interval.high(), 3));
  }

  /// null where it is not known
  static @Nullable Double rounded(OptionalDouble value, int digits) {
    return value.isPresent() ? Double.valueOf(round(value.getAsDouble(), digits)) : null;
  }

  /// "#RRGGBB"
  static String colour(int rgb) {
    return String.format(Locale.ROOT, "#%06X", rgb);
  }

  static double round(double value, int digits) {
    double scale = Math.pow(10, digits);
    return Math.round(value * scale) / scale;
  }
}

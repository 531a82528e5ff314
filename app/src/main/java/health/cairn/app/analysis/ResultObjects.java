package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Outlined;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.app.analysis.Analysis.Tumour;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.dicom.MeasurementReport;
import health.cairn.imaging.dicom.MeasurementReport.Assessment;
import health.cairn.imaging.dicom.MeasurementReport.Group;
import health.cairn.imaging.dicom.MeasurementReport.Measurement;
import health.cairn.imaging.dicom.MeasurementReportWriter;
import health.cairn.imaging.dicom.ReportCodes;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.SegmentMarks;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.Tracking;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.volume.Segment.Code;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What an analysis found as DICOM objects: the outlines, and a report of what was measured and judged
/// that refers to them by number and tracking identifier.
///
/// @param segmentation of the tumour; absent where none was outlined
/// @param organs on the series they were outlined on; absent where there are none
/// @param measurements absent where nothing was looked at
public record ResultObjects(
    Optional<WrittenObject> segmentation,
    Optional<WrittenObject> organs,
    Optional<WrittenObject> measurements) {
  public static final String SEGMENTATION = "segmentation.dcm";
  public static final String ORGANS = "organs.dcm";
  public static final String MEASUREMENTS = "measurements.dcm";

  /// In the order they were written.
  public List<WrittenObject> all() {
    return Stream.of(segmentation, organs, measurements).flatMap(Optional::stream).toList();
  }

  /// The object that a proof is made of: the first outlines there are.
  Optional<WrittenObject> proved() {
    return segmentation.or(() -> organs);
  }

  /// @throws ImagingException as [SegWriter#write] and [MeasurementReportWriter#write]
  public static ResultObjects write(Analysis analysis, Path directory) throws ImagingException {
    Optional<WrittenObject> segmentation = Optional.empty();
    List<Group> groups = new ArrayList<>();
    if (analysis.tumour().filter(t -> !t.outlined().isEmpty()).isPresent()) {
      Tumour tumour = analysis.tumour().get();
      List<Tracking> tracking =
          tumour.segments().stream().map(segment -> Tracking.fresh(segment.label())).toList();
      Reading reading = tumour.reading();
      WrittenObject written =
          new SegWriter()
              .write(
                  reading.series(),
                  reading.stack(),
                  drawn(tumour, tracking),
                  directory.resolve(SEGMENTATION));
      segmentation = Optional.of(written);
      groups.addAll(groups(tumour, tracking, written));
    }
    Optional<WrittenObject> organs = Optional.empty();
    if (!analysis.organs().isEmpty()) {
      OrganObjects written = OrganObjects.write(analysis.organs(), directory.resolve(ORGANS));
      organs = Optional.of(written.segmentation());
      groups.addAll(written.groups());
    }
    if (analysis.tumour().isEmpty() && organs.isEmpty()) {
      return new ResultObjects(segmentation, organs, Optional.empty());
    }
    MeasurementReport report =
        new MeasurementReport(
            sources(analysis),
            groups,
            analysis.classification().stream().map(ResultObjects::assessment).toList());
    return new ResultObjects(
        segmentation,
        organs,
        Optional.of(new MeasurementReportWriter().write(report, directory.resolve(MEASUREMENTS))));
  }

  /// Organs alone: their outlines, and a report of their volumes and how far they lie from the tumour.
  ///
  /// @param analysis with at least one organ
  /// @return the outlines, then the report
  public static List<WrittenObject> writeOrgans(Analysis analysis, Path directory)
      throws ImagingException {
    OrganObjects organs = OrganObjects.write(analysis.organs(), directory.resolve(ORGANS));
    List<Series> sources =
        Stream.concat(
                analysis.organs().stream().map(Analysis.Organ::reading),
                analysis.tumour().stream().map(Tumour::reading))
            .map(Reading::series)
            .distinct()
            .toList();
    MeasurementReport report = new MeasurementReport(sources, organs.groups(), List.of());
    return List.of(
        organs.segmentation(),
        new MeasurementReportWriter().write(report, directory.resolve(MEASUREMENTS)));
  }

  private static List<SegWriter.Drawn> drawn(Tumour tumour, List<Tracking> tracking) {
    List<SegWriter.Drawn> drawn = new ArrayList<>();
    for (int i = 0; i < tracking.size(); i++) {
      Outlined outlined = tumour.outlined().get(i);
      drawn.add(
          new SegWriter.Drawn(
              outlined.found().segment(),
              outlined.origin().algorithm(),
              new SegmentMarks(
                  Optional.of(tracking.get(i)), Optional.empty(), Optional.of(outlined.colour()))));
    }
    return drawn;
  }

  /// Every series that was read, the one that was outlined first.
  private static List<Series> sources(Analysis analysis) {
    return Stream.of(
            analysis.tumour().stream().map(Tumour::reading),
            analysis.organs().stream().map(Analysis.Organ::reading),
            analysis.sequences().values().stream())
        .flatMap(readings -> readings)
        .map(Reading::series)
        .distinct()
        .toList();
  }

  private static List<Group> groups(
      Tumour tumour, List<Tracking> tracking, WrittenObject segmentation) {
    List<Group> groups = new ArrayList<>();
    for (int i = 0; i < tracking.size(); i++) {
      Outlined outlined = tumour.outlined().get(i);
      groups.add(
          new Group(
              tracking.get(i),
              segmentation,
              i + 1,
              outlined.found().segment().code(),
              Optional.of(outlined.organ() ? outlined.found().segment().code() : ReportCodes.BRAIN),
              Optional.empty(),
              outlined.origin().algorithm(),
              outlined.origin().reading().series().seriesInstanceUid(),
              measurements(outlined),
              FindingWords.why(outlined)));
    }
    return groups;
  }

  private static List<Measurement> measurements(Outlined outlined) {
    List<Measurement> measured = new ArrayList<>();
    measured.add(
        new Measurement(
            ReportCodes.VOLUME,
            rounded(outlined.found().segment().mask().volumeMl()),
            ReportCodes.MILLILITRE,
            Optional.of(ReportCodes.SUM_OF_VOXELS),
            outlined.found().volumeCi95Ml()));
    measured.add(length(ReportCodes.LONG_AXIS, outlined.diameters().longestMm()));
    measured.add(length(ReportCodes.PERPENDICULAR_AXIS, outlined.diameters().perpendicularMm()));
    outlined.toTumourMm().ifPresent(mm -> measured.add(length(ReportCodes.DISTANCE_TO_TUMOUR, mm)));
    measured.add(bits(ReportCodes.MEAN_ENTROPY, outlined.found().uncertainty()));
    outlined
        .found()
        .disagreement()
        .ifPresent(value -> measured.add(bits(ReportCodes.MEAN_DISAGREEMENT, value)));
    return measured;
  }

  private static Measurement bits(Code name, double value) {
    return new Measurement(
        name, rounded(value), ReportCodes.RATIO, Optional.empty(), Optional.empty());
  }

  static Measurement length(Code name, double mm) {
    return new Measurement(
        name, rounded(mm), ReportCodes.MILLIMETRE, Optional.empty(), Optional.empty());
  }

  private static Assessment assessment(Classification found) {
    Map<Code, Double> probabilities = new LinkedHashMap<>();
    found.probabilities().forEach((name, p) -> probabilities.put(FindingCodes.of(name), p));
    return new Assessment(
        Tracking.fresh("Tumour type"),
        ReportCodes.ABNORMAL,
        found.decision().map(FindingCodes::of),
        probabilities,
        algorithm(found.model()),
        FindingWords.why(found));
  }

  static SegAlgorithm algorithm(ModelRef model) {
    return new SegAlgorithm(model.name(), model.version(), "sha256=" + model.sha256());
  }

  static double rounded(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}

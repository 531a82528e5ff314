package health.cairn.app.analysis;

import health.cairn.app.analysis.Analysis.Organ;
import health.cairn.app.analysis.Analysis.OrganPart;
import health.cairn.app.analysis.Analysis.Reading;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.dicom.MeasurementReport.Group;
import health.cairn.imaging.dicom.MeasurementReport.Measurement;
import health.cairn.imaging.dicom.ReportCodes;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.SegmentMarks;
import health.cairn.imaging.dicom.Tracking;
import health.cairn.imaging.dicom.WrittenObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Organs as a Segmentation object on the series they were outlined on, a segment for each part, and
/// their measurements.
record OrganObjects(WrittenObject segmentation, List<Group> groups) {

  /// @param organs at least one, all of one series
  static OrganObjects write(List<Organ> organs, Path target) throws ImagingException {
    List<SegWriter.Drawn> drawn = new ArrayList<>();
    List<Tracking> tracking = new ArrayList<>();
    for (Organ organ : organs) {
      for (OrganPart part : organ.parts()) {
        Tracking followed = Tracking.fresh(part.segment().label());
        tracking.add(followed);
        drawn.add(
            new SegWriter.Drawn(
                part.segment(),
                ResultObjects.algorithm(organ.model()),
                new SegmentMarks(Optional.of(followed), Optional.of(organ.side()), part.rgb())));
      }
    }
    Reading reading = organs.getFirst().reading();
    WrittenObject written = new SegWriter().write(reading.series(), reading.stack(), drawn, target);
    List<Group> groups = new ArrayList<>();
    for (Organ organ : organs) {
      for (OrganPart part : organ.parts()) {
        int index = groups.size();
        groups.add(
            new Group(
                tracking.get(index),
                written,
                index + 1,
                part.segment().code(),
                Optional.of(part.segment().code()),
                Optional.of(organ.side()),
                ResultObjects.algorithm(organ.model()),
                reading.series().seriesInstanceUid(),
                measurements(part),
                FindingWords.why(organ)));
      }
    }
    return new OrganObjects(written, groups);
  }

  private static List<Measurement> measurements(OrganPart part) {
    List<Measurement> measurements = new ArrayList<>();
    measurements.add(
        new Measurement(
            ReportCodes.VOLUME,
            ResultObjects.rounded(part.segment().mask().volumeMl()),
            ReportCodes.MILLILITRE,
            Optional.of(ReportCodes.SUM_OF_VOXELS),
            Optional.empty()));
    part.toTumourMm()
        .ifPresent(
            mm -> measurements.add(ResultObjects.length(ReportCodes.DISTANCE_TO_TUMOUR, mm)));
    measurements.add(
        new Measurement(
            ReportCodes.MEAN_ENTROPY,
            ResultObjects.rounded(part.uncertainty()),
            ReportCodes.RATIO,
            Optional.empty(),
            Optional.empty()));
    return measurements;
  }
}

package health.cairn.imaging.dicom;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.volume.Laterality;
import health.cairn.imaging.volume.Segment.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What models measured and judged in one study, to be written as a DICOM Measurement Report.
///
/// @param sources the series that were looked at, at least one; patient and study are those of the first
/// @param groups one for each segment
/// @param assessments what was judged of the study as a whole
public record MeasurementReport(
    List<Series> sources, List<Group> groups, List<Assessment> assessments) {

  public MeasurementReport {
    sources = List.copyOf(sources);
    groups = List.copyOf(groups);
    assessments = List.copyOf(assessments);
    if (sources.isEmpty()) {
      throw new IllegalArgumentException("a report on no images");
    }
  }

  /// The Segmentation objects that groups refer to.
  List<WrittenObject> segmentations() {
    return groups.stream().map(Group::segmentation).distinct().toList();
  }

  /// One segment with its measurements (PS3.16 TID 1411).
  ///
  /// @param tracking as in the segmentation
  /// @param segmentation the Segmentation object that holds it
  /// @param segmentNumber in that object, from 1
  /// @param finding what it is, as the segment is coded
  /// @param site where it is
  /// @param side of the patient, for paired organs
  /// @param drawnOn Series Instance UID of the images it was outlined on
  /// @param comments what a reader should know, one sentence each
  public record Group(
      Tracking tracking,
      WrittenObject segmentation,
      int segmentNumber,
      Code finding,
      Optional<Code> site,
      Optional<Laterality> side,
      SegAlgorithm algorithm,
      String drawnOn,
      List<Measurement> measurements,
      List<String> comments) {
    public Group {
      measurements = List.copyOf(measurements);
      comments = List.copyOf(comments);
    }
  }

  /// One number.
  ///
  /// @param name "Volume", "Long Axis", ...
  /// @param unit in UCUM
  /// @param method how it was made, where that is not plain
  /// @param bounds 95 % interval
  public record Measurement(
      Code name, double value, Code unit, Optional<Code> method, Optional<Interval> bounds) {
    public Measurement {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("a measurement without a number");
      }
    }
  }

  /// A finding among several that are possible, with how probable each is (PS3.16 TID 1501).
  ///
  /// @param decision the one that was decided on; empty where the model abstained
  /// @param probabilities by what it may be, 0..1
  /// @param comments why so, or why not, one sentence each
  public record Assessment(
      Tracking tracking,
      Code category,
      Optional<Code> decision,
      Map<Code, Double> probabilities,
      SegAlgorithm algorithm,
      List<String> comments) {
    public Assessment {
      probabilities = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
      comments = List.copyOf(comments);
    }
  }
}

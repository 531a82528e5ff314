package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Laterality;
import java.util.Optional;

/// What a Segmentation object says of a segment besides what it is and where.
///
/// @param tracking the name it is followed by
/// @param side of the patient, for paired organs
/// @param rgb recommended display colour, 0xRRGGBB
public record SegmentMarks(
    Optional<Tracking> tracking, Optional<Laterality> side, Optional<Integer> rgb) {
  public static final SegmentMarks NONE =
      new SegmentMarks(Optional.empty(), Optional.empty(), Optional.empty());
}

package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Segment;
import java.util.List;

/// A DICOM Segmentation object, read.
///
/// @param grid the smallest grid that holds every frame; slices that the object leaves out are empty
/// @param segments in the order of their numbers; segments without a frame are empty
/// @param drawnBy of each segment, in the same order
/// @param sourceInstanceUids SOP Instance UIDs of the images it says it was drawn on, without repeats
public record Segmentation(
    String sopInstanceUid,
    Grid grid,
    List<Segment> segments,
    List<DrawnBy> drawnBy,
    List<String> sourceInstanceUids) {
  public Segmentation {
    segments = List.copyOf(segments);
    drawnBy = List.copyOf(drawnBy);
    sourceInstanceUids = List.copyOf(sourceInstanceUids);
    if (segments.size() != drawnBy.size()) {
      throw new IllegalArgumentException("a segment without a word on who drew it");
    }
  }

  /// Who drew a segment (Segment Algorithm Type, PS3.3 C.8.20.4).
  public enum DrawnBy {
    /// MANUAL or SEMIAUTOMATIC: a person drew it, or guided what did.
    PERSON,
    /// AUTOMATIC, or not said.
    PROGRAM;

    static DrawnBy of(String algorithmType) {
      return List.of("MANUAL", "SEMIAUTOMATIC").contains(algorithmType) ? PERSON : PROGRAM;
    }
  }
}

package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Segment;
import java.util.List;

/// A DICOM Segmentation object, read.
///
/// @param grid the smallest grid that holds every frame; slices that the object leaves out are empty
/// @param segments in the order of their numbers; segments without a frame are empty
/// @param sourceInstanceUids SOP Instance UIDs of the images it says it was drawn on, without repeats
public record Segmentation(
    String sopInstanceUid, Grid grid, List<Segment> segments, List<String> sourceInstanceUids) {
  public Segmentation {
    segments = List.copyOf(segments);
    sourceInstanceUids = List.copyOf(sourceInstanceUids);
  }
}

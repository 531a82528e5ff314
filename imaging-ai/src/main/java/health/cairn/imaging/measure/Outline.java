package health.cairn.imaging.measure;

import health.cairn.imaging.volume.VoxelIndex;
import java.util.List;

/// A closed polygon around voxels of one slice, along the pixels' edges.
///
/// @param slice of the mask, from 0
/// @param corners in voxel indices of that slice (a pixel's corners lie half an index from its
///   centre); the last is joined to the first. Holes hang on a keyhole: a channel without width that
///   is walked in and out again (DICOM PS3.3 C.8.8.6.3)
public record Outline(int slice, List<VoxelIndex> corners) {
  public Outline {
    corners = List.copyOf(corners);
  }
}

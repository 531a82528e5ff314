package health.cairn.ui.viewer;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.VoxelIndex;

/// A distance somebody measured in one slice.
public record Ruler(VoxelIndex from, VoxelIndex to) {

  /// Length in the patient, by the affine: right for pixels that are not square and for oblique
  /// slices.
  public double lengthMm(Affine affine) {
    return affine.toPatient(from).distanceTo(affine.toPatient(to));
  }

  public int slice() {
    return (int) Math.round(from.slice());
  }
}

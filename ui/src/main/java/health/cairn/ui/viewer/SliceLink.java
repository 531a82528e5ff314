package health.cairn.ui.viewer;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;

/// Which slice of another series shows the same place of the patient. Slices are matched by
/// millimetres, never by index.
public sealed interface SliceLink {
  /// The slice whose plane is nearest.
  record Same(int slice) implements SliceLink {}

  /// The other series ends before that place; its nearest slice.
  record Beyond(int slice) implements SliceLink {}

  /// The two series cannot be compared.
  ///
  /// @param why a few words for the reader
  record Apart(String why) implements SliceLink {}

  /// Stacks that are tilted against each other by more than this are not scrolled together.
  double MAX_TILT_DEGREES = 30;

  /// @param slice index in `from`
  static SliceLink between(Grid from, int slice, Grid to) {
    if (from.frameOfReferenceUid().isEmpty() || to.frameOfReferenceUid().isEmpty()) {
      return new Apart("not linked: no frame of reference");
    }
    if (!from.frameOfReferenceUid().equals(to.frameOfReferenceUid())) {
      return new Apart("not linked: other frame of reference");
    }
    double cosine = Math.abs(normal(from.affine()).dot(normal(to.affine())));
    if (cosine < Math.cos(Math.toRadians(MAX_TILT_DEGREES))) {
      return new Apart("not linked: other plane");
    }
    VoxelIndex centre = new VoxelIndex((from.columns() - 1) / 2.0, (from.rows() - 1) / 2.0, slice);
    double found = to.affine().toVoxel(from.affine().toPatient(centre)).slice();
    int nearest = Math.clamp(Math.round(found), 0, to.slices() - 1);
    // Half a slice beyond the last plane still belongs to the last slice.
    return Math.abs(found - nearest) <= 0.5 + 1e-6 ? new Same(nearest) : new Beyond(nearest);
  }

  private static PatientPoint normal(Affine affine) {
    PatientPoint normal = affine.columnStep().cross(affine.rowStep());
    return normal.times(1 / normal.length());
  }
}

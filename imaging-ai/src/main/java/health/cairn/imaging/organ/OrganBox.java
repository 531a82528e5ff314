package health.cairn.imaging.organ;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;

/// Boxes of 1 mm voxels along the patient's axes, whatever the axes of the series are. Columns run to
/// the head, rows to the front, slices to the right: the order in which a model with the axes RAS reads
/// them, so that nothing is interpolated twice.
final class OrganBox {
  /// Voxels of the box along slices (right), rows (front) and columns (up); what the model was trained
  /// on (median crop of its set).
  static final int RIGHT = 36;

  static final int FRONT = 50;
  static final int UP = 36;

  /// Where in such a box the organ's middle lies: mm right, front and up of the box's middle.
  private static final double[] ORGAN = {-2.3, 1.3, -2.3};

  private OrganBox() {}

  /// The box around an organ whose middle is thought to be at `middle`, its corner on whole millimetres.
  static Grid around(PatientPoint middle, String frameOfReferenceUid) {
    double right = Math.floor(middle.xMm() + ORGAN[0] + (RIGHT - 1) / 2.0);
    double front = Math.floor(middle.yMm() + ORGAN[1] + (FRONT - 1) / 2.0);
    double up = Math.floor(middle.zMm() - ORGAN[2] - (UP - 1) / 2.0);
    return grid(new PatientPoint(right, front, up), RIGHT, FRONT, UP, frameOfReferenceUid);
  }

  /// @param corner the voxel that lies furthest left, back and down
  static Grid grid(PatientPoint corner, int right, int front, int up, String frameOfReferenceUid) {
    return new Grid(
        up,
        front,
        right,
        new Affine(
            corner,
            new PatientPoint(0, 0, 1),
            new PatientPoint(0, -1, 0),
            new PatientPoint(-1, 0, 0)),
        frameOfReferenceUid);
  }

  /// Values of `volume` in a box, trilinear, 16 bits over their own range; 0 outside.
  static Volume cut(Volume volume, Grid box) {
    Grid grid = volume.grid();
    float[] values = new float[box.voxels()];
    float low = 0;
    float high = 0;
    for (int slice = 0, at = 0; slice < box.slices(); slice++) {
      for (int row = 0; row < box.rows(); row++) {
        for (int column = 0; column < box.columns(); column++, at++) {
          VoxelIndex index =
              grid.affine().toVoxel(box.affine().toPatient(new VoxelIndex(column, row, slice)));
          values[at] = (float) at(volume, index);
          low = Math.min(low, values[at]);
          high = Math.max(high, values[at]);
        }
      }
    }
    double slope = high > low ? ((double) high - low) / 65_535 : 1;
    short[] stored = new short[values.length];
    for (int i = 0; i < stored.length; i++) {
      stored[i] = (short) Math.round((values[i] - low) / slope);
    }
    return Volume.owning(box, stored, false, slope, low);
  }

  private static double at(Volume volume, VoxelIndex index) {
    Grid grid = volume.grid();
    if (outside(index.column(), grid.columns())
        || outside(index.row(), grid.rows())
        || outside(index.slice(), grid.slices())) {
      return 0;
    }
    double x = Math.clamp(index.column(), 0.0, grid.columns() - 1.0);
    double y = Math.clamp(index.row(), 0.0, grid.rows() - 1.0);
    double z = Math.clamp(index.slice(), 0.0, grid.slices() - 1.0);
    int x0 = (int) x;
    int y0 = (int) y;
    int z0 = (int) z;
    double sum = 0;
    for (int corner = 0; corner < 8; corner++) {
      int dx = corner & 1;
      int dy = corner >> 1 & 1;
      int dz = corner >> 2;
      double weight =
          (dx == 1 ? x - x0 : 1 - (x - x0))
              * (dy == 1 ? y - y0 : 1 - (y - y0))
              * (dz == 1 ? z - z0 : 1 - (z - z0));
      if (weight > 0) {
        sum +=
            weight
                * volume.valueAt(
                    Math.min(x0 + dx, grid.columns() - 1),
                    Math.min(y0 + dy, grid.rows() - 1),
                    Math.min(z0 + dz, grid.slices() - 1));
      }
    }
    return sum;
  }

  private static boolean outside(double index, int size) {
    return index < -0.5 || index > size - 0.5;
  }
}

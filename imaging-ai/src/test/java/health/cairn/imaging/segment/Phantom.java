package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.function.ToIntFunction;

/// Drawn volumes for tests, on grids of any orientation whose middle voxel is at 0, 0, 0.
public final class Phantom {
  public static final PatientPoint LEFT = new PatientPoint(1, 0, 0);
  public static final PatientPoint BACK = new PatientPoint(0, 1, 0);
  public static final PatientPoint HEAD = new PatientPoint(0, 0, 1);

  private Phantom() {}

  /// @param along direction of a row
  /// @param down direction of a column
  public static Grid grid(
      int side, int slices, double pixelMm, double sliceMm, PatientPoint along, PatientPoint down) {
    PatientPoint normal = along.cross(down);
    PatientPoint origin =
        along.plus(down).times(-pixelMm * (side / 2)).plus(normal.times(-sliceMm * (slices / 2)));
    return new Grid(
        side,
        side,
        slices,
        new Affine(origin, along.times(pixelMm), down.times(pixelMm), normal.times(sliceMm)),
        "1.2.3");
  }

  public static Volume volume(Grid grid, ToIntFunction<PatientPoint> value) {
    short[] stored = new short[grid.voxels()];
    for (int slice = 0; slice < grid.slices(); slice++) {
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          stored[grid.offset(column, row, slice)] =
              (short) value.applyAsInt(grid.affine().toPatient(new VoxelIndex(column, row, slice)));
        }
      }
    }
    return Volume.owning(grid, stored, false, 1, 0);
  }

  public static boolean inSphere(PatientPoint p, PatientPoint centre, double radiusMm) {
    return p.distanceTo(centre) <= radiusMm;
  }
}

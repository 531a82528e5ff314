package health.cairn.imaging.measure;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import java.util.BitSet;
import java.util.OptionalDouble;

/// The smallest distance between the surfaces of two masks, voxels taken as the boxes they are: 0 where
/// they touch or overlap.
///
/// Exact: along each axis the gap between two boxes is one step less than between their centres, and
/// none for neighbours; so it is the distance of centres from the first mask grown by one voxel to all
/// sides (corners among them).
public final class SurfaceDistance {
  /// Cosine of the angle between two axes of the grid that counts as right.
  private static final double SQUARE = 1e-3;

  private SurfaceDistance() {}

  /// @param a and `b` on one grid
  /// @return millimetres; empty where one of them is empty, the grid's axes are not at right angles, or
  ///   they lie too far apart for what is held in memory at a time
  /// @throws IllegalArgumentException where they lie on different grids
  public static OptionalDouble mm(Mask a, Mask b) {
    Grid grid = a.grid();
    if (!grid.equals(b.grid())) {
      throw new IllegalArgumentException("masks on different grids");
    }
    if (a.isEmpty() || b.isEmpty() || !square(grid.affine())) {
      return OptionalDouble.empty();
    }
    int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    int[] high = {-1, -1, -1};
    widen(low, high, a);
    widen(low, high, b);
    int columns = high[0] - low[0] + 1;
    int rows = high[1] - low[1] + 1;
    int slices = high[2] - low[2] + 1;
    if ((long) columns * rows * slices > SquaredDistance.MAX_CELLS) {
      return OptionalDouble.empty();
    }
    BitSet grown = new BitSet(columns * rows * slices);
    for (int at = a.next(0); at >= 0; at = a.next(at + 1)) {
      int x = at % grid.columns() - low[0];
      int y = at / grid.columns() % grid.rows() - low[1];
      int z = at / grid.voxelsPerSlice() - low[2];
      for (int k = Math.max(0, z - 1); k <= Math.min(slices - 1, z + 1); k++) {
        for (int j = Math.max(0, y - 1); j <= Math.min(rows - 1, y + 1); j++) {
          int line = (k * rows + j) * columns;
          grown.set(line + Math.max(0, x - 1), line + Math.min(columns - 1, x + 1) + 1);
        }
      }
    }
    Affine affine = grid.affine();
    double[] squared =
        SquaredDistance.to(
            grown,
            columns,
            rows,
            slices,
            new double[] {
              affine.columnSpacingMm(), affine.rowSpacingMm(), affine.sliceSpacingMm()
            });
    double least = Double.POSITIVE_INFINITY;
    for (int at = b.next(0); at >= 0; at = b.next(at + 1)) {
      int x = at % grid.columns() - low[0];
      int y = at / grid.columns() % grid.rows() - low[1];
      int z = at / grid.voxelsPerSlice() - low[2];
      least = Math.min(least, squared[(z * rows + y) * columns + x]);
    }
    return OptionalDouble.of(Math.sqrt(least));
  }

  private static boolean square(Affine affine) {
    return right(affine.columnStep(), affine.rowStep())
        && right(affine.columnStep(), affine.sliceStep())
        && right(affine.rowStep(), affine.sliceStep());
  }

  private static boolean right(PatientPoint a, PatientPoint b) {
    return Math.abs(a.dot(b)) <= SQUARE * a.length() * b.length();
  }

  private static void widen(int[] low, int[] high, Mask mask) {
    Grid grid = mask.grid();
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      int[] index = {
        at % grid.columns(), at / grid.columns() % grid.rows(), at / grid.voxelsPerSlice()
      };
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], index[axis]);
        high[axis] = Math.max(high[axis], index[axis]);
      }
    }
  }
}

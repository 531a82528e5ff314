package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.Optional;

/// Brings a volume onto a grid whose voxels are its own, only turned, flipped or cut: nothing is
/// interpolated, which is exact and ten times faster than resampling.
final class AlignedGrids {
  /// Voxels a centre may lie off over the whole grid; interpolation would change less than the last
  /// digit of a stored sample.
  private static final double SAME = 1e-3;

  private AlignedGrids() {}

  /// Both are taken to lie in one space. Empty where the voxels are not the same, or some lie outside.
  static Optional<Volume> turned(Volume source, Grid target) {
    Grid from = source.grid();
    long[] zero = whole(at(from, target, 0, 0, 0));
    long[][] steps = {
      step(from, target, zero, 1, 0, 0),
      step(from, target, zero, 0, 1, 0),
      step(from, target, zero, 0, 0, 1)
    };
    int[] last = {target.columns() - 1, target.rows() - 1, target.slices() - 1};
    for (int corner = 0; corner < 8; corner++) {
      int c = (corner & 1) == 0 ? 0 : last[0];
      int r = (corner & 2) == 0 ? 0 : last[1];
      int s = (corner & 4) == 0 ? 0 : last[2];
      double[] exact = at(from, target, c, r, s);
      int[] sizes = {from.columns(), from.rows(), from.slices()};
      for (int axis = 0; axis < 3; axis++) {
        long index = zero[axis] + c * steps[0][axis] + r * steps[1][axis] + s * steps[2][axis];
        if (index < 0 || index >= sizes[axis] || Math.abs(exact[axis] - index) > SAME) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(copied(source, target, zero, steps));
  }

  private static Volume copied(Volume source, Grid target, long[] zero, long[][] steps) {
    Grid from = source.grid();
    short[] stored = source.storedCopy();
    short[] turned = new short[target.voxels()];
    int perColumn = linear(from, steps[0]);
    int perRow = linear(from, steps[1]);
    int perSlice = linear(from, steps[2]);
    int base = linear(from, zero);
    int to = 0;
    for (int slice = 0; slice < target.slices(); slice++) {
      for (int row = 0; row < target.rows(); row++) {
        int read = base + slice * perSlice + row * perRow;
        for (int column = 0; column < target.columns(); column++, read += perColumn) {
          turned[to++] = stored[read];
        }
      }
    }
    return Volume.owning(target, turned, source.signed(), source.slope(), source.intercept());
  }

  private static int linear(Grid grid, long[] index) {
    return Math.toIntExact((index[2] * grid.rows() + index[1]) * grid.columns() + index[0]);
  }

  private static long[] step(Grid from, Grid target, long[] zero, int c, int r, int s) {
    long[] next = whole(at(from, target, c, r, s));
    return new long[] {next[0] - zero[0], next[1] - zero[1], next[2] - zero[2]};
  }

  private static long[] whole(double[] index) {
    return new long[] {Math.round(index[0]), Math.round(index[1]), Math.round(index[2])};
  }

  private static double[] at(Grid from, Grid target, int column, int row, int slice) {
    VoxelIndex index =
        from.affine().toVoxel(target.affine().toPatient(new VoxelIndex(column, row, slice)));
    return new double[] {index.column(), index.row(), index.slice()};
  }
}

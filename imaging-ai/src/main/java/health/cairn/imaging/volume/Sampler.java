package health.cairn.imaging.volume;

import java.util.BitSet;

/// Trilinear interpolation of stored samples.
final class Sampler {
  /// Rounding of positions written with few digits must not push a border voxel outside.
  private static final double EDGE = 0.5 + 1e-6;

  private final Volume source;
  private final Grid grid;
  private final short lowest;

  Sampler(Volume source) {
    this.source = source;
    this.grid = source.grid();
    this.lowest = lowest(source);
  }

  private static short lowest(Volume source) {
    Grid grid = source.grid();
    int lowest = Integer.MAX_VALUE;
    for (int slice = 0; slice < grid.slices(); slice++) {
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          lowest = Math.min(lowest, source.storedAt(column, row, slice));
        }
      }
    }
    return (short) lowest;
  }

  void slice(Grid target, int slice, short[] stored, BitSet covered) {
    IndexMap map = IndexMap.between(target, grid);
    int at = slice * target.voxelsPerSlice();
    int n = 0;
    for (int row = 0; row < target.rows(); row++) {
      for (int column = 0; column < target.columns(); column++, n++) {
        double x = map.column(column, row, slice);
        double y = map.row(column, row, slice);
        double z = map.slice(column, row, slice);
        if (outside(x, grid.columns()) || outside(y, grid.rows()) || outside(z, grid.slices())) {
          stored[at + n] = lowest;
        } else {
          stored[at + n] = (short) Math.round(at(x, y, z));
          covered.set(n);
        }
      }
    }
  }

  private static boolean outside(double index, int size) {
    return index < -EDGE || index > size - 1 + EDGE;
  }

  private double at(double x, double y, double z) {
    double cx = Math.clamp(x, 0.0, grid.columns() - 1.0);
    double cy = Math.clamp(y, 0.0, grid.rows() - 1.0);
    double cz = Math.clamp(z, 0.0, grid.slices() - 1.0);
    int x0 = (int) cx;
    int y0 = (int) cy;
    int z0 = (int) cz;
    int x1 = Math.min(x0 + 1, grid.columns() - 1);
    int y1 = Math.min(y0 + 1, grid.rows() - 1);
    int z1 = Math.min(z0 + 1, grid.slices() - 1);
    double fx = cx - x0;
    double fy = cy - y0;
    double low =
        mix(
            mix(source.storedAt(x0, y0, z0), source.storedAt(x1, y0, z0), fx),
            mix(source.storedAt(x0, y1, z0), source.storedAt(x1, y1, z0), fx),
            fy);
    if (z1 == z0) return low;
    double high =
        mix(
            mix(source.storedAt(x0, y0, z1), source.storedAt(x1, y0, z1), fx),
            mix(source.storedAt(x0, y1, z1), source.storedAt(x1, y1, z1), fx),
            fy);
    return mix(low, high, cz - z0);
  }

  private static double mix(double a, double b, double part) {
    return a + (b - a) * part;
  }
}

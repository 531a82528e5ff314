package health.cairn.imaging.radiomics;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.Arrays;
import java.util.BitSet;

/// A region of interest: intensities on a regular grid and which of its voxels belong. The grid is cut
/// to the region's bounding box. Axes are x (columns), y (rows), z (slices). Immutable.
public final class Region {
  /// Slices that a region of a volume touches, in voxels: 800 MB while it is cut out.
  private static final long MAX_CELLS = 100_000_000L;

  private final int nx;
  private final int ny;
  private final int nz;
  private final double[] spacingMm;
  private final double[] values;
  private final boolean[] inside;
  private final int voxels;

  private Region(int nx, int ny, int nz, double[] spacingMm, double[] values, boolean[] inside) {
    this.nx = nx;
    this.ny = ny;
    this.nz = nz;
    this.spacingMm = spacingMm;
    this.values = values;
    this.inside = inside;
    int count = 0;
    for (boolean in : inside) {
      count += in ? 1 : 0;
    }
    this.voxels = count;
  }

  /// @param values `columns * rows * slices` intensities, columns fastest
  /// @param inside set bits belong to the region; at least one
  /// @param xMm from one column to the next, and so on
  public static Region of(
      int columns,
      int rows,
      int slices,
      double[] values,
      BitSet inside,
      double xMm,
      double yMm,
      double zMm) {
    if (inside.isEmpty() || inside.length() > values.length) {
      throw new IllegalArgumentException("the region is empty or reaches beyond the grid");
    }
    if (!(xMm > 0 && yMm > 0 && zMm > 0) || values.length != columns * rows * slices) {
      throw new IllegalArgumentException("grid and values do not fit");
    }
    int[] low = {columns, rows, slices};
    int[] high = {-1, -1, -1};
    for (int at = inside.nextSetBit(0); at >= 0; at = inside.nextSetBit(at + 1)) {
      int[] index = {at % columns, at / columns % rows, at / (columns * rows)};
      for (int a = 0; a < 3; a++) {
        low[a] = Math.min(low[a], index[a]);
        high[a] = Math.max(high[a], index[a]);
      }
    }
    int nx = high[0] - low[0] + 1;
    int ny = high[1] - low[1] + 1;
    int nz = high[2] - low[2] + 1;
    double[] cut = new double[nx * ny * nz];
    boolean[] in = new boolean[cut.length];
    for (int z = 0, to = 0; z < nz; z++) {
      for (int y = 0; y < ny; y++) {
        int from = ((z + low[2]) * rows + y + low[1]) * columns + low[0];
        for (int x = 0; x < nx; x++, from++, to++) {
          cut[to] = values[from];
          in[to] = inside.get(from);
          if (in[to] && !Double.isFinite(cut[to])) {
            throw new IllegalArgumentException("an intensity of the region is not a number");
          }
        }
      }
    }
    return new Region(nx, ny, nz, new double[] {xMm, yMm, zMm}, cut, in);
  }

  /// A region of one slice.
  public static Region ofSlice(
      int columns, int rows, double[] values, BitSet inside, double xMm, double yMm) {
    return of(columns, rows, 1, values, inside, xMm, yMm, 1);
  }

  /// A region of a volume. The mask's grid is the volume's, its slices are evenly spaced and upright on
  /// one another (ask the series for it); not empty.
  public static Region of(Volume volume, Mask mask) {
    Grid grid = volume.grid();
    if (!grid.equals(mask.grid())) {
      throw new IllegalArgumentException("mask and volume lie on different grids");
    }
    BitSet bits = mask.bits();
    if (bits.isEmpty()) {
      throw new IllegalArgumentException("the region is empty");
    }
    // Only the slices between the first and the last that are marked: volumes are large.
    int first = bits.nextSetBit(0) / grid.voxelsPerSlice();
    int slices = (bits.length() - 1) / grid.voxelsPerSlice() - first + 1;
    if ((long) slices * grid.voxelsPerSlice() > MAX_CELLS) {
      throw new IllegalArgumentException("a region that reaches through too many voxels");
    }
    double[] values = new double[slices * grid.voxelsPerSlice()];
    for (int slice = 0, to = 0; slice < slices; slice++) {
      for (float value : volume.sliceValues(first + slice)) {
        values[to++] = value;
      }
    }
    int base = grid.offset(0, 0, first);
    BitSet inside = bits.get(base, base + values.length);
    Affine affine = grid.affine();
    double x = affine.columnSpacingMm();
    double y = affine.rowSpacingMm();
    double z = affine.voxelVolumeMm3() / (x * y);
    return of(grid.columns(), grid.rows(), slices, values, inside, x, y, z);
  }

  int size(int axis) {
    return axis == 0 ? nx : axis == 1 ? ny : nz;
  }

  double spacingMm(int axis) {
    return spacingMm[axis];
  }

  /// Voxels that belong to the region.
  public int voxels() {
    return voxels;
  }

  int cells() {
    return inside.length;
  }

  int offset(int x, int y, int z) {
    return (z * ny + y) * nx + x;
  }

  boolean isInside(int x, int y, int z) {
    return x >= 0 && y >= 0 && z >= 0 && x < nx && y < ny && z < nz && inside[offset(x, y, z)];
  }

  boolean isInside(int cell) {
    return inside[cell];
  }

  double value(int cell) {
    return values[cell];
  }

  /// The region's intensities, ascending.
  double[] ascending() {
    double[] list = new double[voxels];
    int n = 0;
    for (int i = 0; i < inside.length; i++) {
      if (inside[i]) {
        list[n++] = values[i];
      }
    }
    Arrays.sort(list);
    return list;
  }
}

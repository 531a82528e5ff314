package health.cairn.imaging.organ;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// Where the upper part of a head lies, in patient millimetres: its top, and between 40 and 80 mm below
/// it the middle, the forehead and the back. Enough to know about where an organ must be, and which side
/// of the patient is which.
///
/// @param midlineXMm half way between the sides of the head
/// @param frontYMm the forehead (y grows to the back)
/// @param backYMm the back of the head
/// @param topZMm the top of the head
public record HeadFrame(double midlineXMm, double frontYMm, double backYMm, double topZMm) {
  private static final double STEP_MM = 3;

  /// Brighter than this share of what a typical bright voxel has is head, not air.
  private static final double HEAD_SHARE = 0.3;

  /// An axial slice with less than this is noise above the head.
  private static final double LEAST_AREA_MM2 = 1500;

  // Adult heads, with and without scalp (skull-stripped brains are about 135 mm wide).
  private static final double LEAST_WIDTH_MM = 110;
  private static final double MOST_WIDTH_MM = 210;
  private static final double LEAST_LENGTH_MM = 135;
  private static final double MOST_LENGTH_MM = 250;

  /// The hippocampus lies about 105 mm below the top of the scalp.
  private static final double LEAST_BELOW_TOP_MM = 115;

  /// @param volume with known spacing and orientation
  /// @return empty where the volume does not hold the upper part of one adult head
  public static Optional<HeadFrame> of(Volume volume) {
    Samples samples = Samples.of(volume);
    BitSet head = samples.head();
    int top = samples.top(head);
    int from = top - (int) Math.round(80 / STEP_MM);
    int to = top - (int) Math.round(40 / STEP_MM);
    if (top < 0 || top * STEP_MM < LEAST_BELOW_TOP_MM) {
      return Optional.empty();
    }
    int[] x = samples.extent(head, from, to, 0);
    int[] y = samples.extent(head, from, to, 1);
    double width = (x[1] - x[0] + 1) * STEP_MM;
    double length = (y[1] - y[0] + 1) * STEP_MM;
    if (width < LEAST_WIDTH_MM
        || width > MOST_WIDTH_MM
        || length < LEAST_LENGTH_MM
        || length > MOST_LENGTH_MM) {
      return Optional.empty();
    }
    PatientPoint origin = samples.origin;
    return Optional.of(
        new HeadFrame(
            origin.xMm() + (x[0] + x[1]) / 2.0 * STEP_MM,
            origin.yMm() + y[0] * STEP_MM,
            origin.yMm() + y[1] * STEP_MM,
            origin.zMm() + top * STEP_MM));
  }

  /// A volume on a coarse grid along the patient's axes.
  private static final class Samples {
    private final float[] values;
    private final int nx;
    private final int ny;
    private final int nz;
    private final PatientPoint origin;

    private Samples(float[] values, int nx, int ny, int nz, PatientPoint origin) {
      this.values = values;
      this.nx = nx;
      this.ny = ny;
      this.nz = nz;
      this.origin = origin;
    }

    static Samples of(Volume volume) {
      Grid grid = volume.grid();
      double[] low = {1e9, 1e9, 1e9};
      double[] high = {-1e9, -1e9, -1e9};
      for (int corner = 0; corner < 8; corner++) {
        PatientPoint p =
            grid.affine()
                .toPatient(
                    new VoxelIndex(
                        (corner & 1) * (grid.columns() - 1.0),
                        (corner >> 1 & 1) * (grid.rows() - 1.0),
                        (corner >> 2) * (grid.slices() - 1.0)));
        double[] at = {p.xMm(), p.yMm(), p.zMm()};
        for (int axis = 0; axis < 3; axis++) {
          low[axis] = Math.min(low[axis], at[axis]);
          high[axis] = Math.max(high[axis], at[axis]);
        }
      }
      int nx = (int) ((high[0] - low[0]) / STEP_MM) + 1;
      int ny = (int) ((high[1] - low[1]) / STEP_MM) + 1;
      int nz = (int) ((high[2] - low[2]) / STEP_MM) + 1;
      PatientPoint origin = new PatientPoint(low[0], low[1], low[2]);
      float[] values = new float[nx * ny * nz];
      Affine affine = grid.affine();
      for (int z = 0, at = 0; z < nz; z++) {
        for (int y = 0; y < ny; y++) {
          for (int x = 0; x < nx; x++, at++) {
            VoxelIndex index =
                affine.toVoxel(
                    origin.plus(new PatientPoint(x * STEP_MM, y * STEP_MM, z * STEP_MM)));
            int column = (int) Math.round(index.column());
            int row = (int) Math.round(index.row());
            int slice = (int) Math.round(index.slice());
            boolean inside =
                column >= 0
                    && row >= 0
                    && slice >= 0
                    && column < grid.columns()
                    && row < grid.rows()
                    && slice < grid.slices();
            values[at] = inside ? (float) volume.valueAt(column, row, slice) : 0;
          }
        }
      }
      return new Samples(values, nx, ny, nz, origin);
    }

    /// The largest connected part (6-neighbourhood) of what is brighter than air.
    BitSet head() {
      double mean = 0;
      for (float value : values) {
        mean += value / (double) values.length;
      }
      float[] bright = new float[values.length];
      int n = 0;
      for (float value : values) {
        if (value > 0.2 * mean) {
          bright[n++] = value;
        }
      }
      if (n == 0) {
        return new BitSet();
      }
      Arrays.sort(bright, 0, n);
      double threshold = HEAD_SHARE * bright[n / 2];
      BitSet open = new BitSet(values.length);
      for (int i = 0; i < values.length; i++) {
        open.set(i, values[i] > threshold);
      }
      BitSet largest = new BitSet();
      int[] queue = new int[values.length];
      for (int seed = open.nextSetBit(0); seed >= 0; seed = open.nextSetBit(seed + 1)) {
        BitSet part = new BitSet(values.length);
        int end = 0;
        queue[end++] = seed;
        open.clear(seed);
        for (int next = 0; next < end; next++) {
          int at = queue[next];
          part.set(at);
          end = neighbours(at, open, queue, end);
        }
        if (end > largest.cardinality()) {
          largest = part;
        }
      }
      return largest;
    }

    private int neighbours(int at, BitSet open, int[] queue, int end) {
      int x = at % nx;
      int y = at / nx % ny;
      int z = at / (nx * ny);
      int to = end;
      int[][] steps = {{-1, 0, 0}, {1, 0, 0}, {0, -1, 0}, {0, 1, 0}, {0, 0, -1}, {0, 0, 1}};
      for (int[] step : steps) {
        int i = x + step[0];
        int j = y + step[1];
        int k = z + step[2];
        if (i < 0 || j < 0 || k < 0 || i >= nx || j >= ny || k >= nz) {
          continue;
        }
        int there = (k * ny + j) * nx + i;
        if (open.get(there)) {
          open.clear(there);
          queue[to++] = there;
        }
      }
      return to;
    }

    /// The highest slice that is more than noise, or -1.
    int top(BitSet head) {
      for (int z = nz - 1; z >= 0; z--) {
        int area = head.get(z * nx * ny, (z + 1) * nx * ny).cardinality();
        if (area * STEP_MM * STEP_MM >= LEAST_AREA_MM2) {
          return z;
        }
      }
      return -1;
    }

    /// First and last index along an axis (0 x, 1 y) of the head in a range of slices.
    int[] extent(BitSet head, int fromSlice, int toSlice, int axis) {
      int low = Integer.MAX_VALUE;
      int high = -1;
      int end = (toSlice + 1) * nx * ny;
      for (int at = head.nextSetBit(fromSlice * nx * ny);
          at >= 0 && at < end;
          at = head.nextSetBit(at + 1)) {
        int index = axis == 0 ? at % nx : at / nx % ny;
        low = Math.min(low, index);
        high = Math.max(high, index);
      }
      return new int[] {low, high};
    }
  }
}

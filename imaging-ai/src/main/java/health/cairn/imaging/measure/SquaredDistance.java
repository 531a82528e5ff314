package health.cairn.imaging.measure;

import java.util.Arrays;
import java.util.BitSet;

/// Exact squared Euclidean distances to the nearest marked cell (Felzenszwalb and Huttenlocher,
/// Theory of Computing 2012, 8:415: lower envelope of parabolas, one axis after the other), with a
/// step of its own along each axis.
public final class SquaredDistance {
  /// A field of doubles of this many cells takes 320 MB.
  public static final int MAX_CELLS = 40_000_000;

  private SquaredDistance() {}

  /// @param marked by index: columns first, then rows, then slices
  /// @param steps along columns, rows and slices
  /// @return per cell, in the steps' unit squared; infinite everywhere when nothing is marked
  /// @throws IllegalArgumentException for more than [#MAX_CELLS]
  public static double[] to(BitSet marked, int columns, int rows, int slices, double[] steps) {
    long cells = (long) columns * rows * slices;
    if (cells > MAX_CELLS) {
      throw new IllegalArgumentException("distances over " + cells + " cells");
    }
    double[] field = new double[(int) cells];
    Arrays.fill(field, Double.POSITIVE_INFINITY);
    for (int i = marked.nextSetBit(0); i >= 0; i = marked.nextSetBit(i + 1)) {
      field[i] = 0;
    }
    int plane = rows * columns;
    Envelope down = new Envelope(rows, steps[1]);
    Envelope across = new Envelope(columns, steps[0]);
    for (int slice = 0; slice < slices; slice++) {
      for (int column = 0; column < columns; column++) {
        down.lower(field, slice * plane + column, columns);
      }
      for (int row = 0; row < rows; row++) {
        across.lower(field, slice * plane + row * columns, 1);
      }
    }
    if (slices > 1) {
      Envelope through = new Envelope(slices, steps[2]);
      for (int i = 0; i < plane; i++) {
        through.lower(field, i, plane);
      }
    }
    return field;
  }

  /// Works on lines of one length, with the arrays that takes.
  private static final class Envelope {
    private final int n;
    private final double step;
    private final int[] at;
    private final double[] value;
    private final double[] from;
    private final double[] result;

    Envelope(int n, double step) {
      this.n = n;
      this.step = step;
      this.at = new int[n];
      this.value = new double[n];
      this.from = new double[n];
      this.result = new double[n];
    }

    /// One line from `start`, `stride` apart, in place.
    void lower(double[] field, int start, int stride) {
      int last = -1;
      for (int q = 0; q < n; q++) {
        double f = field[start + q * stride];
        if (f == Double.POSITIVE_INFINITY) {
          continue;
        }
        double x = q * step;
        double cross = Double.NEGATIVE_INFINITY;
        while (last >= 0) {
          double p = at[last] * step;
          cross = ((f + x * x) - (value[last] + p * p)) / (2.0 * (x - p));
          if (cross > from[last]) {
            break;
          }
          last--;
          cross = Double.NEGATIVE_INFINITY;
        }
        last++;
        at[last] = q;
        value[last] = f;
        from[last] = cross;
      }
      if (last < 0) {
        return;
      }
      for (int q = 0, k = 0; q < n; q++) {
        double x = q * step;
        while (k < last && from[k + 1] < x) {
          k++;
        }
        double d = (q - at[k]) * step;
        result[q] = d * d + value[k];
      }
      for (int q = 0; q < n; q++) {
        field[start + q * stride] = result[q];
      }
    }
  }
}

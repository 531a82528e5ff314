package health.cairn.imaging.evaluate;

import java.util.Arrays;

/// Exact squared Euclidean distances to the nearest marked pixel (Felzenszwalb and Huttenlocher,
/// Theory of Computing 2012, 8:415: lower envelope of parabolas, one axis after the other).
final class SquaredDistance {
  private SquaredDistance() {}

  /// @return per pixel, in pixels squared; infinite everywhere when nothing is marked
  static double[] to(boolean[] marked, int rows, int columns) {
    double[] field = new double[marked.length];
    for (int i = 0; i < field.length; i++) {
      field[i] = marked[i] ? 0 : Double.POSITIVE_INFINITY;
    }
    for (int column = 0; column < columns; column++) {
      envelope(field, column, columns, rows);
    }
    for (int row = 0; row < rows; row++) {
      envelope(field, row * columns, 1, columns);
    }
    return field;
  }

  /// One line of `n` values from `start`, `stride` apart, in place.
  private static void envelope(double[] field, int start, int stride, int n) {
    int[] at = new int[n];
    double[] value = new double[n];
    double[] from = new double[n];
    int last = -1;
    for (int q = 0; q < n; q++) {
      double f = field[start + q * stride];
      if (f == Double.POSITIVE_INFINITY) {
        continue;
      }
      double cross = Double.NEGATIVE_INFINITY;
      while (last >= 0) {
        int p = at[last];
        cross = ((f + (double) q * q) - (value[last] + (double) p * p)) / (2.0 * (q - p));
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
    double[] result = new double[n];
    if (last < 0) {
      Arrays.fill(result, Double.POSITIVE_INFINITY);
    }
    for (int q = 0, k = 0; q < n && last >= 0; q++) {
      while (k < last && from[k + 1] < q) {
        k++;
      }
      double d = q - at[k];
      result[q] = d * d + value[k];
    }
    for (int q = 0; q < n; q++) {
      field[start + q * stride] = result[q];
    }
  }
}

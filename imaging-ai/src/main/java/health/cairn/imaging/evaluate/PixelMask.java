package health.cairn.imaging.evaluate;

import java.util.Arrays;
import java.util.function.IntPredicate;

/// A mask of one picture, and how far two of them differ.
final class PixelMask {
  private final int rows;
  private final int columns;
  private final boolean[] inside;

  private PixelMask(int rows, int columns, boolean[] inside) {
    this.rows = rows;
    this.columns = columns;
    this.inside = inside;
  }

  static PixelMask of(int rows, int columns, IntPredicate inside) {
    boolean[] bits = new boolean[rows * columns];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = inside.test(i);
    }
    return new PixelMask(rows, columns, bits);
  }

  int count() {
    int count = 0;
    for (boolean bit : inside) {
      count += bit ? 1 : 0;
    }
    return count;
  }

  /// 2 |A and B| / (|A| + |B|); 1 when both are empty.
  static double dice(PixelMask a, PixelMask b) {
    requireSameSize(a, b);
    int common = 0;
    for (int i = 0; i < a.inside.length; i++) {
      common += a.inside[i] && b.inside[i] ? 1 : 0;
    }
    int total = a.count() + b.count();
    return total == 0 ? 1 : 2.0 * common / total;
  }

  /// The 95th percentile of the distances between the boundaries, the larger of both directions, in
  /// pixels of the mask; NaN when a mask is empty. A boundary pixel has a 4-neighbour outside; beyond
  /// the picture is outside.
  static double hd95(PixelMask a, PixelMask b) {
    requireSameSize(a, b);
    boolean[] edgeA = a.boundary();
    boolean[] edgeB = b.boundary();
    return Math.max(
        directed95(edgeA, edgeB, a.rows, a.columns), directed95(edgeB, edgeA, a.rows, a.columns));
  }

  private boolean[] boundary() {
    boolean[] edge = new boolean[inside.length];
    for (int row = 0, at = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++, at++) {
        edge[at] =
            inside[at]
                && (row == 0
                    || row == rows - 1
                    || column == 0
                    || column == columns - 1
                    || !inside[at - columns]
                    || !inside[at + columns]
                    || !inside[at - 1]
                    || !inside[at + 1]);
      }
    }
    return edge;
  }

  private static double directed95(boolean[] from, boolean[] to, int rows, int columns) {
    double[] squared = SquaredDistance.to(to, rows, columns);
    double[] distances = new double[from.length];
    int n = 0;
    for (int i = 0; i < from.length; i++) {
      if (from[i]) {
        distances[n++] = Math.sqrt(squared[i]);
      }
    }
    if (n == 0 || Double.isInfinite(distances[0])) {
      return Double.NaN;
    }
    Arrays.sort(distances, 0, n);
    return distances[(int) Math.floor(0.95 * (n - 1))];
  }

  private static void requireSameSize(PixelMask a, PixelMask b) {
    if (a.rows != b.rows || a.columns != b.columns) {
      throw new IllegalArgumentException("masks of different sizes");
    }
  }
}

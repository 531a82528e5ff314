package health.cairn.imaging.inference;

/// How the pixels of one axis are mixed into another: for each target pixel, neighbouring source
/// pixels from `first` on and their weights. Pixels are unit intervals; pixel j is [j, j + 1).
final class AxisWeights {
  private final int source;
  private final int[] first;
  private final double[][] weights;

  private AxisWeights(int source, int[] first, double[][] weights) {
    this.source = source;
    this.first = first;
    this.weights = weights;
  }

  /// From `source` pixels to `target` pixels that together show `extent` source pixels, centred.
  /// Shrinking averages by area, enlarging is linear between centres; outside counts as 0.
  static AxisWeights toNetwork(int source, double extent, int target) {
    double step = extent / target;
    double start = (source - extent) / 2;
    int[] first = new int[target];
    double[][] weights = new double[target][];
    for (int i = 0; i < target; i++) {
      if (step >= 1) {
        byArea(start + i * step, start + (i + 1) * step, step, source, i, first, weights);
      } else {
        linear(start + (i + 0.5) * step - 0.5, source, i, first, weights);
      }
    }
    return new AxisWeights(source, first, weights);
  }

  /// From a map of `size` pixels that shows `extent` pixels of an axis back to that axis's `pixels`,
  /// linear between centres; 0 where the map does not reach.
  static AxisWeights fromNetwork(int pixels, double extent, int size) {
    double step = extent / size;
    double start = (pixels - extent) / 2;
    int[] first = new int[pixels];
    double[][] weights = new double[pixels][];
    for (int j = 0; j < pixels; j++) {
      linear((j + 0.5 - start) / step - 0.5, size, j, first, weights);
    }
    return new AxisWeights(size, first, weights);
  }

  private static void byArea(
      double low, double high, double step, int n, int i, int[] first, double[][] weights) {
    int from = Math.clamp((long) Math.floor(low), 0, n);
    int to = Math.clamp((long) Math.ceil(high), from, n);
    double[] row = new double[to - from];
    for (int j = from; j < to; j++) {
      row[j - from] = Math.max(0, Math.min(high, j + 1) - Math.max(low, j)) / step;
    }
    first[i] = from;
    weights[i] = row;
  }

  private static void linear(double centre, int n, int i, int[] first, double[][] weights) {
    if (!(centre >= -0.5 && centre <= n - 0.5)) {
      weights[i] = new double[0];
      return;
    }
    int left = (int) Math.floor(centre);
    double share = centre - left;
    int a = Math.max(left, 0);
    int b = Math.min(left + 1, n - 1);
    first[i] = a;
    weights[i] = a == b ? new double[] {1} : new double[] {1 - share, share};
  }

  int target() {
    return first.length;
  }

  /// Mixes along the rows' direction: [rows, source] to [rows, target].
  double[] alongRows(double[] image, int rows) {
    double[] result = new double[rows * target()];
    for (int row = 0; row < rows; row++) {
      for (int i = 0; i < target(); i++) {
        double[] w = weights[i];
        int at = row * source + first[i];
        double sum = 0;
        for (int k = 0; k < w.length; k++) {
          sum += w[k] * image[at + k];
        }
        result[row * target() + i] = sum;
      }
    }
    return result;
  }

  /// Mixes down the columns: [source, columns] to [target, columns].
  double[] downColumns(double[] image, int columns) {
    double[] result = new double[target() * columns];
    for (int i = 0; i < target(); i++) {
      double[] w = weights[i];
      for (int k = 0; k < w.length; k++) {
        int from = (first[i] + k) * columns;
        int to = i * columns;
        for (int c = 0; c < columns; c++) {
          result[to + c] += w[k] * image[from + c];
        }
      }
    }
    return result;
  }
}

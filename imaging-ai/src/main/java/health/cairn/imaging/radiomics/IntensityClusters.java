package health.cairn.imaging.radiomics;

import java.util.Arrays;

/// Groups of like brightness, found without labels on a histogram of 256 bins: hard (k-means, Lloyd) or
/// graded (fuzzy c-means with exponent 2, Bezdek 1981).
final class IntensityClusters {
  private static final int BINS = 256;
  private static final int MAX_ROUNDS = 200;
  private static final double SETTLED = 1e-5;

  private final Clustering method;
  private final double[] centres;

  private IntensityClusters(Clustering method, double[] centres) {
    this.method = method;
    this.centres = centres;
  }

  /// @param values in 0..1, at least one
  /// @param count of clusters; they start evenly spread over the values' percentiles
  static IntensityClusters of(double[] values, int count, Clustering method) {
    double[] histogram = new double[BINS];
    for (double value : values) {
      histogram[(int) Math.clamp(value * BINS, 0, BINS - 1)]++;
    }
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    double[] centres = new double[count];
    for (int k = 0; k < count; k++) {
      centres[k] = FirstOrder.percentile(ascending, (k + 0.5) / count) + k * 1e-6;
    }
    for (int round = 0; round < MAX_ROUNDS; round++) {
      double[] next = new IntensityClusters(method, centres).moved(histogram);
      double step = 0;
      for (int k = 0; k < count; k++) {
        step = Math.max(step, Math.abs(next[k] - centres[k]));
      }
      centres = next;
      if (step < SETTLED) {
        break;
      }
    }
    Arrays.sort(centres);
    return new IntensityClusters(method, centres);
  }

  private double[] moved(double[] histogram) {
    double[] sum = new double[centres.length];
    double[] weight = new double[centres.length];
    for (int bin = 0; bin < BINS; bin++) {
      if (histogram[bin] == 0) {
        continue;
      }
      double value = (bin + 0.5) / BINS;
      for (int k = 0; k < centres.length; k++) {
        double u = membership(value, k);
        double w = histogram[bin] * (method == Clustering.FUZZY_C_MEANS ? u * u : u);
        sum[k] += w * value;
        weight[k] += w;
      }
    }
    double[] next = centres.clone();
    for (int k = 0; k < next.length; k++) {
      if (weight[k] > 0) {
        next[k] = sum[k] / weight[k];
      }
    }
    return next;
  }

  /// How far a value belongs to a cluster, 0..1; clusters are in order of brightness.
  double membership(double value, int cluster) {
    double own = Math.abs(value - centres[cluster]);
    if (method == Clustering.K_MEANS) {
      for (int k = 0; k < centres.length; k++) {
        double other = Math.abs(value - centres[k]);
        if (other < own || (other == own && k < cluster)) {
          return 0;
        }
      }
      return 1;
    }
    double sum = 0;
    for (double centre : centres) {
      double other = Math.max(Math.abs(value - centre), 1e-9);
      sum += Math.max(own, 1e-9) * Math.max(own, 1e-9) / (other * other);
    }
    return 1 / sum;
  }

  double centre(int cluster) {
    return centres[cluster];
  }
}

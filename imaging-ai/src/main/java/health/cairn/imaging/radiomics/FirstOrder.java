package health.cairn.imaging.radiomics;

import java.util.function.ObjDoubleConsumer;

/// Statistics of the intensities (IBSI 3.3) and of their histogram (IBSI 3.4: entropy, uniformity).
/// Kurtosis is PyRadiomics': the fourth standardised moment without the IBSI's minus 3.
final class FirstOrder {
  private FirstOrder() {}

  static void write(Levels levels, ObjDoubleConsumer<String> out) {
    Region region = levels.region();
    double[] x = region.ascending();
    int n = x.length;
    double mean = mean(x);
    double energy = 0;
    double deviation = 0;
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (double value : x) {
      double d = value - mean;
      energy += value * value;
      deviation += Math.abs(d) / n;
      m2 += d * d / n;
      m3 += d * d * d / n;
      m4 += d * d * d * d / n;
    }
    double p10 = percentile(x, 0.1);
    double p90 = percentile(x, 0.9);
    double entropy = 0;
    double uniformity = 0;
    for (double share : levels.histogram()) {
      entropy += Logs.entropyTerm(share);
      uniformity += share * share;
    }
    double voxelMm3 = region.spacingMm(0) * region.spacingMm(1) * region.spacingMm(2);
    out.accept("10Percentile", p10);
    out.accept("90Percentile", p90);
    out.accept("Energy", energy);
    out.accept("Entropy", entropy);
    out.accept("InterquartileRange", percentile(x, 0.75) - percentile(x, 0.25));
    out.accept("Kurtosis", m2 == 0 ? 0 : m4 / (m2 * m2));
    out.accept("Maximum", x[n - 1]);
    out.accept("MeanAbsoluteDeviation", deviation);
    out.accept("Mean", mean);
    out.accept("Median", percentile(x, 0.5));
    out.accept("Minimum", x[0]);
    out.accept("Range", x[n - 1] - x[0]);
    out.accept("RobustMeanAbsoluteDeviation", robustDeviation(x, p10, p90));
    out.accept("RootMeanSquared", Math.sqrt(energy / n));
    out.accept("Skewness", m2 == 0 ? 0 : m3 / Math.pow(m2, 1.5));
    out.accept("TotalEnergy", energy * voxelMm3);
    out.accept("Uniformity", uniformity);
    out.accept("Variance", m2);
  }

  private static double mean(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += value;
    }
    return sum / x.length;
  }

  /// Linear between neighbouring order statistics (type 7), as NumPy has it.
  static double percentile(double[] ascending, double share) {
    double at = share * (ascending.length - 1);
    int low = (int) Math.floor(at);
    int high = Math.min(low + 1, ascending.length - 1);
    return ascending[low] + (at - low) * (ascending[high] - ascending[low]);
  }

  private static double robustDeviation(double[] x, double p10, double p90) {
    double sum = 0;
    int n = 0;
    for (double value : x) {
      if (value >= p10 && value <= p90) {
        sum += value;
        n++;
      }
    }
    double deviation = 0;
    for (double value : x) {
      if (value >= p10 && value <= p90) {
        deviation += Math.abs(value - sum / n);
      }
    }
    return n == 0 ? 0 : deviation / n;
  }
}

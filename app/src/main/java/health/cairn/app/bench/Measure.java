package health.cairn.app.bench;

import java.util.Arrays;

/// One figure of a benchmark.
///
/// @param name what was measured
/// @param value the figure to quote: the median of the runs
/// @param unit of value, p50 and p95
/// @param n runs
public record Measure(String name, double value, String unit, int n, double p50, double p95) {

  /// @param samples one per run; at least one
  static Measure of(String name, String unit, double[] samples) {
    double[] sorted = samples.clone();
    Arrays.sort(sorted);
    double p50 = round(sorted[(sorted.length - 1) / 2]);
    double p95 = round(sorted[(int) Math.ceil(0.95 * sorted.length) - 1]);
    return new Measure(name, p50, unit, sorted.length, p50, p95);
  }

  private static double round(double value) {
    return Math.round(value * 1000) / 1000.0;
  }
}

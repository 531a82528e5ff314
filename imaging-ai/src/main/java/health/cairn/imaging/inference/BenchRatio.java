package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.util.Arrays;

/// What a piece of our work costs on top of ONNX Runtime itself, on the same tensors.
///
/// @param oursMs median time of our work, milliseconds
/// @param rawMs median time a plain `OrtSession` with the same options needs for the same tensors
/// @param ratio median of ours / raw over the rounds
/// @param ratioP95 95th percentile of the same
/// @param images through each network in one round
/// @param rounds measured, each both ways, one right after the other
public record BenchRatio(
    double oursMs, double rawMs, double ratio, double ratioP95, int images, int rounds) {

  /// One way of doing the work.
  @FunctionalInterface
  public interface Way {
    /// @return milliseconds that count
    double millis() throws ImagingException;
  }

  /// Measures both ways in turn, so that whatever else the machine does meets both alike. Who goes first
  /// changes from round to round, as the second finds the caches warm.
  ///
  /// @param warmUp rounds that do not count, first
  public static BenchRatio measure(
      Way ours, Way raw, int images, int warmUp, int rounds, String step, Progress progress)
      throws ImagingException {
    double[] our = new double[rounds];
    double[] plain = new double[rounds];
    for (int round = -warmUp; round < rounds; round++) {
      progress.report(step, Math.max(0, round), rounds);
      boolean oursFirst = round % 2 == 0;
      double first = oursFirst ? ours.millis() : raw.millis();
      double second = oursFirst ? raw.millis() : ours.millis();
      if (round >= 0) {
        our[round] = oursFirst ? first : second;
        plain[round] = oursFirst ? second : first;
      }
    }
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, i -> our[i] / plain[i]);
    return new BenchRatio(
        quantile(our, 0.5),
        quantile(plain, 0.5),
        quantile(ratios, 0.5),
        quantile(ratios, 0.95),
        images,
        rounds);
  }

  private static double quantile(double[] values, double q) {
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    return ascending[(int) Math.round(q * (ascending.length - 1))];
  }
}

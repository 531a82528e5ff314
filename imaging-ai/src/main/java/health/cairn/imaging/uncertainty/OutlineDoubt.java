package health.cairn.imaging.uncertainty;

import java.util.function.IntToDoubleFunction;

/// How much a model doubts its own outline on one slice: the mean of 1 - 2|p - 1/2| over all pixels
/// that it gives at least a hundredth. What it nearly marked counts too, so a half-missed tumour is
/// doubted although the rest of its outline is sure.
public final class OutlineDoubt {
  private static final double DOUBTFUL = 0.01;

  private double sum;
  private int count;

  /// Of all pixels of a slice.
  ///
  /// @param probability by pixel, 0 to `pixels` - 1
  /// @return 0 (sure) .. 1 (a coin); NaN when no pixel reaches a hundredth
  public static double of(int pixels, IntToDoubleFunction probability) {
    OutlineDoubt doubt = new OutlineDoubt();
    for (int i = 0; i < pixels; i++) {
      doubt.add(probability.applyAsDouble(i));
    }
    return doubt.mean();
  }

  public void add(double probability) {
    if (probability >= DOUBTFUL) {
      sum += 1 - 2 * Math.abs(probability - 0.5);
      count++;
    }
  }

  /// Of what was added; NaN when nothing of it reaches a hundredth.
  public double mean() {
    return count == 0 ? Double.NaN : sum / count;
  }
}

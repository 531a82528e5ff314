package health.cairn.imaging.inference;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// The values that become 0 and 1.
///
/// @param low a percentile of all pixels
/// @param high a percentile of those above the mean; not above `low` where nothing is bright
record IntensityRange(double low, double high) {

  /// @param values sorted by this call
  static IntensityRange of(double[] values, double lowPercentile, double highPercentile) {
    Arrays.sort(values);
    double low = values[(int) Math.floor(lowPercentile * (values.length - 1))];
    double mean = Arrays.stream(values).sum() / values.length;
    int firstAbove = values.length;
    while (firstAbove > 0 && values[firstAbove - 1] > mean) {
      firstAbove--;
    }
    int bright = values.length - firstAbove;
    return new IntensityRange(
        low,
        bright == 0 ? low : values[firstAbove + (int) Math.floor(highPercentile * (bright - 1))]);
  }

  void write(double[] values, FloatBuffer target) {
    for (double value : values) {
      target.put(high <= low ? 0f : (float) Math.clamp((value - low) / (high - low), 0.0, 1.0));
    }
  }
}

package health.cairn.imaging.inference;

import java.util.Arrays;

/// How one channel's values become the network's: `(value - shift) * factor`.
///
/// @param clip whether the result is kept within 0..1
/// @param keepZero whether voxels that are 0 stay 0
record VoxelScale(double shift, double factor, boolean clip, boolean keepZero) {

  /// Values that are all equal become 0.
  static VoxelScale of(ModelInput.Normalisation normalisation, float[] values) {
    return switch (normalisation) {
      case ModelInput.ZScore z -> zScore(values, false);
      case ModelInput.ZScoreNonZero z -> zScore(values, true);
      case ModelInput.Percentiles p -> {
        float[] sorted = values.clone();
        Arrays.parallelSort(sorted);
        double low = sorted[(int) Math.floor(p.low() * (sorted.length - 1))];
        double high = sorted[(int) Math.floor(p.high() * (sorted.length - 1))];
        yield new VoxelScale(low, high > low ? 1 / (high - low) : 0, true, false);
      }
    };
  }

  private static VoxelScale zScore(float[] values, boolean nonZero) {
    long n = 0;
    double sum = 0;
    for (float value : values) {
      if (!nonZero || value != 0) {
        n++;
        sum += value;
      }
    }
    double mean = n == 0 ? 0 : sum / n;
    double squares = 0;
    for (float value : values) {
      if (!nonZero || value != 0) {
        squares += (value - mean) * (value - mean);
      }
    }
    double deviation = n == 0 ? 0 : Math.sqrt(squares / n);
    return new VoxelScale(mean, deviation > 1e-8 ? 1 / deviation : 0, false, nonZero);
  }

  void apply(float[] values) {
    for (int i = 0; i < values.length; i++) {
      if (keepZero && values[i] == 0) {
        continue;
      }
      double scaled = (values[i] - shift) * factor;
      values[i] = (float) (clip ? Math.clamp(scaled, 0.0, 1.0) : scaled);
    }
  }
}

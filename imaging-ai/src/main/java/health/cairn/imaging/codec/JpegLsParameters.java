package health.cairn.imaging.codec;

import java.io.IOException;

/// Coding parameters of a JPEG-LS scan and what follows from them (ITU-T T.87 A.2.1, C.2.4.1.1).
///
/// @param near the largest error, 0 for lossless
/// @param range number of error values after reduction
/// @param bits that hold an error value
/// @param limit longest code of a sample
record JpegLsParameters(
    int maxValue, int near, int t1, int t2, int t3, int reset, int range, int bits, int limit) {

  /// @param preset MAXVAL, T1, T2, T3, RESET from the stream; 0 for the default
  static JpegLsParameters of(int maxValue, int near, int[] preset) throws IOException {
    if (maxValue < 1 || near > Math.min(255, maxValue / 2)) {
      throw new IOException("JPEG-LS with impossible parameters");
    }
    int t1;
    int t2;
    int t3;
    if (maxValue >= 128) {
      int factor = (Math.min(maxValue, 4095) + 128) / 256;
      t1 = clamp(factor + 2 + 3 * near, near + 1, maxValue);
      t2 = clamp(factor * 4 + 3 + 5 * near, t1, maxValue);
      t3 = clamp(factor * 17 + 4 + 7 * near, t2, maxValue);
    } else {
      int factor = 256 / (maxValue + 1);
      t1 = clamp(Math.max(2, 3 / factor + 3 * near), near + 1, maxValue);
      t2 = clamp(Math.max(3, 7 / factor + 5 * near), t1, maxValue);
      t3 = clamp(Math.max(4, 21 / factor + 7 * near), t2, maxValue);
    }
    int range = (maxValue + 2 * near) / (2 * near + 1) + 1;
    int sampleBits = Math.max(2, bitsFor(maxValue + 1));
    return new JpegLsParameters(
        maxValue,
        near,
        preset[1] > 0 ? preset[1] : t1,
        preset[2] > 0 ? preset[2] : t2,
        preset[3] > 0 ? preset[3] : t3,
        preset[4] > 0 ? preset[4] : 64,
        range,
        bitsFor(range),
        2 * (sampleBits + Math.max(8, sampleBits)));
  }

  private static int clamp(int value, int low, int high) {
    return value > high || value < low ? low : value;
  }

  /// Smallest b with 2^b at least `values`.
  private static int bitsFor(int values) {
    return 32 - Integer.numberOfLeadingZeros(values - 1);
  }

  /// The region of a gradient, -4 to 4 (A.3.3).
  int region(int gradient) {
    int size = Math.abs(gradient);
    int region = size <= near ? 0 : size < t1 ? 1 : size < t2 ? 2 : size < t3 ? 3 : 4;
    return gradient < 0 ? -region : region;
  }

  /// A sample from its prediction and its error (A.4.5): errors wrap round.
  int reconstruct(int prediction, int error) {
    int step = 2 * near + 1;
    int value = prediction + error * step;
    if (value < -near) value += range * step;
    if (value > maxValue + near) value -= range * step;
    return Math.clamp(value, 0, maxValue);
  }
}

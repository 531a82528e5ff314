package health.cairn.imaging.render;

import health.cairn.imaging.volume.Volume;
import java.util.Arrays;

/// How the values of a series are spread; MR values have no unit of their own, so every window is
/// chosen relative to this.
public final class ValueRange {
  private static final int SAMPLES = 100_000;

  private final float[] sorted;

  private ValueRange(float[] sorted) {
    this.sorted = sorted;
  }

  /// Looks at some 100,000 voxels, evenly spread over the volume. Air, which fills much of a head
  /// scan with near-zero noise, is left out where enough remains.
  public static ValueRange of(Volume volume) {
    int perSlice = volume.grid().voxelsPerSlice();
    int slices = volume.grid().slices();
    int slicesRead = Math.min(slices, 24);
    int step = Math.max(1, perSlice * slicesRead / SAMPLES);
    float[] values = new float[(perSlice / step + 1) * slicesRead];
    int n = 0;
    for (int i = 0; i < slicesRead; i++) {
      float[] slice = volume.sliceValues((int) ((i + 0.5) * slices / slicesRead));
      // An odd start per slice keeps the samples from lining up in columns.
      for (int v = i * 7 % step; v < perSlice; v += step) {
        values[n++] = slice[v];
      }
    }
    float[] sorted = Arrays.copyOf(values, n);
    Arrays.sort(sorted);
    return new ValueRange(withoutAir(sorted));
  }

  private static float[] withoutAir(float[] sorted) {
    float low = sorted[0];
    float high = sorted[(int) ((sorted.length - 1) * 0.995)];
    float floor = low + (high - low) * 0.04f;
    int first = Arrays.binarySearch(sorted, floor);
    first = first < 0 ? -first - 1 : first;
    return sorted.length - first < sorted.length / 10
        ? sorted
        : Arrays.copyOfRange(sorted, first, sorted.length);
  }

  /// The value below which a share of the voxels lies.
  ///
  /// @param share 0 to 1
  public double quantile(double share) {
    return sorted[(int) Math.round(Math.clamp(share, 0.0, 1.0) * (sorted.length - 1))];
  }

  /// From darkest to brightest, without the outermost half percent; never 0.
  public double span() {
    return Math.max(1e-3, quantile(0.995) - quantile(0.005));
  }
}

package health.cairn.app.insight;

import health.cairn.imaging.volume.Volume;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/// How the intensities of a volume or a slice are spread, in ratios that do not depend on a scanner's arbitrary unit.
///
/// @param brightShare share of voxels above the mean: about the head
/// @param contrast 99th percentile of these over their median
/// @param variation standard deviation of these over their mean
public record IntensityStatistics(double brightShare, double contrast, double variation) {
  private static final int MOST = 100_000;

  static IntensityStatistics of(Volume volume) {
    int perSlice = volume.grid().voxelsPerSlice();
    int step = Math.max(1, volume.grid().voxels() / MOST);
    double[] values = new double[volume.grid().voxels() / step + 1];
    int count = 0;
    int next = 0;
    for (int slice = 0; slice < volume.grid().slices(); slice++) {
      float[] pixels = volume.sliceValues(slice);
      for (; next < perSlice; next += step) {
        values[count++] = pixels[next];
      }
      next -= perSlice;
    }
    return of(Arrays.copyOf(values, count));
  }

  /// @param values in any unit
  public static IntensityStatistics of(double[] values) {
    double mean = Arrays.stream(values).average().orElse(Double.NaN);
    double[] bright = Arrays.stream(values).filter(v -> v > mean).sorted().toArray();
    if (bright.length == 0) {
      return new IntensityStatistics(0, Double.NaN, Double.NaN);
    }
    double centre = Arrays.stream(bright).average().orElse(Double.NaN);
    double spread = Arrays.stream(bright).map(v -> (v - centre) * (v - centre)).average().orElse(0);
    return new IntensityStatistics(
        bright.length / (double) values.length,
        bright[(int) (0.99 * (bright.length - 1))] / bright[bright.length / 2],
        Math.sqrt(spread) / centre);
  }

  /// @param of what they are of, the first word of their names
  void addTo(Map<String, Double> numbers, String of) {
    put(numbers, of + " bright share", brightShare);
    put(numbers, of + " contrast", contrast);
    put(numbers, of + " variation", variation);
  }

  /// The one in the middle, each number for itself.
  static IntensityStatistics median(List<IntensityStatistics> all) {
    return new IntensityStatistics(
        median(all, IntensityStatistics::brightShare),
        median(all, IntensityStatistics::contrast),
        median(all, IntensityStatistics::variation));
  }

  private static double median(
      List<IntensityStatistics> all, ToDoubleFunction<IntensityStatistics> number) {
    double[] sorted = all.stream().mapToDouble(number).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void put(Map<String, Double> numbers, String name, double value) {
    if (Double.isFinite(value)) {
      numbers.put(name, value);
    }
  }
}

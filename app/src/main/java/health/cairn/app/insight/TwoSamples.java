package health.cairn.app.insight;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Statistics of how unlike two groups are, of numbers and of words.
final class TwoSamples {
  private static final int BINS = 5;

  /// What a bin without rows counts, so that its logarithm exists.
  private static final double EMPTY = 0.5;

  private TwoSamples() {}

  /// The largest distance of the two empirical distribution functions (Kolmogorov 1933, Smirnov 1939), for
  /// any division of the rows.
  static ToDoubleFunction<boolean[]> kolmogorovSmirnov(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> values[i]))
            .mapToInt(i -> i)
            .toArray();
    return second -> {
      int ofSecond = 0;
      for (boolean one : second) {
        ofSecond += one ? 1 : 0;
      }
      double stepFirst = 1.0 / (second.length - ofSecond);
      double stepSecond = 1.0 / ofSecond;
      double gap = 0;
      double largest = 0;
      for (int at = 0; at < order.length; at++) {
        gap += second[order[at]] ? stepSecond : -stepFirst;
        boolean last = at + 1 == order.length || values[order[at + 1]] > values[order[at]];
        if (last) {
          largest = Math.max(largest, Math.abs(gap));
        }
      }
      return largest;
    };
  }

  /// Pearson's chi-square of words against groups, for any division of the rows.
  static ToDoubleFunction<boolean[]> chiSquare(List<String> words) {
    List<String> levels = List.copyOf(new TreeSet<>(words));
    int[] level = words.stream().mapToInt(levels::indexOf).toArray();
    int[] total = new int[levels.size()];
    for (int one : level) {
      total[one]++;
    }
    return second -> {
      int[] count = new int[total.length];
      int ofSecond = 0;
      for (int i = 0; i < second.length; i++) {
        if (second[i]) {
          count[level[i]]++;
          ofSecond++;
        }
      }
      double share = ofSecond / (double) second.length;
      double sum = 0;
      for (int k = 0; k < total.length; k++) {
        double off = count[k] - share * total[k];
        sum += off * off / (share * total[k]) + off * off / ((1 - share) * total[k]);
      }
      return sum;
    };
  }

  /// Population stability index over bins that hold equally many of the reference. Its usual limits (0.1,
  /// 0.25) take no account of how few rows there are (Yurdakul and Naranjo, J Risk Model Valid 2020, 14:4), so
  /// it is shown as a size and decides nothing.
  static double stability(double[] reference, double[] window) {
    double[] sorted = reference.clone();
    Arrays.sort(sorted);
    double[] edges =
        IntStream.range(1, BINS)
            .mapToDouble(b -> sorted[b * sorted.length / BINS])
            .distinct()
            .toArray();
    return index(counts(reference, edges), counts(window, edges));
  }

  /// The same over words.
  static double stability(List<String> reference, List<String> window) {
    Map<String, double[]> counts = new TreeMap<>();
    reference.forEach(word -> counts.computeIfAbsent(word, k -> new double[2])[0]++);
    window.forEach(word -> counts.computeIfAbsent(word, k -> new double[2])[1]++);
    return index(
        counts.values().stream().mapToDouble(c -> c[0]).toArray(),
        counts.values().stream().mapToDouble(c -> c[1]).toArray());
  }

  private static double index(double[] reference, double[] window) {
    double ofReference = 0;
    double ofWindow = 0;
    for (int b = 0; b < reference.length; b++) {
      ofReference += Math.max(EMPTY, reference[b]);
      ofWindow += Math.max(EMPTY, window[b]);
    }
    double sum = 0;
    for (int b = 0; b < reference.length; b++) {
      double expected = Math.max(EMPTY, reference[b]) / ofReference;
      double actual = Math.max(EMPTY, window[b]) / ofWindow;
      sum += (actual - expected) * Math.log(actual / expected);
    }
    return sum;
  }

  private static double[] counts(double[] values, double[] edges) {
    double[] counts = new double[edges.length + 1];
    for (double value : values) {
      int bin = 0;
      while (bin < edges.length && value >= edges[bin]) {
        bin++;
      }
      counts[bin]++;
    }
    return counts;
  }
}

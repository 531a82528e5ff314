package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.leak.Person;
import health.cairn.imaging.measure.Interval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/// 95 % intervals by resampling people, each with all images of all their examinations (Efron; percentile method).
/// 1,000 resamples, one fixed seed.
final class Bootstrap {
  static final int RESAMPLES = 1000;
  static final int SEED = 20261122;

  private Bootstrap() {}

  /// @param patients whose image each index is; indices of one person are drawn together, see [Person]
  /// @param statistic of the drawn indices, which may repeat; resamples in which it is not a number
  ///   (no image of a class was drawn) are left out
  /// @return empty when it never was a number
  static Optional<Interval> ci95(List<String> patients, ToDoubleFunction<int[]> statistic) {
    SortedMap<String, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < patients.size(); i++) {
      groups.computeIfAbsent(Person.of(patients.get(i)), k -> new ArrayList<>()).add(i);
    }
    return ofGroups(List.copyOf(groups.values()), statistic);
  }

  /// Of the mean of one value per patient.
  static Optional<Interval> ci95(List<String> patients, double[] values) {
    return ci95(patients, drawn -> mean(values, drawn));
  }

  static double mean(double[] values, int[] drawn) {
    double sum = 0;
    for (int i : drawn) {
      sum += values[i];
    }
    return sum / drawn.length;
  }

  private static Optional<Interval> ofGroups(
      List<List<Integer>> groups, ToDoubleFunction<int[]> statistic) {
    NumpyRandom random = new NumpyRandom(SEED);
    double[] samples = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      List<List<Integer>> drawn = new ArrayList<>(groups.size());
      for (int g = 0; g < groups.size(); g++) {
        drawn.add(groups.get(random.below(groups.size())));
      }
      samples[r] =
          statistic.applyAsDouble(
              drawn.stream().flatMapToInt(g -> g.stream().mapToInt(i -> i)).toArray());
    }
    double[] defined = Arrays.stream(samples).filter(v -> !Double.isNaN(v)).sorted().toArray();
    return defined.length == 0
        ? Optional.empty()
        : Optional.of(new Interval(quantile(defined, 0.025), quantile(defined, 0.975)));
  }

  /// Linear between order statistics.
  static double quantile(double[] ascending, double q) {
    double at = q * (ascending.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(below + 1, ascending.length - 1);
    return ascending[below] + (at - below) * (ascending[above] - ascending[below]);
  }
}

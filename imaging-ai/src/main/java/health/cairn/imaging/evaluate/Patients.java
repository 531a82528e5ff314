package health.cairn.imaging.evaluate;

import health.cairn.imaging.measure.Interval;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// Cases by patient.
final class Patients {
  private final List<String> patients;

  Patients(List<CaseScore> cases) {
    patients = cases.stream().map(CaseScore::patient).toList();
  }

  int[] all() {
    return IntStream.range(0, patients.size()).toArray();
  }

  /// Indices of each patient's cases, patients in ascending order of their text.
  List<int[]> groups() {
    TreeMap<String, IntStream.Builder> groups = new TreeMap<>();
    for (int i = 0; i < patients.size(); i++) {
      groups.computeIfAbsent(patients.get(i), k -> IntStream.builder()).add(i);
    }
    return groups.values().stream().map(group -> group.build().toArray()).toList();
  }

  /// In the order of [#groups].
  List<String> names() {
    return patients.stream().distinct().sorted().toList();
  }

  /// 95 % interval of the mean over some cases, by resampling people; cases without a value are left out.
  Optional<Interval> ci95(double[] values, int[] cases) {
    int[] defined = Arrays.stream(cases).filter(i -> !Double.isNaN(values[i])).toArray();
    return ci95(defined, drawn -> Bootstrap.mean(values, drawn));
  }

  /// 95 % interval of a statistic of some cases.
  Optional<Interval> ci95(int[] cases, ToDoubleFunction<int[]> statistic) {
    return Bootstrap.ci95(
        Arrays.stream(cases).mapToObj(patients::get).toList(),
        drawn -> statistic.applyAsDouble(Arrays.stream(drawn).map(i -> cases[i]).toArray()));
  }
}

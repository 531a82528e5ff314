package health.cairn.imaging.evaluate;

import health.cairn.imaging.uncertainty.Ranks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Whether groups of patients differ by more than chance makes them: the test of Kruskal and Wallis
/// (JASA 1952, 47:583) over patients' mean values, its p by permuting who stands in which group.
///
/// A patient counts once, in the group of most of their cases (the first of equals). Groups with
/// fewer than [#LEAST_PATIENTS] patients are left out.
///
/// @param p share of permutations with groups at least as far apart, 1 for none
/// @param groups that were compared
/// @param patients in them
record GroupDifference(double p, List<String> groups, int patients) {
  static final int LEAST_PATIENTS = 3;
  private static final int PERMUTATIONS = 9_999;
  private static final double TIE = 1e-9;

  GroupDifference {
    groups = List.copyOf(groups);
  }

  /// One case: whose it is, where it belongs, and its value (NaN counts for nothing).
  record Case(String patient, String group, double value) {}

  /// @return NaN as `p` where fewer than two groups are large enough
  static GroupDifference of(List<Case> cases) {
    Map<String, List<Case>> byPatient =
        cases.stream()
            .filter(c -> !Double.isNaN(c.value()))
            .collect(Collectors.groupingBy(Case::patient, TreeMap::new, Collectors.toList()));
    Map<String, List<Double>> groups = new TreeMap<>();
    byPatient.forEach(
        (patient, own) ->
            groups
                .computeIfAbsent(mostOften(own), k -> new ArrayList<>())
                .add(own.stream().mapToDouble(Case::value).average().orElse(0)));
    groups.values().removeIf(values -> values.size() < LEAST_PATIENTS);
    double[] ranks =
        Ranks.midRanks(
            groups.values().stream().flatMap(List::stream).mapToDouble(value -> value).toArray());
    int[] sizes = groups.values().stream().mapToInt(List::size).toArray();
    double p = sizes.length < 2 ? Double.NaN : p(ranks, sizes);
    return new GroupDifference(p, List.copyOf(groups.keySet()), ranks.length);
  }

  private static String mostOften(List<Case> cases) {
    TreeMap<String, Long> counts =
        cases.stream()
            .collect(Collectors.groupingBy(Case::group, TreeMap::new, Collectors.counting()));
    String most = counts.firstKey();
    for (Map.Entry<String, Long> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0L)) {
        most = entry.getKey();
      }
    }
    return most;
  }

  private static double p(double[] ranks, int[] sizes) {
    double seen = apart(ranks, sizes);
    Random random = new Random(Bootstrap.SEED);
    double[] drawn = ranks.clone();
    int asFar = 1;
    for (int r = 0; r < PERMUTATIONS; r++) {
      for (int i = drawn.length - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        double kept = drawn[i];
        drawn[i] = drawn[other];
        drawn[other] = kept;
      }
      asFar += apart(drawn, sizes) >= seen - TIE ? 1 : 0;
    }
    return asFar / (PERMUTATIONS + 1.0);
  }

  /// Grows with the statistic of the test, for groups that lie one after the other.
  private static double apart(double[] ranks, int[] sizes) {
    double sum = 0;
    int from = 0;
    for (int size : sizes) {
      double own = Arrays.stream(ranks, from, from + size).sum();
      sum += own * own / size;
      from += size;
    }
    return sum;
  }
}

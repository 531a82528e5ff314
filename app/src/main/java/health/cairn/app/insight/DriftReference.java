package health.cairn.app.insight;

import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// Cases of this site that later analyses are compared with.
///
/// @param title "the 24 cases of ModelAcceptance/2"
public record DriftReference(String title, List<AnalysisRow> cases) {
  public DriftReference {
    cases = List.copyOf(cases);
  }

  /// @param numbers of each case, under the names that analyses have
  public static DriftReference of(String title, List<SortedMap<String, Double>> numbers) {
    return new DriftReference(
        title,
        numbers.stream().map(n -> new AnalysisRow("", n, new TreeMap<>(), 0, 0, 0)).toList());
  }

  /// Whatever some case has a number for.
  Set<String> names() {
    Set<String> names = new TreeSet<>();
    cases.forEach(row -> names.addAll(row.numbers().keySet()));
    return names;
  }
}

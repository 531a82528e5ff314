package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// People whom the networks that answered never saw, parted by fold: on the first folds a promise is
/// made, on the last it is kept or broken. A person whose examinations stand in several folds belongs to the first of them.
///
/// @param fit each person's cases
/// @param measured other people's
record HeldApart(List<List<CaseScore>> fit, List<List<CaseScore>> measured) {
  HeldApart {
    fit = List.copyOf(fit);
    measured = List.copyOf(measured);
  }

  /// @return empty where there are no two folds with such people
  static Optional<HeldApart> of(List<CaseScore> cases) {
    List<CaseScore> unseen =
        cases.stream().filter(c -> c.exposure() == Exposure.UNSEEN && c.fold() > 0).toList();
    SortedMap<String, List<CaseScore>> people =
        unseen.stream()
            .collect(Collectors.groupingBy(CaseScore::person, TreeMap::new, Collectors.toList()));
    TreeSet<Integer> folds =
        people.values().stream()
            .map(HeldApart::fold)
            .collect(Collectors.toCollection(TreeSet::new));
    if (folds.size() < 2) {
      return Optional.empty();
    }
    int last = folds.last();
    return Optional.of(
        new HeldApart(
            people.values().stream().filter(p -> fold(p) != last).toList(),
            people.values().stream().filter(p -> fold(p) == last).toList()));
  }

  /// 0 where the set has none.
  static int fold(List<CaseScore> person) {
    return person.stream().mapToInt(CaseScore::fold).min().orElse(0);
  }

  /// Which folds and how many people a promise rests on.
  void write(ObjectNode part) {
    write(part.putObject("fittedOn"), folds(fit), fit.size());
    write(part.putObject("measuredOn"), folds(measured), measured.size());
  }

  static void write(ObjectNode part, SortedSet<Integer> folds, int patients) {
    folds.forEach(part.putArray("folds")::add);
    part.put("patients", patients);
  }

  private static SortedSet<Integer> folds(List<List<CaseScore>> people) {
    return people.stream().map(HeldApart::fold).collect(Collectors.toCollection(TreeSet::new));
  }
}

package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// People whom the networks that answered never saw, parted by fold: on the first folds a promise is
/// made, on the last it is kept or broken.
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
    TreeSet<Integer> folds =
        unseen.stream().map(CaseScore::fold).collect(Collectors.toCollection(TreeSet::new));
    if (folds.size() < 2) {
      return Optional.empty();
    }
    int last = folds.last();
    return Optional.of(
        new HeldApart(
            byPatient(unseen.stream().filter(c -> c.fold() != last).toList()),
            byPatient(unseen.stream().filter(c -> c.fold() == last).toList())));
  }

  private static List<List<CaseScore>> byPatient(List<CaseScore> cases) {
    return List.copyOf(
        cases.stream()
            .collect(Collectors.groupingBy(CaseScore::patient, TreeMap::new, Collectors.toList()))
            .values());
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
    return people.stream()
        .flatMap(Collection::stream)
        .map(CaseScore::fold)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}

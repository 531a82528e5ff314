package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.List;
import java.util.Optional;

/// The part `sets` of `classification`: sets of classes that hold a patient's true one as often as
/// promised, fitted on some people and measured on others.
final class SetsJson {
  private static final double[] PROMISED = {0.90, 0.95};

  private SetsJson() {}

  /// Writes nothing where there are no two folds of people whom the networks never saw.
  ///
  /// @param cases that were classified
  static void write(ObjectNode classification, List<CaseScore> cases, List<String> classes) {
    Optional<HeldApart> people = HeldApart.of(cases);
    if (people.isEmpty()) {
      return;
    }
    ObjectNode part = classification.putObject("sets");
    people.get().write(part);
    part.put(
        "definition",
        "adaptive conformal sets of a patient's mean probabilities, the most probable class always in"
            + " them; one answer per patient, so the promise is for patients");
    ArrayNode levels = part.putArray("levels");
    for (double promised : PROMISED) {
      level(levels.addObject(), people.get(), classes, promised);
    }
  }

  private static void level(
      ObjectNode part, HeldApart people, List<String> classes, double promised) {
    PredictionSet set =
        PredictionSet.fit(
            people.fit().stream().map(SetsJson::mean).toList(),
            people.fit().stream().mapToInt(p -> label(p, classes)).toArray(),
            promised);
    List<List<Integer>> sets = people.measured().stream().map(p -> set.of(mean(p))).toList();
    int held = 0;
    for (int i = 0; i < sets.size(); i++) {
      held += sets.get(i).contains(label(people.measured().get(i), classes)) ? 1 : 0;
    }
    part.put("coverage", promised);
    part.put("threshold", set.threshold());
    JsonNumbers.number(part, "held", held / (double) sets.size());
    JsonNumbers.interval(part, "heldCi95", Optional.of(ExactShare.ci95(held, sets.size())));
    JsonNumbers.number(
        part, "sizeMean", sets.stream().mapToInt(List::size).average().orElse(Double.NaN));
    JsonNumbers.number(
        part,
        "oneClassOnly",
        sets.stream().filter(s -> s.size() == 1).count() / (double) sets.size());
  }

  private static int label(List<CaseScore> patient, List<String> classes) {
    return classes.indexOf(patient.getFirst().label());
  }

  private static double[] mean(List<CaseScore> patient) {
    double[] mean = new double[patient.getFirst().probabilities().size()];
    for (CaseScore one : patient) {
      for (int k = 0; k < mean.length; k++) {
        mean[k] += one.probabilities().get(k) / patient.size();
      }
    }
    return mean;
  }
}

package health.cairn.imaging.classify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How probable each class is held to be; the values add up to 1.
///
/// @param classes names, each once
/// @param values in the order of the classes
public record ClassProbabilities(List<String> classes, List<Double> values) {
  private static final double TOLERANCE = 1e-6;

  public ClassProbabilities {
    classes = List.copyOf(classes);
    values = List.copyOf(values);
    double sum = values.stream().mapToDouble(p -> p).sum();
    if (classes.isEmpty()
        || classes.size() != values.size()
        || classes.stream().distinct().count() != classes.size()
        || !values.stream().allMatch(p -> p >= 0)
        || Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException(
          values + " for " + classes + ": no probabilities that add up to 1");
    }
  }

  /// @param ordered as `classes`; copied
  public static ClassProbabilities of(List<String> classes, double[] ordered) {
    return new ClassProbabilities(classes, java.util.Arrays.stream(ordered).boxed().toList());
  }

  /// In the order of the classes; a fresh array.
  public double[] ordered() {
    return values.stream().mapToDouble(p -> p).toArray();
  }

  /// The most probable class, the first of equals.
  public String best() {
    return classes.get(Probabilities.argmax(ordered()));
  }

  /// The largest probability.
  public double largest() {
    double[] ordered = ordered();
    return ordered[Probabilities.argmax(ordered)];
  }

  /// By class name, in the order of the classes.
  public Map<String, Double> byName() {
    Map<String, Double> map = new LinkedHashMap<>();
    for (int k = 0; k < classes.size(); k++) {
      map.put(classes.get(k), values.get(k));
    }
    return map;
  }
}

package health.cairn.imaging.classify;

import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.List;
import java.util.Locale;

/// The classes that cannot be excluded for a patient.
///
/// @param coverage share of patients whose true class is in their set, nominal: as measured on people
///   of the training data's source, and only for the classes that the member knows
/// @param classes in the member's order, at least one
public record ClassSet(double coverage, List<String> classes) {
  public ClassSet {
    classes = List.copyOf(classes);
    if (classes.isEmpty()) {
      throw new IllegalArgumentException("a set without a class");
    }
  }

  static ClassSet of(PredictionSet set, ClassProbabilities probabilities) {
    return new ClassSet(
        set.coverage(),
        set.of(probabilities.ordered()).stream().map(probabilities.classes()::get).toList());
  }

  /// "glioma or meningioma"
  public String inWords() {
    int last = classes.size() - 1;
    return last == 0
        ? classes.getFirst()
        : String.join(", ", classes.subList(0, last)) + " or " + classes.get(last);
  }

  /// One sentence for the reader.
  public String sentence() {
    return String.format(
        Locale.ROOT,
        "The type is %s, with %.0f %% nominally: as on people like those of the training data, among"
            + " the types the model knows.",
        inWords(),
        coverage * 100);
  }
}

package health.cairn.imaging.classify;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What one member holds for probable about one slice; the four add up to 1.
///
/// @param none no tumour of a known kind
public record ClassProbabilities(double glioma, double meningioma, double pituitary, double none) {
  /// The classes in the order of every list, file and graph output.
  public static final List<String> CLASSES = List.of("glioma", "meningioma", "pituitary", "none");

  private static final double TOLERANCE = 1e-6;

  public ClassProbabilities {
    double sum = glioma + meningioma + pituitary + none;
    if (!(glioma >= 0 && meningioma >= 0 && pituitary >= 0 && none >= 0)
        || Math.abs(sum - 1) > TOLERANCE) {
      throw new IllegalArgumentException("probabilities that do not add up to 1: " + sum);
    }
  }

  /// @param ordered as [#CLASSES]
  public static ClassProbabilities of(double[] ordered) {
    if (ordered.length != CLASSES.size()) {
      throw new IllegalArgumentException(ordered.length + " probabilities");
    }
    return new ClassProbabilities(ordered[0], ordered[1], ordered[2], ordered[3]);
  }

  /// In the order of [#CLASSES]; a fresh array.
  public double[] ordered() {
    return new double[] {glioma, meningioma, pituitary, none};
  }

  /// The most probable class, the first of equals.
  public String best() {
    return CLASSES.get(Probabilities.argmax(ordered()));
  }

  /// By class name, in the order of [#CLASSES].
  public Map<String, Double> byName() {
    Map<String, Double> map = new LinkedHashMap<>();
    double[] values = ordered();
    for (int k = 0; k < values.length; k++) {
      map.put(CLASSES.get(k), values[k]);
    }
    return map;
  }
}

package health.cairn.imaging.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Sets of classes that hold the true one with a stated probability (split conformal prediction; Vovk
/// et al. 2005), whatever the model, as long as new images are like those of the fit.
///
/// Images of one patient are not independent, so every patient of the fit weighs the same however
/// many images they have, and one more patient is thought at infinity (Dunn, Wasserman and Ramdas,
/// JASA 2022, "pooling"). With one image per patient this is the usual quantile. The promise is for
/// one image of a new patient, over the draw of patients, not for each class or each patient.
public final class ConformalSets {
  /// How unlike a class is to a set of probabilities.
  public sealed interface Score {}

  /// 1 - probability (Sadinle et al. 2019): the smallest sets on average; they may be empty.
  public record LeastAmbiguous() implements Score {}

  /// The same with one threshold per true class, so that the promise holds for each class.
  public record ClassConditional() implements Score {}

  /// Sum of probabilities down to the class (Romano et al. 2020), without randomisation: one image
  /// always has the same answer, at the price of somewhat larger sets.
  ///
  /// @param penalty added for each class after the first `free` (Angelopoulos et al. 2021, RAPS); 0
  ///   for plain APS
  public record Adaptive(double penalty, int free) implements Score {
    /// Plain APS.
    public Adaptive() {
      this(0, 0);
    }
  }

  private final Score score;
  private final double[] thresholds;

  private ConformalSets(Score score, double[] thresholds) {
    this.score = score;
    this.thresholds = thresholds;
  }

  /// @param probabilities of held-out images
  /// @param labels their true classes
  /// @param patients whose image each is
  /// @param coverage promised share, 0.95
  public static ConformalSets fit(
      Score score,
      List<double[]> probabilities,
      int[] labels,
      List<String> patients,
      double coverage) {
    if (probabilities.isEmpty()
        || probabilities.size() != labels.length
        || patients.size() != labels.length
        || !(coverage > 0 && coverage < 1)) {
      throw new IllegalArgumentException("rows, labels and patients that do not fit together");
    }
    int classes = probabilities.getFirst().length;
    double[] scores = new double[labels.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = score(score, probabilities.get(i), labels[i]);
    }
    double[] thresholds = new double[classes];
    if (score instanceof ClassConditional) {
      for (int k = 0; k < classes; k++) {
        thresholds[k] = quantile(scores, labels, k, patients, coverage);
      }
    } else {
      Arrays.fill(thresholds, quantile(scores, labels, -1, patients, coverage));
    }
    return new ConformalSets(score, thresholds);
  }

  /// As fitted before: what [#score] and [#thresholds] gave.
  public static ConformalSets of(Score score, List<Double> thresholds) {
    if (thresholds.isEmpty() || thresholds.stream().anyMatch(t -> t.isNaN())) {
      throw new IllegalArgumentException("thresholds that are missing or no numbers");
    }
    return new ConformalSets(score, thresholds.stream().mapToDouble(t -> t).toArray());
  }

  public Score score() {
    return score;
  }

  /// The largest score of each class that is let in; infinite when the fit had too few patients.
  public List<Double> thresholds() {
    return Arrays.stream(thresholds).boxed().toList();
  }

  /// Where the weighted scores reach the coverage; images of other classes than `only` are left out.
  private static double quantile(
      double[] scores, int[] labels, int only, List<String> patients, double coverage) {
    Map<String, Integer> images = new HashMap<>();
    for (int i = 0; i < scores.length; i++) {
      if (only < 0 || labels[i] == only) {
        images.merge(patients.get(i), 1, Integer::sum);
      }
    }
    double reached = 0;
    for (int i : Ranks.ascending(scores)) {
      if (only < 0 || labels[i] == only) {
        reached += 1.0 / images.getOrDefault(patients.get(i), 1) / (images.size() + 1);
        if (reached >= coverage - 1e-9) {
          return scores[i];
        }
      }
    }
    return Double.POSITIVE_INFINITY;
  }

  /// Indices of the classes that cannot be excluded, in their order. Empty when even the best class
  /// is unlike what the fit saw.
  public List<Integer> set(double[] probabilities) {
    if (probabilities.length != thresholds.length) {
      throw new IllegalArgumentException(probabilities.length + " probabilities");
    }
    List<Integer> set = new ArrayList<>();
    for (int k = 0; k < probabilities.length; k++) {
      if (score(score, probabilities, k) <= thresholds[k] + 1e-12) {
        set.add(k);
      }
    }
    return List.copyOf(set);
  }

  private static double score(Score score, double[] p, int index) {
    return switch (score) {
      case LeastAmbiguous() -> 1 - p[index];
      case ClassConditional() -> 1 - p[index];
      case Adaptive adaptive -> {
        double sum = p[index];
        int rank = 1;
        for (int k = 0; k < p.length; k++) {
          if (p[k] > p[index] || (p[k] == p[index] && k < index)) {
            sum += p[k];
            rank++;
          }
        }
        yield sum + adaptive.penalty() * Math.max(0, rank - adaptive.free());
      }
    };
  }
}

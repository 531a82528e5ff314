package health.cairn.imaging.uncertainty;

import java.util.List;
import java.util.stream.IntStream;

/// Which classes cannot be excluded for a patient: the most probable ones, until their probabilities
/// together pass a threshold (conformal; [ConformalSets.Adaptive]). The most probable one is always
/// among them.
///
/// @param coverage promised share of patients whose true class is in their set; nominal, as new
///   patients may be unlike those of the fit
/// @param threshold sum of probabilities up to which a class is let in; at least 1 lets in all
public record PredictionSet(double coverage, double threshold) {
  public PredictionSet {
    if (!(coverage > 0 && coverage < 1 && threshold >= 0)) {
      throw new IllegalArgumentException(
          "a coverage of " + coverage + " by a threshold of " + threshold);
    }
  }

  /// @param probabilities one row for each patient, who was held out
  /// @param labels their true classes
  /// @param coverage 0.95
  public static PredictionSet fit(List<double[]> probabilities, int[] labels, double coverage) {
    List<String> patients = IntStream.range(0, labels.length).mapToObj(Integer::toString).toList();
    double threshold =
        ConformalSets.fit(new ConformalSets.Adaptive(), probabilities, labels, patients, coverage)
            .thresholds()
            .getFirst();
    // Too few patients to promise this share: every class is let in.
    return new PredictionSet(coverage, Math.min(threshold, 1));
  }

  /// Indices of the classes in the set, in their order; never empty.
  public List<Integer> of(double[] probabilities) {
    List<Integer> within =
        ConformalSets.of(
                new ConformalSets.Adaptive(),
                java.util.Collections.nCopies(probabilities.length, threshold))
            .set(probabilities);
    return within.isEmpty() ? List.of(best(probabilities)) : within;
  }

  private static int best(double[] probabilities) {
    int best = 0;
    for (int k = 1; k < probabilities.length; k++) {
      best = probabilities[k] > probabilities[best] ? k : best;
    }
    return best;
  }
}

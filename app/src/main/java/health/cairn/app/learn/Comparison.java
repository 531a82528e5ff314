package health.cairn.app.learn;

import health.cairn.imaging.uncertainty.CalibrationScores;
import health.cairn.imaging.uncertainty.LabelledScores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/// Challenger against champion on the same patients.
///
/// @param champion its figures
/// @param challenger its figures
/// @param logLossDifference challenger minus champion, 95 % over resampled patients (2,000, fixed seed)
/// @param accuracyDifference likewise
/// @param meanShift how far the probabilities moved, 0..1
public record Comparison(
    int images,
    int patients,
    CalibrationScores champion,
    CalibrationScores challenger,
    Range logLossDifference,
    Range accuracyDifference,
    double meanShift) {
  private static final int RESAMPLES = 2000;
  private static final long SEED = 20261122;

  public record Range(double low, double high) {}

  /// @param images with what the champion's networks say of them
  /// @param others the same images with what the challenger's say
  static Comparison of(
      Voice champion, List<Cases.Image> images, Voice challenger, List<Cases.Image> others) {
    List<double[]> ofChampion = images.stream().map(champion::probabilities).toList();
    List<double[]> ofChallenger = others.stream().map(challenger::probabilities).toList();
    int[] labels = images.stream().mapToInt(i -> i.label().index()).toArray();
    double[] loss = new double[labels.length];
    double[] right = new double[labels.length];
    double shift = 0;
    for (int i = 0; i < labels.length; i++) {
      double[] a = ofChampion.get(i);
      double[] b = ofChallenger.get(i);
      loss[i] = loss(b[labels[i]]) - loss(a[labels[i]]);
      right[i] = (best(b) == labels[i] ? 1 : 0) - (best(a) == labels[i] ? 1 : 0);
      for (int k = 0; k < a.length; k++) {
        shift += Math.abs(a[k] - b[k]) / 2 / labels.length;
      }
    }
    List<String> patients = images.stream().map(Cases.Image::patient).toList();
    return new Comparison(
        images.size(),
        (int) patients.stream().distinct().count(),
        CalibrationScores.of(ofChampion, labels),
        CalibrationScores.of(ofChallenger, labels),
        interval(loss, patients),
        interval(right, patients),
        shift);
  }

  private static double loss(double p) {
    return -Math.log(Math.max(LabelledScores.LEAST_PROBABILITY, p));
  }

  private static int best(double[] p) {
    int best = 0;
    for (int k = 1; k < p.length; k++) {
      best = p[k] > p[best] ? k : best;
    }
    return best;
  }

  /// Percentile interval of the mean; a patient is drawn with all of their images.
  static Range interval(double[] values, List<String> patients) {
    Map<String, double[]> sums = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      double[] sum = sums.computeIfAbsent(patients.get(i), k -> new double[2]);
      sum[0] += values[i];
      sum[1]++;
    }
    List<double[]> each = new ArrayList<>(sums.values());
    SplittableRandom random = new SplittableRandom(SEED);
    double[] means = new double[RESAMPLES];
    for (int r = 0; r < RESAMPLES; r++) {
      double sum = 0;
      double count = 0;
      for (int d = 0; d < each.size(); d++) {
        double[] drawn = each.get(random.nextInt(each.size()));
        sum += drawn[0];
        count += drawn[1];
      }
      means[r] = sum / count;
    }
    Arrays.sort(means);
    return new Range(means[(int) (0.025 * RESAMPLES)], means[(int) (0.975 * RESAMPLES)]);
  }
}

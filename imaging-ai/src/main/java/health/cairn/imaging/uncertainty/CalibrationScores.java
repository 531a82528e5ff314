package health.cairn.imaging.uncertainty;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/// How well probabilities agree with what came true.
///
/// @param logLoss mean of -ln(probability of the true class)
/// @param brier mean squared distance from the one-hot truth (Brier 1950), 0..2
/// @param ece expected calibration error of the largest probability, ten bins of equal width
/// @param adaptiveEce the same with bins of equally many images (Nguyen and O'Connor 2015)
/// @param classwiseEce mean over classes of each class's own error (Kull et al. 2019)
/// @param accuracy share whose most probable class is the true one
public record CalibrationScores(
    double logLoss,
    double brier,
    double ece,
    double adaptiveEce,
    double classwiseEce,
    double accuracy) {
  private static final int BINS = 10;

  /// @param probabilities one row per image, at least one
  /// @param labels index of the true class of each
  public static CalibrationScores of(List<double[]> probabilities, int[] labels) {
    int count = labels.length;
    if (count == 0 || probabilities.size() != count) {
      throw new IllegalArgumentException(probabilities.size() + " rows, " + count + " labels");
    }
    double[][] p = probabilities.toArray(double[][]::new);
    double logLoss = 0;
    double brier = 0;
    double[] confidence = new double[count];
    boolean[] right = new boolean[count];
    for (int i = 0; i < count; i++) {
      int best = 0;
      for (int k = 0; k < p[i].length; k++) {
        best = p[i][k] > p[i][best] ? k : best;
        double off = p[i][k] - (k == labels[i] ? 1 : 0);
        brier += off * off;
      }
      logLoss -= Math.log(Math.max(LabelledScores.LEAST_PROBABILITY, p[i][labels[i]]));
      confidence[i] = p[i][best];
      right[i] = best == labels[i];
    }
    double classwise = 0;
    for (int k = 0; k < p[0].length; k++) {
      int index = k;
      double[] ofClass = Arrays.stream(p).mapToDouble(row -> row[index]).toArray();
      boolean[] isClass = new boolean[count];
      for (int i = 0; i < count; i++) {
        isClass[i] = labels[i] == k;
      }
      classwise += equalWidth(ofClass, isClass);
    }
    long correct = IntStream.range(0, count).filter(i -> right[i]).count();
    return new CalibrationScores(
        logLoss / count,
        brier / count,
        equalWidth(confidence, right),
        equalCount(confidence, right),
        classwise / p[0].length,
        correct / (double) count);
  }

  /// Bins (low, high], as in `evaluate`.
  private static double equalWidth(double[] confidence, boolean[] right) {
    double[] gap = new double[BINS];
    for (int i = 0; i < confidence.length; i++) {
      int bin = Math.clamp((long) Math.ceil(confidence[i] * BINS) - 1, 0, BINS - 1);
      gap[bin] += confidence[i] - (right[i] ? 1 : 0);
    }
    return Arrays.stream(gap).map(Math::abs).sum() / confidence.length;
  }

  private static double equalCount(double[] confidence, boolean[] right) {
    int[] order = Ranks.ascending(confidence);
    double error = 0;
    for (int bin = 0; bin < BINS; bin++) {
      int from = (int) ((long) bin * order.length / BINS);
      int to = (int) ((long) (bin + 1) * order.length / BINS);
      double gap = 0;
      for (int at = from; at < to; at++) {
        gap += confidence[order[at]] - (right[order[at]] ? 1 : 0);
      }
      error += Math.abs(gap);
    }
    return error / confidence.length;
  }
}

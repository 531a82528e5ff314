package health.cairn.imaging.uncertainty;

import java.util.List;

/// Logits (or log probabilities) of images whose class is known; what calibration is fitted on.
public final class LabelledScores {
  /// A probability of 0 counts as this when its logarithm is taken.
  public static final double LEAST_PROBABILITY = 1e-6;

  private final double[][] logits;
  private final int[] labels;

  private LabelledScores(double[][] logits, int[] labels) {
    this.logits = logits;
    this.labels = labels;
  }

  /// @param logits one row per image, all of the same length of at least 2
  /// @param labels index of the true class of each
  public static LabelledScores ofLogits(List<double[]> logits, int[] labels) {
    return checked(logits.stream().map(double[]::clone).toArray(double[][]::new), labels.clone());
  }

  /// The same from probabilities, by their logarithms.
  public static LabelledScores ofProbabilities(List<double[]> probabilities, int[] labels) {
    return checked(
        probabilities.stream().map(LabelledScores::logs).toArray(double[][]::new), labels.clone());
  }

  /// Logarithms of probabilities, none below that of [#LEAST_PROBABILITY].
  public static double[] logs(double[] probabilities) {
    double[] logs = new double[probabilities.length];
    for (int k = 0; k < logs.length; k++) {
      logs[k] = Math.log(Math.max(LEAST_PROBABILITY, probabilities[k]));
    }
    return logs;
  }

  private static LabelledScores checked(double[][] logits, int[] labels) {
    if (logits.length == 0 || logits.length != labels.length || logits[0].length < 2) {
      throw new IllegalArgumentException(logits.length + " rows with " + labels.length + " labels");
    }
    for (int i = 0; i < logits.length; i++) {
      if (logits[i].length != logits[0].length || labels[i] < 0 || labels[i] >= logits[0].length) {
        throw new IllegalArgumentException("row " + i + " has another number of classes");
      }
      for (double value : logits[i]) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("row " + i + " holds something that is no number");
        }
      }
    }
    return new LabelledScores(logits, labels);
  }

  public int count() {
    return labels.length;
  }

  public int classes() {
    return logits[0].length;
  }

  public int label(int row) {
    return labels[row];
  }

  public double logit(int row, int index) {
    return logits[row][index];
  }

  /// A copy of one row.
  public double[] row(int row) {
    return logits[row].clone();
  }
}

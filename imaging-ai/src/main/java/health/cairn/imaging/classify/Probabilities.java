package health.cairn.imaging.classify;

/// Arithmetic of class probabilities.
public final class Probabilities {
  private Probabilities() {}

  /// softmax(scores / temperature).
  public static double[] softmax(double[] scores, double temperature) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score / temperature);
    }
    double[] result = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      result[i] = Math.exp(scores[i] / temperature - max);
      sum += result[i];
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= sum;
    }
    return result;
  }

  /// Entropy divided by its largest possible value: 0 (sure) .. 1 (no idea).
  public static double normalisedEntropy(double[] probabilities) {
    double entropy = 0;
    for (double p : probabilities) {
      if (p > 0) {
        entropy -= p * Math.log(p);
      }
    }
    return probabilities.length < 2
        ? 0
        : Math.clamp(entropy / Math.log(probabilities.length), 0, 1);
  }

  /// Index of the largest; the first of equals.
  public static int argmax(double[] values) {
    int best = 0;
    for (int i = 1; i < values.length; i++) {
      if (values[i] > values[best]) {
        best = i;
      }
    }
    return best;
  }
}

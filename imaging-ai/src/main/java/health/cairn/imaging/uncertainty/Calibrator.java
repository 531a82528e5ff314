package health.cairn.imaging.uncertainty;

import java.util.List;

/// Turns a model's logits into probabilities that say how often it is right.
public sealed interface Calibrator {
  /// What is given to softmax.
  double[] adjusted(double[] logits);

  /// How many classes it takes; 0 when any number will do.
  int classes();

  /// Calibrated probabilities of one image.
  default double[] probabilities(double[] logits) {
    if (classes() != 0 && logits.length != classes()) {
      throw new IllegalArgumentException(logits.length + " logits for " + classes() + " classes");
    }
    return softmax(adjusted(logits));
  }

  private static double[] softmax(double[] scores) {
    double max = Double.NEGATIVE_INFINITY;
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    double[] shares = new double[scores.length];
    for (int k = 0; k < scores.length; k++) {
      shares[k] = Math.exp(scores[k] - max);
      sum += shares[k];
    }
    for (int k = 0; k < scores.length; k++) {
      shares[k] /= sum;
    }
    return shares;
  }

  /// softmax(logits / temperature) (Guo et al., ICML 2017).
  record Temperature(double temperature) implements Calibrator {
    public Temperature {
      if (!(temperature > 0 && temperature < 1000)) {
        throw new IllegalArgumentException("a temperature of " + temperature);
      }
    }

    @Override
    public int classes() {
      return 0;
    }

    @Override
    public double[] adjusted(double[] logits) {
      double[] result = new double[logits.length];
      for (int k = 0; k < logits.length; k++) {
        result[k] = logits[k] / temperature;
      }
      return result;
    }
  }

  /// softmax(scale * logits + bias), class by class (the same paper).
  record Vector(List<Double> scale, List<Double> bias) implements Calibrator {
    public Vector {
      scale = List.copyOf(scale);
      bias = List.copyOf(bias);
      if (scale.size() != bias.size()) {
        throw new IllegalArgumentException(scale.size() + " scales, " + bias.size() + " biases");
      }
    }

    @Override
    public int classes() {
      return scale.size();
    }

    @Override
    public double[] adjusted(double[] logits) {
      double[] result = new double[logits.length];
      for (int k = 0; k < logits.length; k++) {
        result[k] = scale.get(k) * logits[k] + bias.get(k);
      }
      return result;
    }
  }

  /// softmax(W log p + b), where p = softmax(logits) (Kull et al., NeurIPS 2019).
  ///
  /// @param weights row by row: how each class's new score depends on every class's logarithm
  record Dirichlet(List<List<Double>> weights, List<Double> bias) implements Calibrator {
    public Dirichlet {
      weights = weights.stream().map(List::copyOf).toList();
      bias = List.copyOf(bias);
      int classes = bias.size();
      if (weights.size() != classes || weights.stream().anyMatch(r -> r.size() != classes)) {
        throw new IllegalArgumentException("weights that are no square of " + classes);
      }
    }

    @Override
    public int classes() {
      return bias.size();
    }

    @Override
    public double[] adjusted(double[] logits) {
      double[] logs = LabelledScores.logs(softmax(logits));
      double[] result = new double[logits.length];
      for (int k = 0; k < logits.length; k++) {
        result[k] = bias.get(k);
        for (int j = 0; j < logits.length; j++) {
          result[k] += weights.get(k).get(j) * logs[j];
        }
      }
      return result;
    }
  }
}

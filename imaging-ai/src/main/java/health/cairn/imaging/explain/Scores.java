package health.cairn.imaging.explain;

import java.util.Arrays;
import java.util.List;

/// A classifier's logits for one image, in the order of its classes.
public record Scores(List<Double> logits) {
  public Scores {
    logits = List.copyOf(logits);
    if (logits.isEmpty() || logits.stream().anyMatch(l -> !Double.isFinite(l))) {
      throw new IllegalArgumentException("logits that are missing or not numbers");
    }
  }

  public static Scores of(double... logits) {
    return new Scores(Arrays.stream(logits).boxed().toList());
  }

  public double logit(int index) {
    return logits.get(index);
  }

  /// softmax(logits): the share of one class.
  public double probability(int index) {
    double max = logits.stream().mapToDouble(l -> l).max().orElseThrow();
    double sum = logits.stream().mapToDouble(l -> Math.exp(l - max)).sum();
    return Math.exp(logits.get(index) - max) / sum;
  }

  /// Index of the largest; the first of equals.
  public int best() {
    int best = 0;
    for (int k = 1; k < logits.size(); k++) {
      if (logits.get(k) > logits.get(best)) {
        best = k;
      }
    }
    return best;
  }
}

package health.cairn.imaging.fuse;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Softmax regression with shared weights, signs that are given, and a ridge: minimises the mean
/// log-loss of softmax(sum of weight * feature) plus ridge / 2 * |weight - neutral|^2. Convex; by
/// accelerated projected gradients (Beck and Teboulle 2009) with backtracking and restarts.
final class SignedSoftmax {
  private final double[][][] features;
  private final int[] labels;
  private final int[] signs;
  private final double[] neutral;

  /// @param features by image, class and weight
  /// @param signs of each weight: 1 not negative, -1 not positive, 0 free
  /// @param neutral where the ridge pulls to; within the signs
  SignedSoftmax(double[][][] features, int[] labels, int[] signs, double[] neutral) {
    this.features = features;
    this.labels = labels;
    this.signs = signs;
    this.neutral = neutral;
  }

  /// @param rows images to learn from
  /// @param start within the signs
  double[] fit(int[] rows, double ridge, double[] start, int iterations) {
    double[] x = start.clone();
    double[] ahead = start.clone();
    double[] gradient = new double[x.length];
    double momentum = 1;
    double step = 1;
    double value = loss(x, rows, ridge, gradient);
    for (int iteration = 0; iteration < iterations; iteration++) {
      double aheadValue = loss(ahead, rows, ridge, gradient);
      double[] next;
      double nextValue;
      while (true) {
        next = new double[x.length];
        double linear = 0;
        double square = 0;
        for (int j = 0; j < x.length; j++) {
          next[j] = within(signs[j], ahead[j] - step * gradient[j]);
          linear += gradient[j] * (next[j] - ahead[j]);
          square += (next[j] - ahead[j]) * (next[j] - ahead[j]);
        }
        nextValue = loss(next, rows, ridge, null);
        if (square == 0 || nextValue <= aheadValue + linear + square / (2 * step) + 1e-15) {
          break;
        }
        step /= 2;
      }
      double nextMomentum = (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
      if (nextValue > value) {
        // Overshot: begin again from the best point without momentum.
        if (momentum == 1) {
          break;
        }
        ahead = x.clone();
        momentum = 1;
        continue;
      }
      double moved = 0;
      for (int j = 0; j < x.length; j++) {
        ahead[j] = next[j] + (momentum - 1) / nextMomentum * (next[j] - x[j]);
        moved = Math.max(moved, Math.abs(next[j] - x[j]));
      }
      x = next;
      momentum = nextMomentum;
      boolean settled = value - nextValue < 1e-10 && moved < 1e-5;
      value = nextValue;
      if (settled) {
        break;
      }
    }
    return x;
  }

  private static double within(int sign, double value) {
    return sign > 0 ? Math.max(0, value) : sign < 0 ? Math.min(0, value) : value;
  }

  /// The objective; fills the gradient unless there is none.
  private double loss(double[] x, int[] rows, double ridge, double @Nullable [] gradient) {
    if (gradient != null) {
      Arrays.fill(gradient, 0);
    }
    double loss = 0;
    for (int row : rows) {
      double[] p = probabilities(x, row);
      loss -= Math.log(Math.max(Double.MIN_NORMAL, p[labels[row]]));
      if (gradient != null) {
        for (int k = 0; k < p.length; k++) {
          double residual = (p[k] - (k == labels[row] ? 1 : 0)) / rows.length;
          double[] feature = features[row][k];
          for (int j = 0; j < x.length; j++) {
            gradient[j] += residual * feature[j];
          }
        }
      }
    }
    loss /= rows.length;
    for (int j = 0; j < x.length; j++) {
      double off = x[j] - neutral[j];
      loss += ridge / 2 * off * off;
      if (gradient != null) {
        gradient[j] += ridge * off;
      }
    }
    return loss;
  }

  double[] probabilities(double[] x, int row) {
    double[][] ofRow = features[row];
    double[] scores = new double[ofRow.length];
    double max = Double.NEGATIVE_INFINITY;
    for (int k = 0; k < scores.length; k++) {
      for (int j = 0; j < x.length; j++) {
        scores[k] += x[j] * ofRow[k][j];
      }
      max = Math.max(max, scores[k]);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = Math.exp(scores[k] - max);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    return scores;
  }

  /// Mean log-loss of some images, without the ridge.
  double logLoss(double[] x, int[] rows) {
    double loss = 0;
    for (int row : rows) {
      loss -= Math.log(Math.max(Double.MIN_NORMAL, probabilities(x, row)[labels[row]]));
    }
    return loss / rows.length;
  }
}

package health.cairn.imaging.uncertainty;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Fits calibrators by the mean log-loss of held-out images. All three problems are convex (the
/// temperature's in its inverse), so the start does not matter.
public final class CalibrationFit {
  private static final int ITERATIONS = 500;
  private static final double TOLERANCE = 1e-8;
  private static final double LEAST_INVERSE = 1e-2;
  private static final double MOST_INVERSE = 1e2;

  private CalibrationFit() {}

  /// Newton's method on the inverse temperature, held between 0.01 and 100 (data without an error
  /// would make it infinite).
  public static Calibrator.Temperature temperature(LabelledScores data) {
    double inverse = 1;
    for (int iteration = 0; iteration < ITERATIONS; iteration++) {
      double slope = 0;
      double curvature = 0;
      for (int i = 0; i < data.count(); i++) {
        double[] row = data.row(i);
        double[] p = new Calibrator.Temperature(1 / inverse).probabilities(row);
        double mean = 0;
        double square = 0;
        for (int k = 0; k < p.length; k++) {
          mean += p[k] * row[k];
          square += p[k] * row[k] * row[k];
        }
        slope += mean - row[data.label(i)];
        curvature += square - mean * mean;
      }
      double step = curvature > 0 ? slope / curvature : Math.signum(slope) * inverse;
      // At most a factor of two at once keeps Newton from overshooting where the loss is flat.
      double next = Math.clamp(inverse - step, inverse / 2, inverse * 2);
      next = Math.clamp(next, LEAST_INVERSE, MOST_INVERSE);
      boolean settled = Math.abs(next - inverse) < 1e-10 * inverse;
      inverse = next;
      if (settled) {
        break;
      }
    }
    return new Calibrator.Temperature(1 / inverse);
  }

  /// A scale and a bias per class.
  ///
  /// @param ridge pulls the scales to 1 and the biases to 0, per image; 0.01 is little
  public static Calibrator.Vector vector(LabelledScores data, double ridge) {
    int classes = data.classes();
    double[] neutral = new double[2 * classes];
    Arrays.fill(neutral, 0, classes, 1);
    double[] fitted =
        Lbfgs.minimise(
            (x, gradient) -> {
              Arrays.fill(gradient, 0);
              double loss = 0;
              for (int i = 0; i < data.count(); i++) {
                double[] scores = new double[classes];
                for (int k = 0; k < classes; k++) {
                  scores[k] = x[k] * data.logit(i, k) + x[classes + k];
                }
                loss += residuals(scores, data.label(i));
                for (int k = 0; k < classes; k++) {
                  gradient[k] += scores[k] * data.logit(i, k);
                  gradient[classes + k] += scores[k];
                }
              }
              return regularised(loss, gradient, data.count(), x, neutral, ridge);
            },
            neutral,
            ITERATIONS,
            TOLERANCE);
    return new Calibrator.Vector(boxed(fitted, 0, classes), boxed(fitted, classes, classes));
  }

  /// A matrix and a bias on the logarithms of the probabilities.
  ///
  /// @param ridge pulls the matrix to the identity and the biases to 0 (off-diagonal and intercept
  ///   regularisation, with the diagonal besides so that the optimum is one point), per image
  public static Calibrator.Dirichlet dirichlet(LabelledScores data, double ridge) {
    int classes = data.classes();
    double[][] logs = new double[data.count()][];
    Calibrator.Temperature plain = new Calibrator.Temperature(1);
    for (int i = 0; i < logs.length; i++) {
      logs[i] = LabelledScores.logs(plain.probabilities(data.row(i)));
    }
    double[] neutral = new double[classes * classes + classes];
    for (int k = 0; k < classes; k++) {
      neutral[k * classes + k] = 1;
    }
    int bias = classes * classes;
    double[] fitted =
        Lbfgs.minimise(
            (x, gradient) -> {
              Arrays.fill(gradient, 0);
              double loss = 0;
              for (int i = 0; i < logs.length; i++) {
                double[] scores = new double[classes];
                for (int k = 0; k < classes; k++) {
                  scores[k] = x[bias + k];
                  for (int j = 0; j < classes; j++) {
                    scores[k] += x[k * classes + j] * logs[i][j];
                  }
                }
                loss += residuals(scores, data.label(i));
                for (int k = 0; k < classes; k++) {
                  gradient[bias + k] += scores[k];
                  for (int j = 0; j < classes; j++) {
                    gradient[k * classes + j] += scores[k] * logs[i][j];
                  }
                }
              }
              return regularised(loss, gradient, logs.length, x, neutral, ridge);
            },
            neutral,
            ITERATIONS,
            TOLERANCE);
    List<List<Double>> weights = new ArrayList<>();
    for (int k = 0; k < classes; k++) {
      weights.add(boxed(fitted, k * classes, classes));
    }
    return new Calibrator.Dirichlet(weights, boxed(fitted, bias, classes));
  }

  /// Replaces scores by the loss's derivative in them, and returns the loss.
  private static double residuals(double[] scores, int label) {
    double[] p = new Calibrator.Temperature(1).probabilities(scores);
    System.arraycopy(p, 0, scores, 0, p.length);
    scores[label] -= 1;
    return -Math.log(Math.max(Double.MIN_NORMAL, p[label]));
  }

  private static double regularised(
      double loss, double[] gradient, int count, double[] x, double[] neutral, double ridge) {
    double value = loss / count;
    for (int i = 0; i < x.length; i++) {
      double off = x[i] - neutral[i];
      value += ridge / 2 * off * off;
      gradient[i] = gradient[i] / count + ridge * off;
    }
    return value;
  }

  private static List<Double> boxed(double[] values, int from, int count) {
    return Arrays.stream(values, from, from + count).boxed().toList();
  }
}

package health.cairn.imaging.uncertainty;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How likely an answer is wrong: from how unsure it is itself, and how little a second, different model
/// gives to the class it names. Two that look at different things seldom err in the same way.
///
/// The chance is 1 / (1 + exp(-(constant + doubt * ln(1 - p) + dissent * (1 - q)))) with the answer's
/// largest probability p and the second model's q for the same class.
public record ErrorScore(double constant, double doubt, double dissent) {
  private static final double LEAST = 1e-6;
  private static final double RIDGE = 1;
  private static final int ITERATIONS = 500;
  private static final double TOLERANCE = 1e-8;

  public ErrorScore {
    if (!Double.isFinite(constant + doubt + dissent)) {
      throw new IllegalArgumentException("coefficients that are no numbers");
    }
  }

  /// One answer of the fit.
  ///
  /// @param largest probability of the class it names
  /// @param seconded what the second model gives to that class
  public record Seen(String patient, double largest, double seconded, boolean wrong) {}

  /// Logistic regression with a ridge on the scaled coefficients; patients weigh the same however many
  /// images they have.
  ///
  /// @throws IllegalArgumentException when all are right or all are wrong
  public static ErrorScore fit(List<Seen> answers) {
    Map<String, Integer> images = new HashMap<>();
    answers.forEach(a -> images.merge(a.patient(), 1, Integer::sum));
    long wrong = answers.stream().filter(Seen::wrong).count();
    if (wrong == 0 || wrong == answers.size()) {
      throw new IllegalArgumentException(wrong + " wrong answers of " + answers.size());
    }
    Scale doubt = Scale.of(answers.stream().map(a -> unsure(a.largest())).toList());
    Scale dissent = Scale.of(answers.stream().map(a -> 1 - a.seconded()).toList());
    double share = answers.size() / (double) images.size();
    double[] fitted =
        Lbfgs.minimise(
            (x, gradient) -> {
              double loss = RIDGE / 2 * (x[1] * x[1] + x[2] * x[2]);
              gradient[0] = 0;
              gradient[1] = RIDGE * x[1];
              gradient[2] = RIDGE * x[2];
              for (Seen a : answers) {
                double one = doubt.of(unsure(a.largest()));
                double two = dissent.of(1 - a.seconded());
                double z = x[0] + x[1] * one + x[2] * two;
                double weight = share / images.getOrDefault(a.patient(), 1);
                // ln(1 + exp(z)) without overflow.
                loss +=
                    weight
                        * (Math.max(z, 0)
                            + Math.log1p(Math.exp(-Math.abs(z)))
                            - (a.wrong() ? z : 0));
                double off = weight * (chance(z) - (a.wrong() ? 1 : 0));
                gradient[0] += off;
                gradient[1] += off * one;
                gradient[2] += off * two;
              }
              return loss;
            },
            new double[3],
            ITERATIONS,
            TOLERANCE);
    double byDoubt = fitted[1] / doubt.deviation();
    double byDissent = fitted[2] / dissent.deviation();
    return new ErrorScore(
        fitted[0] - byDoubt * doubt.mean() - byDissent * dissent.mean(), byDoubt, byDissent);
  }

  /// @return chance that the answer is wrong, 0..1
  public double of(double largest, double seconded) {
    return chance(constant + doubt * unsure(largest) + dissent * (1 - seconded));
  }

  private static double unsure(double largest) {
    return Math.log(Math.max(LEAST, 1 - largest));
  }

  private static double chance(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private record Scale(double mean, double deviation) {
    static Scale of(List<Double> values) {
      double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
      List<Double> squares = new ArrayList<>();
      values.forEach(v -> squares.add((v - mean) * (v - mean)));
      double variance = squares.stream().mapToDouble(v -> v).average().orElse(0);
      return new Scale(mean, Math.sqrt(variance) + 1e-9);
    }

    double of(double value) {
      return (value - mean) / deviation;
    }
  }
}

package health.cairn.app.models;

/// The exact lower bound of a share (Clopper and Pearson, Biometrika 1934, 26:404).
final class ExactBound {
  private static final double ERROR = 0.05;
  private static final int STEPS = 60;

  private ExactBound() {}

  /// The share below which so many successes or more would be seen with a chance under 5 %.
  static double lower95(int successes, int trials) {
    if (successes <= 0) {
      return 0;
    }
    double low = 0;
    double high = 1;
    for (int step = 0; step < STEPS; step++) {
      double share = (low + high) / 2;
      if (atLeast(successes, trials, share) < ERROR) {
        low = share;
      } else {
        high = share;
      }
    }
    return low;
  }

  /// Chance of at least so many successes.
  private static double atLeast(int successes, int trials, double share) {
    double sum = 0;
    double logChoose = 0; // of (trials over k), k from the top
    for (int k = trials; k >= successes; k--) {
      sum += Math.exp(logChoose + k * Math.log(share) + (trials - k) * Math.log1p(-share));
      logChoose += Math.log(k) - Math.log(trials - k + 1.0);
    }
    return sum;
  }
}

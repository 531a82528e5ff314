package health.cairn.imaging.evaluate;

import health.cairn.imaging.measure.Interval;
import java.util.function.DoublePredicate;

/// The exact 95 % interval of a share of people (Clopper and Pearson, Biometrika 1934, 26:404). Where
/// all or none are counted, resampling them would claim certainty.
final class ExactShare {
  private static final double TAIL = 0.025;
  private static final int HALVINGS = 60;

  private ExactShare() {}

  /// @param counted of `people`, which are at least one
  static Interval ci95(int counted, int people) {
    double low = counted == 0 ? 0 : border(p -> 1 - upTo(counted - 1, people, p) < TAIL);
    double high = counted == people ? 1 : border(p -> upTo(counted, people, p) > TAIL);
    return new Interval(low, high);
  }

  /// Where a condition that holds from 0 on stops to hold.
  private static double border(DoublePredicate holds) {
    double low = 0;
    double high = 1;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (low + high) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /// Chance of at most `most` among `people` when each counts with the chance `p`.
  private static double upTo(int most, int people, double p) {
    double sum = 0;
    double logChoose = 0;
    for (int k = 0; k <= most; k++) {
      sum += Math.exp(logChoose + k * Math.log(p) + (people - k) * Math.log1p(-p));
      logChoose += Math.log((people - k) / (k + 1.0));
    }
    return sum;
  }
}

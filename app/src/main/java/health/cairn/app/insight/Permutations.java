package health.cairn.app.insight;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Exact p-values for two groups by drawing which rows are of which (Fisher's permutation test; counted as
/// Phipson and Smyth, Stat Appl Genet Mol Biol 2010, 9:39, so that none is 0). Ties and small groups need no
/// approximation. Drawing ends early where the groups are plainly alike (Besag and Clifford, Biometrika 1991, 78:301).
final class Permutations {
  /// Fewest draws of a report.
  static final int DRAWS = 4999;

  /// Once so many draws were as far, no more are made: the p-value is large, and known well enough.
  private static final int ENOUGH = 100;

  private static final long SEED = 20261122;
  private static final double ROUNDING = 1e-12;

  private Permutations() {}

  /// Draws by which the least p-value there can be is half of what raises an alarm among so many comparisons
  /// (Holm asks for `alarm` shared by all of them).
  static int draws(int comparisons, double alarm) {
    return Math.max(DRAWS, (int) Math.ceil(2 * comparisons / alarm));
  }

  /// @param first rows of the first group
  /// @param all rows of both
  /// @param statistic of a division (true: second group); larger is less alike
  /// @param draws at most
  static double pValue(int first, int all, ToDoubleFunction<boolean[]> statistic, int draws) {
    boolean[] second = new boolean[all];
    for (int i = first; i < all; i++) {
      second[i] = true;
    }
    double seen = statistic.applyAsDouble(second) - ROUNDING;
    SplittableRandom random = new SplittableRandom(SEED);
    int asFar = 0;
    for (int draw = 0; draw < draws; draw++) {
      for (int i = all - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        boolean kept = second[i];
        second[i] = second[j];
        second[j] = kept;
      }
      asFar += statistic.applyAsDouble(second) >= seen ? 1 : 0;
      if (asFar == ENOUGH) {
        return asFar / (draw + 1.0);
      }
    }
    return (1.0 + asFar) / (1.0 + draws);
  }
}

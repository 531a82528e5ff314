package health.cairn.app.insight;

import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/// Exact p-values for two groups by drawing which rows are of which (Fisher's permutation test; counted as
/// Phipson and Smyth, Stat Appl Genet Mol Biol 2010, 9:39, so that none is 0). Ties and small groups need no
/// approximation.
final class Permutations {
  static final int DRAWS = 4999;
  private static final long SEED = 20261122;
  private static final double ROUNDING = 1e-12;

  private Permutations() {}

  /// @param first rows of the first group
  /// @param all rows of both
  /// @param statistic of a division (true: second group); larger is less alike
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
    }
    return (1.0 + asFar) / (1.0 + draws);
  }
}

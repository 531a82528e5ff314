package health.cairn.imaging.uncertainty;

import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/// From which probability up a voxel is marked. Where probabilities are calibrated, the outline with
/// the largest expected Dice holds every voxel from some t up, and t is half of that Dice (Lipton,
/// Elkan, Naryanaswamy, ECML PKDD 2014, "Optimal thresholding of classifiers to maximize F1 measure"):
/// what a model is unsure of as a whole is cut lower than one half (docs/decisions/0045).
///
/// @param lowest cut, a probability
/// @param highest cut; equal to `lowest` where every case is cut alike
/// @param mustReach nothing is marked in a case in which no voxel reaches this probability
public record OutlineCut(double lowest, double highest, double mustReach) {
  /// How many cuts are tried between the lowest and the highest.
  private static final int STEPS = 1024;

  public OutlineCut {
    if (!(0 <= lowest && lowest <= highest && highest <= 1 && 0 <= mustReach && mustReach <= 1)) {
      throw new IllegalArgumentException(
          "a cut from " + lowest + " to " + highest + " where " + mustReach + " is reached");
    }
  }

  /// The same cut in every case.
  public static OutlineCut at(double threshold) {
    return new OutlineCut(threshold, threshold, threshold);
  }

  /// The cut of one case.
  ///
  /// @param probability by voxel, 0 to `voxels` - 1
  /// @return empty where nothing may be marked
  public OptionalDouble of(int voxels, IntToDoubleFunction probability) {
    Seen seen = begin();
    for (int i = 0; i < voxels; i++) {
      seen.add(probability.applyAsDouble(i));
    }
    return seen.cut();
  }

  /// For a case whose voxels come one after another.
  public Seen begin() {
    return new Seen(this);
  }

  /// The probabilities of one case, counted in as many steps as cuts are tried: their number does not
  /// matter to memory. Not thread-safe.
  public static final class Seen {
    private final OutlineCut limits;

    /// By step from the lowest cut up, those from the highest cut up in the last.
    private final long[] count = new long[STEPS + 1];

    private final double[] sum = new double[STEPS + 1];

    /// Of all voxels: what the case is expected to hold.
    private double expected;

    private double largest;

    private Seen(OutlineCut limits) {
      this.limits = limits;
    }

    public void add(double probability) {
      expected += probability;
      largest = Math.max(largest, probability);
      if (probability >= limits.lowest) {
        int step = probability >= limits.highest ? STEPS : step(probability);
        count[step]++;
        sum[step] += probability;
      }
    }

    /// The cut with the largest expected Dice, the highest of equals; empty where nothing may be marked.
    public OptionalDouble cut() {
      if (largest < limits.mustReach) {
        return OptionalDouble.empty();
      }
      long marked = 0;
      double hit = 0;
      int best = STEPS;
      double bestDice = -1;
      for (int step = STEPS; step >= 0; step--) {
        marked += count[step];
        hit += sum[step];
        double dice = marked == 0 ? 0 : 2 * hit / (marked + expected);
        if (dice > bestDice) {
          best = step;
          bestDice = dice;
        }
      }
      return OptionalDouble.of(edge(best));
    }

    private int step(double probability) {
      double share = (probability - limits.lowest) / (limits.highest - limits.lowest);
      return Math.min(STEPS - 1, (int) (share * STEPS));
    }

    private double edge(int step) {
      return step == STEPS
          ? limits.highest
          : limits.lowest + step * (limits.highest - limits.lowest) / STEPS;
    }
  }
}

package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlineCutTest {
  private static final OutlineCut CUT = new OutlineCut(0.1, 0.5, 0.5);

  @Test
  void of_expectsNoLessThanAnyOtherCutOnRandomMaps() {
    for (int seed = 1; seed <= 200; seed++) {
      double[] map = map(new Random(seed), 400);
      map[0] = 0.9;

      double cut = CUT.of(map.length, i -> map[i]).orElseThrow();

      assertTrue(cut >= 0.1 && cut <= 0.5, "seed " + seed + ": " + cut);
      double best = expectedDice(map, 0.5);
      for (double p : map) {
        best = p >= 0.1 && p <= 0.5 ? Math.max(best, expectedDice(map, p)) : best;
      }
      // A step of the search is 0.0004 wide.
      assertEquals(best, expectedDice(map, cut), 1e-3, "seed " + seed);
    }
  }

  @Test
  void of_isHalfOfTheBestExpectedDice() {
    Random random = new Random(7);
    double[] map = new double[200_000];
    Arrays.setAll(map, i -> Math.pow(random.nextDouble(), 4));

    double cut = CUT.of(map.length, i -> map[i]).orElseThrow();

    assertEquals(expectedDice(map, cut) / 2, cut, 1e-3);
    assertTrue(cut > 0.2 && cut < 0.45, "" + cut);
  }

  /// The truth is drawn voxel by voxel with the probability the map gives.
  @Test
  void of_losesNoDiceAgainstOneHalfWhereMapsAreCalibrated() {
    double atHalf = 0;
    double atCut = 0;
    int unsure = 0;
    for (int seed = 1; seed <= 300; seed++) {
      Random random = new Random(seed);
      double[] map = map(random, 400);
      boolean[] truth = new boolean[map.length];
      for (int i = 0; i < map.length; i++) {
        truth[i] = random.nextDouble() < map[i];
      }
      OptionalDouble cut = CUT.of(map.length, i -> map[i]);
      unsure += cut.isPresent() && cut.getAsDouble() < 0.4 ? 1 : 0;
      atHalf += dice(map, truth, 0.5);
      atCut += dice(map, truth, cut.orElse(Double.POSITIVE_INFINITY));
    }
    assertTrue(unsure > 50, unsure + " maps on which the cuts differ");
    assertTrue(atCut >= atHalf, atCut / 300 + " against " + atHalf / 300);
  }

  @Test
  void of_marksNothingWhereNoVoxelReachesWhatItMust() {
    double[] faint = {0.49, 0.45, 0.3, 0};

    assertTrue(CUT.of(4, i -> faint[i]).isEmpty());
    assertTrue(new OutlineCut(0.1, 0.5, 0.49).of(4, i -> faint[i]).isPresent());
    assertTrue(CUT.of(0, i -> 1).isEmpty());
  }

  @Test
  void of_isTheHighestCutWhereTheModelIsSure() {
    double[] sure = {1, 1, 0.99, 0.01, 0, 0};

    assertEquals(OptionalDouble.of(0.5), CUT.of(sure.length, i -> sure[i]));
  }

  @Test
  void at_isTheThresholdOrNothing() {
    OutlineCut fixed = OutlineCut.at(0.3);
    Random random = new Random(3);
    for (int n = 0; n < 50; n++) {
      double[] map = map(random, 30);
      boolean any = Arrays.stream(map).anyMatch(p -> p >= 0.3);
      OptionalDouble expected = any ? OptionalDouble.of(0.3) : OptionalDouble.empty();
      assertEquals(expected, fixed.of(map.length, i -> map[i]));
    }
  }

  @Test
  void new_refusesLimitsThatAreNone() {
    assertThrows(IllegalArgumentException.class, () -> new OutlineCut(0.5, 0.2, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new OutlineCut(0.2, 1.2, 0.5));
    assertThrows(IllegalArgumentException.class, () -> new OutlineCut(0.2, 0.5, Double.NaN));
  }

  /// A blob that falls off from a height and with a width of its own.
  private static double[] map(Random random, int voxels) {
    double height = 0.4 + 0.6 * random.nextDouble();
    double width = 5 + 60 * random.nextDouble();
    double[] map = new double[voxels];
    Arrays.setAll(map, i -> height / (1 + i / width) * random.nextDouble());
    return map;
  }

  private static double expectedDice(double[] map, double cut) {
    double hit = Arrays.stream(map).filter(p -> p >= cut).sum();
    long marked = Arrays.stream(map).filter(p -> p >= cut).count();
    return marked == 0 ? 0 : 2 * hit / (marked + Arrays.stream(map).sum());
  }

  private static double dice(double[] map, boolean[] truth, double cut) {
    int both = 0;
    int sizes = 0;
    for (int i = 0; i < map.length; i++) {
      boolean marked = map[i] >= cut;
      both += marked && truth[i] ? 1 : 0;
      sizes += (marked ? 1 : 0) + (truth[i] ? 1 : 0);
    }
    return sizes == 0 ? 1 : 2.0 * both / sizes;
  }
}

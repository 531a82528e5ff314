package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConformalSetsTest {
  private static final int DRAWS = 60;
  private static final int FIT = 199;
  private static final int TEST = 400;

  /// Over many fits the mean coverage must not lie below the promise by more than chance allows: the
  /// coverage of one fit of n has a standard deviation of sqrt(0.9 * 0.1 / n) plus the test's own.
  @Test
  void set_holdsTheTrueClassAsOftenAsPromised() {
    for (ConformalSets.Score score :
        List.of(
            new ConformalSets.LeastAmbiguous(),
            new ConformalSets.Adaptive(),
            new ConformalSets.Adaptive(0.1, 1))) {
      double covered = 0;
      for (int seed = 0; seed < DRAWS; seed++) {
        covered += coverage(score, seed, -1) / DRAWS;
      }
      assertTrue(covered > 0.9 - 0.012, score + " seeds 0.." + DRAWS + ": " + covered);
      assertTrue(covered < 0.985, score + ": " + covered);
    }
  }

  @Test
  void classConditional_holdsEachClassAsOftenAsPromised() {
    for (int k = 0; k < 4; k++) {
      double covered = 0;
      for (int seed = 0; seed < DRAWS; seed++) {
        covered += coverage(new ConformalSets.ClassConditional(), seed, k) / DRAWS;
      }
      assertTrue(covered > 0.9 - 0.02, "class " + k + ": " + covered);
    }
  }

  @Test
  void raps_makesSmallerLargestSetsThanAps() {
    List<double[]> rows = new ArrayList<>();
    int[] labels = CalibrationTest.overconfident(rows, 2000, 1, new Random(7));
    List<double[]> p = probabilities(rows);
    ConformalSets aps =
        ConformalSets.fit(new ConformalSets.Adaptive(), p, labels, alone(labels.length), 0.9);
    ConformalSets raps =
        ConformalSets.fit(new ConformalSets.Adaptive(0.2, 1), p, labels, alone(labels.length), 0.9);
    long large = p.stream().filter(row -> aps.set(row).size() >= 3).count();
    long largeRaps = p.stream().filter(row -> raps.set(row).size() >= 3).count();
    assertTrue(largeRaps < large, largeRaps + " of " + large);
  }

  @Test
  void threshold_isTheUsualQuantileWithOneImagePerPatient() {
    List<double[]> p =
        IntStream.rangeClosed(1, 19).mapToObj(i -> new double[] {1 - i / 20.0, i / 20.0}).toList();
    ConformalSets sets =
        ConformalSets.fit(new ConformalSets.LeastAmbiguous(), p, new int[19], alone(19), 0.9);
    // ceil(20 * 0.9) = the 18th smallest of 1/20 .. 19/20.
    assertEquals(18 / 20.0, sets.thresholds().getFirst(), 1e-12);
    double[] asked = {0.3, 0.7};
    assertEquals(sets.set(asked), ConformalSets.of(sets.score(), sets.thresholds()).set(asked));
  }

  @Test
  void set_isEverythingWhenThereAreTooFewPatients() {
    List<double[]> p = Collections.nCopies(100, new double[] {0.9, 0.1});
    ConformalSets sets =
        ConformalSets.fit(
            new ConformalSets.LeastAmbiguous(),
            p,
            new int[100],
            Collections.nCopies(100, "one patient"),
            0.9);
    assertEquals(List.of(0, 1), sets.set(new double[] {0.999, 0.001}));
  }

  private static double coverage(ConformalSets.Score score, int seed, int only) {
    Random random = new Random(1000 + seed);
    List<double[]> rows = new ArrayList<>();
    int[] labels = CalibrationTest.overconfident(rows, FIT, 2, random);
    ConformalSets sets = ConformalSets.fit(score, probabilities(rows), labels, alone(FIT), 0.9);
    List<double[]> others = new ArrayList<>();
    int[] truth = CalibrationTest.overconfident(others, TEST, 2, random);
    List<double[]> p = probabilities(others);
    int held = 0;
    int asked = 0;
    for (int i = 0; i < TEST; i++) {
      if (only < 0 || truth[i] == only) {
        asked++;
        held += sets.set(p.get(i)).contains(truth[i]) ? 1 : 0;
      }
    }
    return held / (double) asked;
  }

  private static List<double[]> probabilities(List<double[]> logits) {
    return logits.stream().map(new Calibrator.Temperature(1)::probabilities).toList();
  }

  private static List<String> alone(int count) {
    return IntStream.range(0, count).mapToObj(i -> "p" + i).toList();
  }
}

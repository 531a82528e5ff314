package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PredictionSetTest {
  @Test
  void of_letsClassesInUntilTheThreshold() {
    PredictionSet set = new PredictionSet(0.95, 0.96);

    assertEquals(List.of(0), set.of(new double[] {0.97, 0.02, 0.01}));
    assertEquals(List.of(0, 1), set.of(new double[] {0.75, 0.2, 0.05}));
    assertEquals(List.of(1, 2), set.of(new double[] {0.06, 0.5, 0.44}));
    assertEquals(List.of(0, 1, 2), new PredictionSet(0.95, 1).of(new double[] {0.9, 0.05, 0.05}));
  }

  @Test
  void fit_holdsTheTrueClassOfNewPatientsAsOftenAsPromised() {
    double held = 0;
    int draws = 60;
    for (int seed = 0; seed < draws; seed++) {
      Random random = new Random(seed);
      List<double[]> probabilities = new ArrayList<>();
      int[] labels = drawn(random, 60, probabilities);
      PredictionSet set = PredictionSet.fit(probabilities, labels, 0.9);
      List<double[]> fresh = new ArrayList<>();
      int[] truth = drawn(random, 200, fresh);
      for (int i = 0; i < truth.length; i++) {
        held += set.of(fresh.get(i)).contains(truth[i]) ? 1.0 / truth.length / draws : 0;
      }
    }
    assertTrue(held > 0.89, "seeds 0 to 59: " + held);
  }

  @Test
  void fit_letsEveryClassInWithTooFewPatients() {
    List<double[]> probabilities = new ArrayList<>();
    int[] labels = drawn(new Random(1), 10, probabilities);

    assertEquals(1, PredictionSet.fit(probabilities, labels, 0.95).threshold());
    assertThrows(IllegalArgumentException.class, () -> new PredictionSet(1, 0.5));
  }

  /// Overconfident probabilities: the true class is drawn from flatter ones.
  private static int[] drawn(Random random, int count, List<double[]> probabilities) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      double a = Math.exp(2 * random.nextGaussian());
      double b = Math.exp(2 * random.nextGaussian());
      double sum = Math.pow(a, 0.6) + Math.pow(b, 0.6) + 1;
      double at = random.nextDouble() * sum;
      labels[i] = at < Math.pow(a, 0.6) ? 0 : at < sum - 1 ? 1 : 2;
      probabilities.add(new double[] {a / (a + b + 1), b / (a + b + 1), 1 / (a + b + 1)});
    }
    return labels;
  }
}

package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The golden optima are SciPy's `minimize(method="BFGS")` of the same losses.
class CalibrationTest {
  private static final LabelledScores SIX =
      LabelledScores.ofLogits(
          List.of(
              new double[] {2.0, 0.5, -1},
              new double[] {0.2, 0.1, 0.3},
              new double[] {-1, 3, 0.5},
              new double[] {1.5, 1.2, 0},
              new double[] {0, 0, 2.5},
              new double[] {3, -1, 0}),
          new int[] {0, 2, 1, 1, 2, 1});

  @Test
  void temperature_isSciPysOptimum() {
    assertEquals(2.170323574969056, CalibrationFit.temperature(SIX).temperature(), 1e-6);
  }

  @Test
  void vector_isSciPysOptimum() {
    Calibrator.Vector fitted = CalibrationFit.vector(SIX, 0.05);
    assertArrayEquals(
        new double[] {0.279777124937678, 0.6396263644205491, 1.748508873161875},
        fitted.scale().stream().mapToDouble(v -> v).toArray(),
        1e-5);
    assertArrayEquals(
        new double[] {-0.45594415324797666, 0.5203597070990528, -0.06441551750893157},
        fitted.bias().stream().mapToDouble(v -> v).toArray(),
        1e-5);
  }

  @Test
  void dirichlet_isSciPysOptimum() {
    Calibrator.Dirichlet fitted = CalibrationFit.dirichlet(SIX, 0.05);
    assertEquals(1.6029983041518454, fitted.weights().get(0).get(0), 1e-5);
    assertEquals(0.3314504056019289, fitted.weights().get(1).get(1), 1e-5);
    assertEquals(-0.37725137489478944, fitted.weights().get(2).get(1), 1e-5);
    assertEquals(0.6826774124859519, fitted.bias().get(2), 1e-5);
  }

  @Test
  void temperature_staysFiniteWhenThereIsNoError() {
    LabelledScores sure =
        LabelledScores.ofLogits(
            List.of(new double[] {1, 0}, new double[] {0, 1}), new int[] {0, 1});
    double temperature = CalibrationFit.temperature(sure).temperature();
    assertTrue(temperature >= 0.01 && temperature < 0.1, "temperature " + temperature);
  }

  @Test
  void everyCalibrator_lowersTheErrorOfAnOverconfidentModelOnOtherImages() {
    List<double[]> rows = new ArrayList<>();
    int[] labels = overconfident(rows, 4000, 3.0, new Random(41));
    List<double[]> others = new ArrayList<>();
    int[] otherLabels = overconfident(others, 4000, 3.0, new Random(42));
    LabelledScores data = LabelledScores.ofLogits(rows, labels);
    double before = ece(new Calibrator.Temperature(1), others, otherLabels);
    Calibrator.Temperature temperature = CalibrationFit.temperature(data);
    assertEquals(3, temperature.temperature(), 0.15);
    for (Calibrator calibrator :
        List.of(
            temperature, CalibrationFit.vector(data, 1e-3), CalibrationFit.dirichlet(data, 1e-3))) {
      double after = ece(calibrator, others, otherLabels);
      assertTrue(before > 0.1 && after < 0.03, before + " to " + after);
    }
  }

  @Test
  void scores_areThoseWorkedOutByHand() {
    CalibrationScores scores =
        CalibrationScores.of(
            List.of(new double[] {0.8, 0.2}, new double[] {0.8, 0.2}, new double[] {0.4, 0.6}),
            new int[] {0, 1, 1});
    assertEquals(-(Math.log(0.8) + Math.log(0.2) + Math.log(0.6)) / 3, scores.logLoss(), 1e-12);
    assertEquals((0.08 + 1.28 + 0.32) / 3, scores.brier(), 1e-12);
    // The bin (0.7, 0.8] holds two at 0.8, one right; the bin (0.5, 0.6] one at 0.6, right.
    assertEquals((0.6 + 0.4) / 3, scores.ece(), 1e-12);
    assertEquals(2 / 3.0, scores.accuracy(), 1e-12);
  }

  private static double ece(Calibrator calibrator, List<double[]> rows, int[] labels) {
    return CalibrationScores.of(rows.stream().map(calibrator::probabilities).toList(), labels)
        .ece();
  }

  /// Labels drawn from softmax(logits), logits then given three times too large.
  static int[] overconfident(List<double[]> rows, int count, double times, Random random) {
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      double[] logits = new double[4];
      for (int k = 0; k < 4; k++) {
        logits[k] = random.nextGaussian() * 1.5;
      }
      double[] p = new Calibrator.Temperature(1).probabilities(logits);
      double at = random.nextDouble();
      while (labels[i] < 3 && at >= p[labels[i]]) {
        at -= p[labels[i]];
        labels[i]++;
      }
      for (int k = 0; k < 4; k++) {
        logits[k] *= times;
      }
      rows.add(logits);
    }
    return labels;
  }
}

package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class RiskCoverageTest {
  private static final RiskCoverage CURVE =
      RiskCoverage.of(
          new double[] {0.9, 0.8, 0.8, 0.6, 0.5}, new boolean[] {true, true, false, true, false});

  @Test
  void points_answerEqualConfidenceTogether() {
    assertEquals(4, CURVE.points().size());
    assertEquals(new RiskCoverage.Point(0.8, 0.6, 1 / 3.0), CURVE.points().get(1));
  }

  @Test
  void coverageAt_isTheLargestShareWithinTheRisk() {
    assertEquals(0.2, CURVE.coverageAt(0), 1e-12);
    assertEquals(0.8, CURVE.coverageAt(0.25), 1e-12);
    assertEquals(0.6, CURVE.thresholdAt(0.25), 1e-12);
    assertEquals(0, RiskCoverage.of(new double[] {1}, new boolean[] {false}).coverageAt(0.1));
  }

  @Test
  void errorAuroc_countsTiesHalf() {
    // Wrong at 0.8 and 0.5 against right at 0.9, 0.8, 0.6: 1 + 0.5 + 0 and 3, of 6.
    assertEquals(4.5 / 6, CURVE.errorAuroc(), 1e-12);
    assertTrue(Double.isNaN(RiskCoverage.of(new double[] {1}, new boolean[] {true}).errorAuroc()));
  }

  @Test
  void conformalQuantile_isInfiniteWhenTooFewValuesPromiseTheShare() {
    assertEquals(19, Ranks.conformalQuantile(ascending(19), 0.95));
    assertEquals(Double.POSITIVE_INFINITY, Ranks.conformalQuantile(ascending(18), 0.95));
  }

  @Test
  void spearman_isOneForAnyRisingFunctionAndZeroForAConstant() {
    assertEquals(1, Ranks.spearman(new double[] {1, 2, 3}, new double[] {1, 10, 1000}), 1e-12);
    assertEquals(0, Ranks.spearman(new double[] {1, 2, 3}, new double[] {5, 5, 5}));
  }

  private static double[] ascending(int count) {
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = i + 1;
    }
    return values;
  }
}

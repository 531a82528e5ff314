package health.cairn.app.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Against values computed by SciPy 1.16 (`ks_2samp`, `fisher_exact`, `chi2_contingency`).
class DriftStatisticsTest {
  private static final boolean[] LATER = {
    false, false, false, false, false, true, true, true, true
  };

  @Test
  void kolmogorovSmirnov_isTheLargestGapAndTiesCountTogether() {
    double[] values = {1, 2, 2, 3, 4, 2, 3, 5, 6};
    assertEquals(0.5, TwoSamples.kolmogorovSmirnov(values).applyAsDouble(LATER), 1e-12);
  }

  @Test
  void pValue_isNearTheExactOneOfAllDivisions() {
    double[] values = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    // All 126 divisions: 2 of them separate the groups.
    double p = Permutations.pValue(5, 9, TwoSamples.kolmogorovSmirnov(values), Permutations.DRAWS);
    assertEquals(2 / 126.0, p, 0.005);
  }

  @Test
  void chiSquare_isPearsons() {
    List<String> words = List.of("a", "a", "a", "b", "b", "b", "b", "b", "c");
    // Counts 3 2 0 against 0 3 1.
    assertEquals(4.14, TwoSamples.chiSquare(words).applyAsDouble(LATER), 1e-9);
  }

  @Test
  void fisherExact_isTheTwoSidedOne() {
    assertEquals(0.005714040619, FisherExact.pValue(3, 30, 12, 27), 1e-10);
    assertEquals(1, FisherExact.pValue(5, 10, 5, 10), 1e-12);
  }

  @Test
  void stability_isZeroForTheSameAndGrowsWithTheShift() {
    double[] a = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10};
    double[] b = {9, 9, 10, 10, 11, 12, 13, 14, 15, 16};
    assertEquals(0, TwoSamples.stability(a, a), 1e-12);
    assertEquals(0, TwoSamples.stability(List.of("x"), List.of("x")), 1e-12);
    assertTrue(TwoSamples.stability(a, b) > 1);
  }
}

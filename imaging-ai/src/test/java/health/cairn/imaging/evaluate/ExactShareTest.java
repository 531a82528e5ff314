package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.measure.Interval;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExactShareTest {
  /// `scipy.stats.binomtest(counted, people).proportion_ci(0.95, "exact")`
  @ParameterizedTest
  @CsvSource({
    "45, 45, 0.92131, 1",
    "43, 45, 0.84853, 0.99457",
    "0, 20, 0, 0.16843",
    "10, 20, 0.27196, 0.72804"
  })
  void ci95_equalsSciPys(int counted, int people, double low, double high) {
    Interval interval = ExactShare.ci95(counted, people);

    assertEquals(low, interval.low(), 1e-4);
    assertEquals(high, interval.high(), 1e-4);
  }
}

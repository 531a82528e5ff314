package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.measure.Interval;
import health.cairn.imaging.uncertainty.VolumeIntervals.Measured;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class VolumeIntervalsTest {
  @Test
  void of_coversNewTumoursAsPromisedSmallOnesToo() {
    double covered = 0;
    double coveredSmall = 0;
    int draws = 40;
    for (int seed = 0; seed < draws; seed++) {
      Random random = new Random(seed);
      VolumeIntervals intervals = VolumeIntervals.fit(tumours(random, 150), 0.95);
      List<Measured> fresh = tumours(random, 400);
      covered += coverage(intervals, fresh) / draws;
      coveredSmall +=
          coverage(intervals, fresh.stream().filter(c -> c.predictedMl() < 3).toList()) / draws;
    }
    assertTrue(covered > 0.94 && covered < 0.98, "seeds 0 to 39: " + covered);
    assertTrue(coveredSmall > 0.92, "seeds 0 to 39, small ones: " + coveredSmall);
  }

  @Test
  void of_isWiderForSmallAndForUnsureOutlines() {
    VolumeIntervals intervals = VolumeIntervals.fit(tumours(new Random(5), 400), 0.95);
    assertTrue(factor(intervals.of(1, 0.3)) > 1.5 * factor(intervals.of(50, 0.3)));
    assertTrue(factor(intervals.of(10, 0.6)) > 1.2 * factor(intervals.of(10, 0.1)));
  }

  @Test
  void of_correctsAConstantBias() {
    Interval interval = VolumeIntervals.fit(tumours(new Random(6), 400), 0.95).of(20, 0.3);
    assertTrue(interval.low() < 20 * 1.1 && 20 * 1.1 < interval.high());
    assertTrue(Math.sqrt(interval.low() * interval.high()) > 20.5, interval.toString());
  }

  @Test
  void fit_countsWhatItCannotUseAndRefusesTooFew() {
    List<Measured> cases = new ArrayList<>(tumours(new Random(1), 100));
    cases.add(new Measured("missed", 0, 4, 0.2));
    cases.add(new Measured("false mark", 2, 0, 0.2));
    assertEquals(2, VolumeIntervals.fit(cases, 0.95).leftOut());
    assertThrows(
        IllegalArgumentException.class, () -> VolumeIntervals.fit(cases.subList(0, 39), 0.95));
  }

  private static double factor(Interval interval) {
    return Math.log(interval.high() / interval.low());
  }

  private static double coverage(VolumeIntervals intervals, List<Measured> cases) {
    long held =
        cases.stream()
            .filter(
                c -> {
                  Interval interval = intervals.of(c.predictedMl(), c.uncertainty());
                  return interval.low() <= c.trueMl() && c.trueMl() <= interval.high();
                })
            .count();
    return held / (double) cases.size();
  }

  /// True volumes a tenth larger than predicted, with heavy-tailed errors that grow with uncertainty
  /// and shrink with size.
  private static List<Measured> tumours(Random random, int count) {
    List<Measured> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double predicted = Math.exp(2 + 1.3 * random.nextGaussian());
      double uncertainty = 0.1 + 0.5 * random.nextDouble();
      double spread = 0.5 * Math.exp(1.5 * uncertainty) / Math.sqrt(1 + predicted);
      double tail = random.nextInt(20) == 0 ? 3 : 1;
      double ratio = Math.log(1.1) + spread * tail * random.nextGaussian();
      cases.add(new Measured("p" + i, predicted, predicted * Math.exp(ratio), uncertainty));
    }
    return cases;
  }
}

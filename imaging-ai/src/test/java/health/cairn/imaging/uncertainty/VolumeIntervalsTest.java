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
  void of_coversNewTumoursAsPromisedDoubtfulOnesToo() {
    double covered = 0;
    double coveredDoubtful = 0;
    int draws = 40;
    for (int seed = 0; seed < draws; seed++) {
      Random random = new Random(seed);
      VolumeIntervals intervals = VolumeIntervals.fit(tumours(random, 150), 0.95);
      List<Measured> fresh = tumours(random, 400);
      covered += coverage(intervals, fresh) / draws;
      coveredDoubtful +=
          coverage(intervals, fresh.stream().filter(c -> c.doubt() > 0.5).toList()) / draws;
    }
    assertTrue(covered > 0.94 && covered < 0.98, "seeds 0 to 39: " + covered);
    assertTrue(coveredDoubtful > 0.92, "seeds 0 to 39, doubtful ones: " + coveredDoubtful);
  }

  @Test
  void of_isWiderForADoubtfulOutlineAndScalesWithTheVolume() {
    VolumeIntervals intervals = VolumeIntervals.fit(tumours(new Random(5), 400), 0.95);
    assertTrue(factor(intervals.of(10, 0.6)) > 1.2 * factor(intervals.of(10, 0.1)));
    assertEquals(3 * intervals.of(1, 0.3).high(), intervals.of(3, 0.3).high(), 1e-9);
  }

  @Test
  void of_isNotDrawnOnBeyondTheDoubtOfTheFit() {
    VolumeIntervals intervals = VolumeIntervals.fit(tumours(new Random(5), 400), 0.95);
    assertEquals(0.6, intervals.mostDoubt(), 0.02);
    assertEquals(intervals.of(10, intervals.mostDoubt()), intervals.of(10, 1));
  }

  @Test
  void of_correctsAConstantBias() {
    Interval interval = VolumeIntervals.fit(tumours(new Random(6), 400), 0.95).of(20, 0.3);
    assertTrue(interval.low() < 20 * 1.1 && 20 * 1.1 < interval.high());
    assertTrue(Math.sqrt(interval.low() * interval.high()) > 20.5, interval.toString());
  }

  @Test
  void constant_isTheSameFactorsWhateverTheDoubt() {
    VolumeIntervals intervals = VolumeIntervals.constant(new Interval(0.5, 2));
    assertEquals(5, intervals.of(10, 0.9).low(), 1e-9);
    assertEquals(20, intervals.of(10, 0).high(), 1e-9);
  }

  @Test
  void fitConstant_isNarrowerThanWhatItWouldTakeForTheDoubtfulOnes() {
    List<Measured> cases = tumours(new Random(7), 400);
    VolumeIntervals same = VolumeIntervals.fitConstant(cases, 0.95);
    VolumeIntervals byDoubt = VolumeIntervals.fit(cases, 0.95);
    assertTrue(factor(byDoubt.of(1, 0.6)) > factor(same.of(1, 0.6)));
    assertTrue(factor(byDoubt.of(1, 0.1)) < factor(same.of(1, 0.1)));
  }

  @Test
  void fit_leavesOutWhatItCannotUseAndRefusesTooFew() {
    List<Measured> cases = new ArrayList<>(tumours(new Random(1), 100));
    VolumeIntervals before = VolumeIntervals.fit(cases, 0.95);
    cases.add(new Measured("missed", 0, 4, 0.2));
    cases.add(new Measured("false mark", 2, 0, 0.2));
    assertEquals(before, VolumeIntervals.fit(cases, 0.95));
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
                  Interval interval = intervals.of(c.predicted(), c.doubt());
                  return interval.low() <= c.truth() && c.truth() <= interval.high();
                })
            .count();
    return held / (double) cases.size();
  }

  /// True volumes a tenth larger than predicted, with heavy-tailed errors that grow with doubt.
  private static List<Measured> tumours(Random random, int count) {
    List<Measured> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double predicted = Math.exp(2 + 1.3 * random.nextGaussian());
      double doubt = 0.1 + 0.5 * random.nextDouble();
      double spread = 0.1 * Math.exp(3 * doubt);
      double tail = random.nextInt(20) == 0 ? 3 : 1;
      double ratio = Math.log(1.1) + spread * tail * random.nextGaussian();
      cases.add(new Measured("p" + i, predicted, predicted * Math.exp(ratio), doubt));
    }
    return cases;
  }
}

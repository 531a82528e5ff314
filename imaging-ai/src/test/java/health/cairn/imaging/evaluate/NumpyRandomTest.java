package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.measure.Interval;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Expected values by NumPy 2.4: `numpy.random.default_rng(20261122).integers(0, n, size)`.
class NumpyRandomTest {

  @Test
  void below_drawsWhatNumpyDraws() {
    int[] numpy = {
      10, 0, 21, 28, 38, 46, 28, 25, 6, 4, 28, 28, 33, 34, 24, 25, 23, 10, 42, 40, 33, 10, 23, 33,
      11, 44, 25, 8, 43, 1, 39, 4, 23, 36, 41, 44, 13, 14, 15, 2, 30, 20, 2, 1, 17, 30, 1
    };
    NumpyRandom random = new NumpyRandom(20261122);

    assertArrayEquals(numpy, IntStream.range(0, 47).map(i -> random.below(47)).toArray());
  }

  @Test
  void ci95_equalsTheIntervalOfTheTrainingSide() {
    double[] squares = IntStream.range(0, 10).mapToDouble(i -> i * i).toArray();
    List<String> patients = List.of("a", "a", "b", "c", "c", "c", "d", "e", "e", "e");

    Interval interval =
        Bootstrap.ci95(patients, drawn -> Bootstrap.mean(squares, drawn)).orElseThrow();

    assertEquals(5.375, interval.low(), 1e-9);
    assertEquals(51.583333333333336, interval.high(), 1e-9);
  }
}

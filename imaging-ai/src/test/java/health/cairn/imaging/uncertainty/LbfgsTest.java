package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LbfgsTest {
  @Test
  void minimise_findsTheEndOfRosenbrocksValley() {
    double[] found =
        Lbfgs.minimise(
            (x, gradient) -> {
              double off = x[1] - x[0] * x[0];
              gradient[0] = -400 * x[0] * off - 2 * (1 - x[0]);
              gradient[1] = 200 * off;
              return 100 * off * off + (1 - x[0]) * (1 - x[0]);
            },
            new double[] {-1.2, 1},
            500,
            1e-10);
    assertArrayEquals(new double[] {1, 1}, found, 1e-6);
  }

  @Test
  void minimise_leavesTheStartAlone() {
    double[] start = {3};
    double[] found =
        Lbfgs.minimise(
            (x, gradient) -> {
              gradient[0] = 2 * x[0];
              return x[0] * x[0];
            },
            start,
            50,
            1e-12);
    assertEquals(0, found[0], 1e-9);
    assertEquals(3, start[0]);
  }
}

package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import health.cairn.imaging.volume.Grid;
import java.util.BitSet;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TumourMaskTest {
  private static final int SIDE = 14;
  private static final Grid GRID = Phantom.grid(SIDE, 1, 1, 1, Phantom.LEFT, Phantom.BACK);

  @Test
  void of_marksWhatNoPathReachesFromTheImagesBorder() {
    long seed = Long.getLong("cairn.seed", 20261130L);
    Random random = new Random(seed);
    for (int round = 0; round < 400; round++) {
      boolean[] drawn = drawn(random);
      Parts parts = new Parts(0.5, 0.5);
      double[] map = IntStream.range(0, drawn.length).mapToDouble(i -> drawn[i] ? 1 : 0).toArray();
      parts.add(0, map, new double[map.length], SIDE);

      BitSet mask = TumourMask.of(GRID, parts.found()).bits();

      boolean[] expected = filled(drawn);
      boolean[] actual = new boolean[drawn.length];
      mask.stream().forEach(i -> actual[i] = true);
      assertArrayEquals(expected, actual, "seed " + seed + ", round " + round);
    }
  }

  /// Rectangles' outlines, some across the border, and some specks.
  private static boolean[] drawn(Random random) {
    boolean[] drawn = new boolean[SIDE * SIDE];
    for (int shape = 0; shape < 1 + random.nextInt(3); shape++) {
      int left = random.nextInt(SIDE);
      int top = random.nextInt(SIDE);
      int right = Math.min(SIDE - 1, left + random.nextInt(SIDE));
      int bottom = Math.min(SIDE - 1, top + random.nextInt(SIDE));
      for (int row = top; row <= bottom; row++) {
        for (int column = left; column <= right; column++) {
          if (row == top || row == bottom || column == left || column == right) {
            drawn[row * SIDE + column] = random.nextInt(25) > 0;
          }
        }
      }
    }
    drawn[random.nextInt(drawn.length)] = true;
    return drawn;
  }

  /// Grows the outside until nothing changes: slow, and plainly right.
  private static boolean[] filled(boolean[] drawn) {
    boolean[] outside = new boolean[drawn.length];
    for (boolean changed = true; changed; ) {
      changed = false;
      for (int at = 0; at < drawn.length; at++) {
        int column = at % SIDE;
        int row = at / SIDE;
        boolean reached =
            column == 0
                || row == 0
                || column == SIDE - 1
                || row == SIDE - 1
                || outside[at - 1]
                || outside[at + 1]
                || outside[at - SIDE]
                || outside[at + SIDE];
        if (reached && !drawn[at] && !outside[at]) {
          outside[at] = true;
          changed = true;
        }
      }
    }
    boolean[] filled = new boolean[drawn.length];
    for (int at = 0; at < filled.length; at++) {
      filled[at] = !outside[at];
    }
    return filled;
  }
}

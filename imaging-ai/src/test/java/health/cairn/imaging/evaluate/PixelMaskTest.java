package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelMaskTest {

  @Test
  void dice_isTwiceTheCommonPartOverBothSizes() {
    PixelMask left = PixelMask.of(2, 4, i -> i % 4 < 2);
    PixelMask middle = PixelMask.of(2, 4, i -> i % 4 == 1 || i % 4 == 2);

    assertEquals(0.5, PixelMask.dice(left, middle));
  }

  @Test
  void dice_isOneWhenBothAreEmptyAndZeroWhenOneIs() {
    PixelMask empty = PixelMask.of(3, 3, i -> false);
    PixelMask full = PixelMask.of(3, 3, i -> true);

    assertEquals(1, PixelMask.dice(empty, empty));
    assertEquals(0, PixelMask.dice(empty, full));
  }

  @Test
  void hd95_isTheShiftOfAShiftedSquare() {
    PixelMask square = PixelMask.of(40, 40, i -> i / 40 >= 10 && i / 40 < 20 && in(i, 10, 20));
    PixelMask shifted = PixelMask.of(40, 40, i -> i / 40 >= 10 && i / 40 < 20 && in(i, 13, 23));

    assertEquals(3, PixelMask.hd95(square, shifted));
    assertEquals(Double.NaN, PixelMask.hd95(square, PixelMask.of(40, 40, i -> false)));
  }

  @Test
  void hd95_equalsTheDefinitionOnRandomMasks() {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int rows = 2 + random.nextInt(14);
      int columns = 2 + random.nextInt(14);
      double density = 0.05 + 0.9 * random.nextDouble();
      boolean[] a = draw(random, rows * columns, density);
      boolean[] b = draw(random, rows * columns, density);

      double actual =
          PixelMask.hd95(
              PixelMask.of(rows, columns, i -> a[i]), PixelMask.of(rows, columns, i -> b[i]));

      assertEquals(byDefinition(a, b, rows, columns), actual, 1e-9, "seed " + seed);
    }
  }

  private static boolean in(int i, int from, int to) {
    return i % 40 >= from && i % 40 < to;
  }

  private static boolean[] draw(Random random, int n, double density) {
    boolean[] mask = new boolean[n];
    for (int i = 0; i < n; i++) {
      mask[i] = random.nextDouble() < density;
    }
    return mask;
  }

  private static double byDefinition(boolean[] a, boolean[] b, int rows, int columns) {
    List<int[]> edgeA = edge(a, rows, columns);
    List<int[]> edgeB = edge(b, rows, columns);
    return edgeA.isEmpty() || edgeB.isEmpty()
        ? Double.NaN
        : Math.max(directed(edgeA, edgeB), directed(edgeB, edgeA));
  }

  private static double directed(List<int[]> from, List<int[]> to) {
    double[] distances =
        from.stream()
            .mapToDouble(
                p ->
                    to.stream()
                        .mapToDouble(q -> Math.hypot(p[0] - q[0], p[1] - q[1]))
                        .min()
                        .orElseThrow())
            .sorted()
            .toArray();
    return distances[(int) Math.floor(0.95 * (distances.length - 1))];
  }

  private static List<int[]> edge(boolean[] mask, int rows, int columns) {
    List<int[]> edge = new ArrayList<>();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns; c++) {
        if (at(mask, r, c, rows, columns)
            && !(at(mask, r - 1, c, rows, columns)
                && at(mask, r + 1, c, rows, columns)
                && at(mask, r, c - 1, rows, columns)
                && at(mask, r, c + 1, rows, columns))) {
          edge.add(new int[] {r, c});
        }
      }
    }
    return edge;
  }

  private static boolean at(boolean[] mask, int r, int c, int rows, int columns) {
    return r >= 0 && c >= 0 && r < rows && c < columns && mask[r * columns + c];
  }
}

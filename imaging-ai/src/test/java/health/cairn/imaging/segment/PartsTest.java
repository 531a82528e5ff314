package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PartsTest {

  @Test
  void found_equalsAFloodFillOnRandomVolumes() {
    for (int seed = 1; seed <= 40; seed++) {
      Random random = new Random(seed);
      int n = 3 + random.nextInt(9);
      double[][] slices = new double[3 + random.nextInt(5)][n * n];
      double density = 0.05 + 0.3 * random.nextDouble();
      for (double[] slice : slices) {
        Arrays.setAll(slice, i -> random.nextDouble() < density ? 0.9 : 0.1);
      }

      List<Part> parts = parts(slices, n);

      long[] sizes = parts.stream().mapToLong(Part::voxels).sorted().toArray();
      assertEquals(Arrays.toString(floodSizes(slices, n)), Arrays.toString(sizes), "seed " + seed);
    }
  }

  @Test
  void found_sumsProbabilityAndEntropy() {
    double[] slice = {0.5, 1, 0, 0, 0, 0, 0, 0, 0};

    Part part = parts(new double[][] {slice}, 3).getFirst();

    assertEquals(0.75, part.meanProbability(), 1e-12);
    assertEquals(1, part.entropySum(), 1e-12);
  }

  @Test
  void found_saysHowSureAPartIsByWhatReachesTheThreshold() {
    Parts parts = new Parts(0.2, 0.5);
    parts.add(0, new double[] {0.3, 0.9, 0.7, 0.1, 0, 0, 0.3, 0, 0}, new double[9], 3);

    List<Part> found = parts.found();

    assertEquals(List.of(3L, 1L), found.stream().map(Part::voxels).toList());
    assertEquals(0.8, found.getFirst().meanProbability(), 1e-12);
    assertEquals(0, found.getLast().meanProbability());
  }

  @Test
  void found_putsTheLargestFirst() {
    double[] slice = {1, 0, 0, 0, 0, 0, 1, 1, 1};

    List<Part> parts = parts(new double[][] {slice}, 3);

    assertEquals(3, parts.getFirst().voxels());
    assertTrue(parts.getFirst().probabilitySum() > parts.getLast().probabilitySum());
  }

  private static List<Part> parts(double[][] slices, int n) {
    Parts parts = new Parts(0.5, 0.5);
    for (int s = 0; s < slices.length; s++) {
      parts.add(s, slices[s], new double[n * n], n);
    }
    return parts.found();
  }

  private static long[] floodSizes(double[][] slices, int n) {
    boolean[][] seen = new boolean[slices.length][n * n];
    java.util.ArrayList<Long> sizes = new java.util.ArrayList<>();
    for (int s = 0; s < slices.length; s++) {
      for (int i = 0; i < n * n; i++) {
        if (slices[s][i] < 0.5 || seen[s][i]) {
          continue;
        }
        long size = 0;
        ArrayDeque<int[]> front = new ArrayDeque<>(List.of(new int[] {s, i}));
        seen[s][i] = true;
        while (!front.isEmpty()) {
          int[] at = front.remove();
          size++;
          for (int ds = -1; ds <= 1; ds++) {
            for (int dr = -1; dr <= 1; dr++) {
              for (int dc = -1; dc <= 1; dc++) {
                int slice = at[0] + ds;
                int row = at[1] / n + dr;
                int column = at[1] % n + dc;
                if (slice < 0 || slice >= slices.length || row < 0 || row >= n) {
                  continue;
                }
                int to = row * n + column;
                if (column >= 0 && column < n && !seen[slice][to] && slices[slice][to] >= 0.5) {
                  seen[slice][to] = true;
                  front.add(new int[] {slice, to});
                }
              }
            }
          }
        }
        sizes.add(size);
      }
    }
    return sizes.stream().mapToLong(v -> v).sorted().toArray();
  }
}

package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PatchPlanTest {

  @Test
  void starts_liesInTheMiddleWhenThePatchIsLonger() {
    assertArrayEquals(new int[] {-3}, PatchPlan.starts(41, 48, 0.5));
    assertArrayEquals(new int[] {0}, PatchPlan.starts(48, 48, 0.5));
  }

  @Test
  void starts_coversABratsVolumeAsNnUnetDoes() {
    assertArrayEquals(new int[] {0, 56, 112}, PatchPlan.starts(240, 128, 0.5));
    assertArrayEquals(new int[] {0, 27}, PatchPlan.starts(155, 128, 0.5));
  }

  @Test
  void starts_coversEverythingWithTheOverlapAskedFor() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int n = 0; n < 2000; n++) {
      int patch = 4 + random.nextInt(60);
      int size = patch + random.nextInt(300);
      double overlap = random.nextInt(10) / 10.0;

      int[] starts = PatchPlan.starts(size, patch, overlap);

      String which = "seed " + seed + ": " + size + ", " + patch + ", " + overlap;
      assertEquals(0, starts[0], which);
      assertEquals(size - patch, starts[starts.length - 1], which);
      for (int i = 1; i < starts.length; i++) {
        int step = starts[i] - starts[i - 1];
        // Rounding to whole voxels may take half a voxel on either side.
        assertTrue(step > 0 && step <= Math.max(1, patch * (1 - overlap)) + 1, which);
      }
    }
  }
}

package health.cairn.imaging.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SurfaceDistanceTest {
  private static final double[] STEPS = {0.7, 1.1, 3.0};

  private static Grid grid(PatientPoint rowStep) {
    return new Grid(
        12,
        11,
        7,
        new Affine(
            new PatientPoint(5, -3, 8),
            new PatientPoint(STEPS[0], 0, 0),
            rowStep,
            new PatientPoint(0, 0, STEPS[2])),
        "1.2.3");
  }

  private static Mask mask(Grid grid, int... offsets) {
    BitSet bits = new BitSet();
    for (int offset : offsets) bits.set(offset);
    return Mask.of(grid, bits);
  }

  @Test
  void mm_isWhatAllPairsOfBoxesSayWhenMasksAreRandom() {
    Random random = new Random(20261122);
    Grid grid = grid(new PatientPoint(0, STEPS[1], 0));
    for (int round = 0; round < 40; round++) {
      Mask a = mask(grid, random.ints(4, 0, grid.voxels()).toArray());
      Mask b = mask(grid, random.ints(3, 0, grid.voxels()).toArray());

      assertEquals(byPairs(a, b), SurfaceDistance.mm(a, b).orElseThrow(), 1e-9);
    }
  }

  @Test
  void mm_isZeroWhenMasksTouchAtACornerOrOverlap() {
    Grid grid = grid(new PatientPoint(0, STEPS[1], 0));
    Mask a = mask(grid, grid.offset(3, 3, 3));

    assertEquals(0, SurfaceDistance.mm(a, mask(grid, grid.offset(4, 4, 4))).orElseThrow());
    assertEquals(0, SurfaceDistance.mm(a, a).orElseThrow());
    assertEquals(
        STEPS[0], SurfaceDistance.mm(a, mask(grid, grid.offset(5, 3, 3))).orElseThrow(), 1e-12);
  }

  @Test
  void mm_saysNothingWhenAMaskIsEmptyOrTheGridIsSheared() {
    Grid square = grid(new PatientPoint(0, STEPS[1], 0));
    Grid sheared = grid(new PatientPoint(0.3, STEPS[1], 0));

    assertTrue(SurfaceDistance.mm(mask(square, 3), mask(square)).isEmpty());
    assertTrue(SurfaceDistance.mm(mask(sheared, 3), mask(sheared, 99)).isEmpty());
  }

  private static double byPairs(Mask a, Mask b) {
    Grid grid = a.grid();
    double least = Double.POSITIVE_INFINITY;
    for (int i = a.next(0); i >= 0; i = a.next(i + 1)) {
      for (int j = b.next(0); j >= 0; j = b.next(j + 1)) {
        int[] d = {
          i % grid.columns() - j % grid.columns(),
          i / grid.columns() % grid.rows() - j / grid.columns() % grid.rows(),
          i / grid.voxelsPerSlice() - j / grid.voxelsPerSlice()
        };
        double sum = 0;
        for (int axis = 0; axis < 3; axis++) {
          double gap = Math.max(0, Math.abs(d[axis]) - 1) * STEPS[axis];
          sum += gap * gap;
        }
        least = Math.min(least, Math.sqrt(sum));
      }
    }
    return least;
  }
}

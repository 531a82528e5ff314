package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.render.SegmentSlice.Edge;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import java.util.BitSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentSliceTest {
  private static Grid grid(int size, int slices, double mm, double sliceMm) {
    double first = mm / 2;
    return new Grid(
        size,
        size,
        slices,
        new Affine(
            new PatientPoint(first, first, sliceMm / 2),
            new PatientPoint(mm, 0, 0),
            new PatientPoint(0, mm, 0),
            new PatientPoint(0, 0, sliceMm)),
        "2.25.1");
  }

  private static Mask block(Grid grid, int from, int to) {
    BitSet bits = new BitSet();
    for (int s = 0; s < grid.slices(); s++) {
      for (int r = from; r < to; r++) {
        for (int c = from; c < to; c++) {
          bits.set(grid.offset(c, r, s));
        }
      }
    }
    return Mask.of(grid, bits);
  }

  @Test
  void cut_outlinesABlockWithFourEdges() {
    Grid grid = grid(8, 2, 1, 5);
    SegmentSlice cut = SegmentSlice.cut(block(grid, 2, 5), grid, 1);
    assertEquals(9, cut.inside().cardinality());
    assertEquals(
        Set.of(
            new Edge(2, 2, 5, 2), new Edge(2, 5, 5, 5), new Edge(2, 2, 2, 5), new Edge(5, 2, 5, 5)),
        Set.copyOf(cut.outline()));
  }

  @Test
  void cut_outlinesAlongTheBorderOfThePicture() {
    Grid grid = grid(4, 1, 1, 1);
    SegmentSlice cut = SegmentSlice.cut(block(grid, 0, 4), grid, 0);
    assertEquals(4, cut.outline().size());
  }

  @Test
  void cut_takesTheNearestVoxelWhenThePictureIsFiner() {
    Grid coarse = grid(8, 4, 2, 6);
    Grid fine = grid(16, 8, 1, 3);
    SegmentSlice cut = SegmentSlice.cut(block(coarse, 2, 5), fine, 5);
    assertEquals(36, cut.inside().cardinality());
    assertTrue(cut.inside().get(4 * 16 + 4));
    assertTrue(cut.inside().get(9 * 16 + 9));
  }

  @Test
  void cut_isEmptyWhenThePictureLiesElsewhere() {
    Grid here = grid(8, 2, 1, 5);
    Grid above =
        new Grid(
            8,
            8,
            2,
            new Affine(
                new PatientPoint(0, 0, 400),
                here.affine().columnStep(),
                here.affine().rowStep(),
                here.affine().sliceStep()),
            "2.25.1");
    SegmentSlice cut = SegmentSlice.cut(block(here, 2, 5), above, 0);
    assertTrue(cut.isEmpty());
    assertTrue(cut.outline().isEmpty());
  }

  @Test
  void outline_separatesEveryInsideFromOutside() {
    long seed = 314;
    Random random = new Random(seed);
    Grid grid = grid(12, 1, 1, 1);
    for (int round = 0; round < 50; round++) {
      BitSet bits = new BitSet();
      for (int i = 0; i < 144; i++) {
        bits.set(i, random.nextInt(3) == 0);
      }
      SegmentSlice cut = SegmentSlice.cut(Mask.of(grid, bits), grid, 0);
      int steps = 0;
      for (int r = 0; r < 12; r++) {
        for (int c = 0; c < 12; c++) {
          if (bits.get(r * 12 + c)) {
            steps += free(bits, c - 1, r) + free(bits, c + 1, r);
            steps += free(bits, c, r - 1) + free(bits, c, r + 1);
          }
        }
      }
      int drawn =
          cut.outline().stream()
              .mapToInt(e -> e.toColumn() - e.fromColumn() + e.toRow() - e.fromRow())
              .sum();
      assertEquals(steps, drawn, "seed " + seed + ", round " + round);
    }
  }

  private static int free(BitSet bits, int c, int r) {
    return c >= 0 && r >= 0 && c < 12 && r < 12 && bits.get(r * 12 + c) ? 0 : 1;
  }
}

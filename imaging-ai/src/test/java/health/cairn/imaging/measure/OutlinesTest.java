package health.cairn.imaging.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class OutlinesTest {
  private static Grid grid(int columns, int rows, int slices) {
    return new Grid(
        columns,
        rows,
        slices,
        new Affine(
            new PatientPoint(0, 0, 0),
            new PatientPoint(1, 0, 0),
            new PatientPoint(0, 1, 0),
            new PatientPoint(0, 0, 1)),
        "1.2.3");
  }

  /// A picture: '#' is inside.
  private static Mask drawn(String... rows) {
    Grid grid = grid(rows[0].length(), rows.length, 1);
    BitSet bits = new BitSet();
    for (int y = 0; y < rows.length; y++) {
      for (int x = 0; x < rows[y].length(); x++) {
        if (rows[y].charAt(x) == '#') bits.set(grid.offset(x, y, 0));
      }
    }
    return Mask.of(grid, bits);
  }

  /// Even-odd rule over all outlines of a slice, as planning systems take contours.
  private static boolean inside(List<Outline> outlines, int slice, double x, double y) {
    boolean in = false;
    for (Outline outline : outlines) {
      if (outline.slice() != slice) continue;
      List<VoxelIndex> p = outline.corners();
      for (int i = 0, j = p.size() - 1; i < p.size(); j = i++) {
        if (p.get(i).row() > y != p.get(j).row() > y
            && x
                < (p.get(j).column() - p.get(i).column())
                        * (y - p.get(i).row())
                        / (p.get(j).row() - p.get(i).row())
                    + p.get(i).column()) {
          in = !in;
        }
      }
    }
    return in;
  }

  private static void assertSame(Mask mask, String message) {
    List<Outline> outlines = Outlines.of(mask);
    Grid grid = mask.grid();
    for (int z = 0; z < grid.slices(); z++) {
      for (int y = 0; y < grid.rows(); y++) {
        for (int x = 0; x < grid.columns(); x++) {
          assertEquals(
              mask.at(x, y, z),
              inside(outlines, z, x, y),
              message + " at " + x + " " + y + " " + z);
        }
      }
    }
  }

  @Test
  void of_givesFourCornersHalfAPixelOutWhenOnePixelIsInside() {
    List<Outline> outlines = Outlines.of(drawn("...", ".#.", "..."));

    assertEquals(1, outlines.size());
    assertEquals(
        List.of(
            new VoxelIndex(0.5, 0.5, 0),
            new VoxelIndex(1.5, 0.5, 0),
            new VoxelIndex(1.5, 1.5, 0),
            new VoxelIndex(0.5, 1.5, 0)),
        outlines.getFirst().corners());
  }

  @Test
  void of_givesTwoOutlinesWhenPixelsShareACornerOnly() {
    assertEquals(2, Outlines.of(drawn("#.", ".#")).size());
  }

  @Test
  void of_givesOneOutlineWithAKeyholeWhenThereIsAHole() {
    Mask ring = drawn("####", "#..#", "#..#", "####");

    assertEquals(1, Outlines.of(ring).size());
    assertSame(ring, "ring");
  }

  @Test
  void of_keepsAnIslandInAHoleWhenRingsAreNested() {
    Mask rings = drawn("#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######");

    assertEquals(2, Outlines.of(rings).size());
    assertSame(rings, "rings");
  }

  @Test
  void of_isEmptyWhenNothingIsInside() {
    assertTrue(Outlines.of(drawn("..", "..")).isEmpty());
  }

  @Test
  void of_holdsExactlyTheMasksVoxelsWhenMasksAreRandom() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Grid grid = grid(1 + random.nextInt(12), 1 + random.nextInt(12), 1 + random.nextInt(3));
      BitSet bits = new BitSet();
      double share = random.nextDouble();
      for (int i = 0; i < grid.voxels(); i++) {
        if (random.nextDouble() < share) bits.set(i);
      }
      assertSame(Mask.of(grid, bits), "seed " + seed + " round " + round);
    }
  }
}

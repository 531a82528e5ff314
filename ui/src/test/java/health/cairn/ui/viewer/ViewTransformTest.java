package health.cairn.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ViewTransformTest {
  private static final Grid WIDE_PIXELS =
      new Grid(
          100,
          200,
          3,
          new Affine(
              new PatientPoint(0, 0, 0),
              new PatientPoint(1.2, 0, 0),
              new PatientPoint(0, 0.4, 0),
              new PatientPoint(0, 0, 5)),
          "2.25.1");

  @Test
  void toVoxel_returnsWhereToScreenCameFrom() {
    long seed = 20261122;
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Placement placement =
          new Placement(
              0.3 + random.nextDouble() * 8,
              random.nextGaussian() * 40,
              random.nextGaussian() * 40);
      ViewTransform t = ViewTransform.of(WIDE_PIXELS, true, 640, 480, placement);
      VoxelIndex voxel = new VoxelIndex(random.nextDouble() * 100, random.nextDouble() * 200, 1);
      VoxelIndex back = t.toVoxel(t.toScreen(voxel), 1);
      assertEquals(voxel.column(), back.column(), 1e-9, "seed " + seed);
      assertEquals(voxel.row(), back.row(), 1e-9, "seed " + seed);
    }
  }

  @Test
  void of_keepsMillimetresSquareWhenPixelsAreNot() {
    ViewTransform t = ViewTransform.of(WIDE_PIXELS, true, 640, 480, Placement.FIT);
    assertEquals(t.columnPx() / 1.2, t.rowPx() / 0.4, 1e-9);
  }

  @Test
  void of_drawsVoxelsSquareWhenSpacingIsUnknown() {
    ViewTransform t = ViewTransform.of(WIDE_PIXELS, false, 640, 480, Placement.FIT);
    assertEquals(t.columnPx(), t.rowPx(), 1e-9);
  }

  @Test
  void of_fitsTheWholePictureInTheViewport() {
    ViewTransform t = ViewTransform.of(WIDE_PIXELS, true, 640, 480, Placement.FIT);
    double margin = ViewTransform.MARGIN_PX;
    assertEquals(640 - 2 * margin, 100 * t.columnPx(), 1e-6, "120 mm wide, the longer side");
    assertTrue(200 * t.rowPx() <= 480 - 2 * margin);
    assertEquals(640 - t.left(), t.left() + 100 * t.columnPx(), 1e-6, "centred");
  }

  @Test
  void zoomedAt_keepsWhatIsUnderThePointer() {
    Placement before = new Placement(1.7, 12, -8);
    ViewTransform t = ViewTransform.of(WIDE_PIXELS, true, 640, 480, before);
    ScreenPoint pointer = new ScreenPoint(211, 333);
    VoxelIndex under = t.toVoxel(pointer, 0);
    Placement after = t.zoomedAt(before, pointer, 1.9, 640, 480);
    VoxelIndex now = ViewTransform.of(WIDE_PIXELS, true, 640, 480, after).toVoxel(pointer, 0);
    assertEquals(under.column(), now.column(), 1e-6);
    assertEquals(under.row(), now.row(), 1e-6);
  }

  @Test
  void zoomedAt_keepsWhatIsUnderThePointerWhenTheZoomIsAtItsEnd() {
    Placement before = new Placement(Placement.MAX, 3, 4);
    ViewTransform t = ViewTransform.of(WIDE_PIXELS, true, 640, 480, before);
    assertEquals(before, t.zoomedAt(before, new ScreenPoint(10, 10), 3, 640, 480));
  }

  @Test
  void panned_movesByTheDistanceOnTheScreen() {
    Placement before = new Placement(2, 0, 0);
    ViewTransform t = ViewTransform.of(WIDE_PIXELS, true, 640, 480, before);
    ViewTransform moved = ViewTransform.of(WIDE_PIXELS, true, 640, 480, t.panned(before, 30, -12));
    assertEquals(t.left() + 30, moved.left(), 1e-6);
    assertEquals(t.top() - 12, moved.top(), 1e-6);
  }
}

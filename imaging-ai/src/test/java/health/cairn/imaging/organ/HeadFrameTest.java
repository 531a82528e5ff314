package health.cairn.imaging.organ;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import org.junit.jupiter.api.Test;

class HeadFrameTest {
  private static final PatientPoint MIDDLE = new PatientPoint(12, -30, 40);

  /// An ellipsoid of a head's size with some noise around it.
  private static Volume head(Affine affine, int columns, int rows, int slices, double scale) {
    Grid grid = new Grid(columns, rows, slices, affine, "1.2.3");
    short[] stored = new short[grid.voxels()];
    for (int z = 0, at = 0; z < slices; z++) {
      for (int y = 0; y < rows; y++) {
        for (int x = 0; x < columns; x++, at++) {
          PatientPoint p = affine.toPatient(new VoxelIndex(x, y, z)).minus(MIDDLE).times(1 / scale);
          double r = Math.hypot(Math.hypot(p.xMm() / 78, p.yMm() / 100), p.zMm() / 110);
          stored[at] = (short) (r < 1 ? 700 + (at * 31 % 97) : at * 17 % 23);
        }
      }
    }
    return Volume.owning(grid, stored, false, 1, 0);
  }

  private static Affine axial() {
    return new Affine(
        new PatientPoint(MIDDLE.xMm() - 110, MIDDLE.yMm() - 120, MIDDLE.zMm() - 120),
        new PatientPoint(2, 0, 0),
        new PatientPoint(0, 2, 0),
        new PatientPoint(0, 0, 2));
  }

  private static Affine sagittalFromTheLeft() {
    return new Affine(
        new PatientPoint(MIDDLE.xMm() + 110, MIDDLE.yMm() - 120, MIDDLE.zMm() + 120),
        new PatientPoint(0, 2, 0),
        new PatientPoint(0, 0, -2),
        new PatientPoint(-2, 0, 0));
  }

  @Test
  void of_findsTheSameFrameWhateverTheOrderOfVoxels() {
    for (Volume volume :
        new Volume[] {
          head(axial(), 110, 120, 120, 1), head(sagittalFromTheLeft(), 120, 120, 110, 1)
        }) {
      HeadFrame frame = HeadFrame.of(volume).orElseThrow();

      assertEquals(MIDDLE.xMm(), frame.midlineXMm(), 3);
      assertEquals(MIDDLE.yMm() - 100, frame.frontYMm(), 9);
      assertEquals(MIDDLE.yMm() + 100, frame.backYMm(), 9);
      assertEquals(MIDDLE.zMm() + 110, frame.topZMm(), 9);
    }
  }

  @Test
  void of_refusesWhatIsNoWholeHead() {
    Affine halfWay =
        new Affine(
            axial().origin().plus(new PatientPoint(0, 0, 140)),
            axial().columnStep(),
            axial().rowStep(),
            axial().sliceStep());

    assertTrue(HeadFrame.of(head(axial(), 110, 120, 120, 0.5)).isEmpty(), "a small animal");
    assertTrue(HeadFrame.of(head(halfWay, 110, 120, 50, 1)).isEmpty(), "the top of a head");
    Grid grid = new Grid(60, 60, 60, axial(), "1.2.3");
    assertTrue(
        HeadFrame.of(Volume.owning(grid, new short[grid.voxels()], false, 1, 0)).isEmpty(), "air");
  }
}

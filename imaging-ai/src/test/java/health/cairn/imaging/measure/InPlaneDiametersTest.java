package health.cairn.imaging.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.BitSet;
import java.util.Random;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class InPlaneDiametersTest {

  @Test
  void of_isTheDiameterOfASphereOnAnAnisotropicGrid() {
    Grid grid = grid(80, 60, 20, 0.7, 1.1, 3, 0);
    Mask mask = ellipsoid(grid, 20, 20, 20);

    Diameters diameters = InPlaneDiameters.of(mask);

    assertEquals(40, diameters.longestMm(), 1.3);
    assertEquals(40, diameters.perpendicularMm(), 1.3);
    assertEquals(4.0 / 3 * Math.PI * 8000 / 1000, mask.volumeMl(), 0.35);
  }

  @Test
  void of_findsBothAxesOfATurnedEllipsoidInAnObliqueGrid() {
    Random random = new Random(20261122);
    for (int i = 0; i < 20; i++) {
      double angle = random.nextDouble() * Math.PI;
      Grid grid = grid(90, 110, 9, 0.9, 0.6, 5, angle);
      Mask mask = ellipsoid(grid, 24, 12, 15);

      Diameters diameters = InPlaneDiameters.of(mask);

      assertEquals(48, diameters.longestMm(), 1.1, "seed 20261122, case " + i);
      assertEquals(24, diameters.perpendicularMm(), 1.6, "seed 20261122, case " + i);
      assertEquals(4, diameters.slice());
    }
  }

  @Test
  void of_isTheVoxelsDiagonalForOneVoxel() {
    Grid grid = grid(9, 9, 3, 3, 4, 5, 0);
    BitSet bits = new BitSet();
    bits.set(grid.offset(4, 4, 1));

    Diameters diameters = InPlaneDiameters.of(Mask.of(grid, bits));

    assertEquals(5, diameters.longestMm(), 1e-9);
    assertEquals(2 * 12.0 / 5, diameters.perpendicularMm(), 1e-9);
    assertEquals(1, diameters.slice());
  }

  @Test
  void of_measuresAcrossOnePartNotBetweenTwo() {
    Grid grid = grid(100, 20, 1, 1, 1, 5, 0);
    BitSet bits = new BitSet();
    bits.set(grid.offset(5, 10, 0), grid.offset(8, 10, 0));
    bits.set(grid.offset(90, 10, 0), grid.offset(96, 10, 0));

    assertEquals(Math.hypot(6, 1), InPlaneDiameters.of(Mask.of(grid, bits)).longestMm(), 1e-9);
  }

  @Test
  void of_joinsPixelsThatTouchAtACorner() {
    Grid grid = grid(10, 10, 1, 1, 1, 5, 0);
    BitSet bits = new BitSet();
    bits.set(grid.offset(2, 2, 0));
    bits.set(grid.offset(3, 3, 0));
    bits.set(grid.offset(2, 4, 0));

    assertEquals(Math.hypot(1, 3), InPlaneDiameters.of(Mask.of(grid, bits)).longestMm(), 1e-9);
  }

  @Test
  void of_isNothingForAnEmptyMask() {
    Diameters diameters = InPlaneDiameters.of(Mask.of(grid(4, 4, 4, 1, 1, 1, 0), new BitSet()));

    assertEquals(new Diameters(0, 0, -1), diameters);
  }

  @Test
  void of_neverExceedsTheTrueExtentByMoreThanAVoxelsDiagonal() {
    Random random = new Random(7);
    for (int i = 0; i < 50; i++) {
      double a = 3 + 15 * random.nextDouble();
      Grid grid = grid(64, 64, 3, 0.8, 0.8, 4, random.nextDouble());
      double longest = InPlaneDiameters.of(ellipsoid(grid, a, a, a)).longestMm();
      assertTrue(Math.abs(longest - 2 * a) < 0.8 * Math.sqrt(2), "seed 7, case " + i);
    }
  }

  /// A grid turned in its plane and tilted out of the axial one; its middle voxel is at 0, 0, 0.
  private static Grid grid(
      int columns, int rows, int slices, double x, double y, double z, double angle) {
    PatientPoint along = new PatientPoint(Math.cos(angle), Math.sin(angle), 0);
    PatientPoint up = new PatientPoint(-Math.sin(angle) * 0.8, Math.cos(angle) * 0.8, 0.6);
    PatientPoint normal = along.cross(up);
    PatientPoint origin =
        along
            .times(-x * (columns / 2))
            .plus(up.times(-y * (rows / 2)))
            .plus(normal.times(-z * (slices / 2)));
    return new Grid(
        columns,
        rows,
        slices,
        new Affine(origin, along.times(x), up.times(y), normal.times(z)),
        "1.2.3");
  }

  /// Axes fixed in the tilted plane (the first along the patient's x), so that the grid turns under
  /// them.
  private static Mask ellipsoid(Grid grid, double a, double b, double c) {
    PatientPoint ex = new PatientPoint(1, 0, 0);
    PatientPoint normal =
        grid.affine()
            .columnStep()
            .times(1 / grid.affine().columnSpacingMm())
            .cross(grid.affine().rowStep().times(1 / grid.affine().rowSpacingMm()));
    PatientPoint inPlane = ex.minus(normal.times(ex.dot(normal)));
    PatientPoint ea = inPlane.times(1 / inPlane.length());
    PatientPoint eb = normal.cross(ea);
    return mask(
        grid,
        p ->
            Math.pow(p.dot(ea) / a, 2) + Math.pow(p.dot(eb) / b, 2) + Math.pow(p.dot(normal) / c, 2)
                <= 1);
  }

  private static Mask mask(Grid grid, Predicate<PatientPoint> inside) {
    BitSet bits = new BitSet();
    for (int slice = 0; slice < grid.slices(); slice++) {
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          if (inside.test(grid.affine().toPatient(new VoxelIndex(column, row, slice)))) {
            bits.set(grid.offset(column, row, slice));
          }
        }
      }
    }
    return Mask.of(grid, bits);
  }
}

package health.cairn.imaging.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

/// Cases worked out by hand.
class MaskFiguresTest {
  private static final Lattice PICTURE = Lattice.ofPixels(40, 40);
  private static final BinaryMask NOTHING = BinaryMask.of(PICTURE, i -> false);

  @Test
  void overlap_countsTheCommonPart() {
    Lattice small = Lattice.ofPixels(2, 4);
    BinaryMask left = BinaryMask.of(small, i -> i % 4 < 2);
    BinaryMask three = BinaryMask.of(small, i -> i % 4 >= 1);

    Overlap overlap = left.overlap(three);

    assertEquals(2 * 2.0 / 10, overlap.dice());
    assertEquals(2 / 8.0, overlap.iou());
    assertEquals(0.5, overlap.sensitivity());
    assertEquals(2 / 6.0, overlap.precision());
  }

  @Test
  void overlap_isOneWhenBothAreEmptyAndZeroWhenOneIs() {
    BinaryMask square = square(PICTURE, 10, 20, 10, 20);

    assertEquals(1, NOTHING.overlap(NOTHING).dice());
    assertEquals(1, NOTHING.overlap(NOTHING).iou());
    assertEquals(0, NOTHING.overlap(square).dice());
    assertEquals(Double.NaN, NOTHING.overlap(square).sensitivity());
    assertEquals(Double.NaN, square.overlap(NOTHING).precision());
  }

  @Test
  void overlap_refusesMasksOfDifferentLattices() {
    BinaryMask other = BinaryMask.of(Lattice.ofVoxels(40, 40, 1), i -> true);

    assertThrows(IllegalArgumentException.class, () -> NOTHING.overlap(other));
  }

  @Test
  void hd95_isTheShiftOfAShiftedSquareInTheLatticesUnit() {
    assertEquals(
        3, Hausdorff.hd95(square(PICTURE, 10, 20, 10, 20), square(PICTURE, 10, 20, 13, 23)));
    Lattice wide = new Lattice(40, 40, 1, 0.5, 2, 1, Lattice.Unit.MILLIMETRES);
    assertEquals(1.5, Hausdorff.hd95(square(wide, 10, 20, 10, 20), square(wide, 10, 20, 13, 23)));
    assertEquals(6, Hausdorff.hd95(square(wide, 10, 20, 10, 20), square(wide, 13, 23, 10, 20)));
    assertEquals(Double.NaN, Hausdorff.hd95(square(PICTURE, 10, 20, 10, 20), NOTHING));
  }

  @Test
  void hd95_seesTheThirdAxisWithItsOwnStep() {
    Lattice deep = new Lattice(9, 9, 9, 1, 1, 2.5, Lattice.Unit.MILLIMETRES);
    BinaryMask low = BinaryMask.of(deep, i -> i / 81 == 2);
    BinaryMask high = BinaryMask.of(deep, i -> i / 81 == 4);

    assertEquals(5, Hausdorff.hd95(low, high));
  }

  @Test
  void surfaceDice_countsTheContourWithinTheTolerance() {
    BinaryMask square = square(PICTURE, 10, 20, 10, 20);
    BinaryMask shifted = square(PICTURE, 10, 20, 12, 22);
    // Each contour has 44 corner points: 4 corners of sqrt(2)/2 and 9 straight ones a side. At
    // tolerance 0 the 7 points of either long side that both have, and at either end the other's
    // straight run passing through this one's corner, are common.
    double corner = Math.sqrt(0.5);
    double all = 2 * (4 * corner + 4 * 9);
    double common = 2 * (2 * (7 + 1) + 2 * corner);

    assertEquals(common / all, SurfaceDice.at(square, shifted, 0), 1e-12);
    assertEquals(1, SurfaceDice.at(square, shifted, 2));
    assertEquals(0, SurfaceDice.at(square, NOTHING, 100));
    assertEquals(1, SurfaceDice.at(NOTHING, NOTHING, 0));
  }

  @Test
  void surfaceElements_haveTheAreasOfMarchingCubes() {
    SurfaceElements unit = SurfaceElements.of(Lattice.ofVoxels(2, 2, 2));

    // One corner, two along an edge, three, a whole face, across a face, a ring of six.
    assertEquals(Math.sqrt(3) / 8, unit.area((byte) 1), 1e-12);
    assertEquals(Math.sqrt(0.5), unit.area((byte) 3), 1e-12);
    assertEquals(0.5 + 3 * Math.sqrt(3) / 8, unit.area((byte) 7), 1e-12);
    assertEquals(1, unit.area((byte) 15), 1e-12);
    assertEquals(Math.sqrt(3) / 4, unit.area((byte) 6), 1e-12);
    assertEquals(3 * Math.sqrt(3) / 4, unit.area((byte) 23), 1e-12);
    for (int code = 1; code < 255; code++) {
      assertEquals(unit.area((byte) code), unit.area((byte) (255 - code)), 1e-12, "code " + code);
    }
  }

  @Test
  void surfaceElements_growWithTheSteps() {
    SurfaceElements flat =
        SurfaceElements.of(new Lattice(2, 2, 1, 3, 4, 1, Lattice.Unit.MILLIMETRES));
    SurfaceElements deep =
        SurfaceElements.of(new Lattice(2, 2, 2, 3, 4, 5, Lattice.Unit.MILLIMETRES));

    assertEquals(2.5, flat.area((byte) 1), 1e-12);
    assertEquals(4, flat.area((byte) 0b0101), 1e-12);
    // The face of columns x rows.
    assertEquals(12, deep.area((byte) 15), 1e-12);
  }

  @Test
  void lesions_arePenalisedWhenMissedOrFalse() {
    BinaryMask truth = or(square(PICTURE, 2, 6, 2, 6), square(PICTURE, 30, 34, 30, 34));
    BinaryMask predicted = or(square(PICTURE, 2, 6, 2, 6), square(PICTURE, 2, 6, 30, 34));

    LesionScores scores = LesionScores.of(truth, predicted);

    assertEquals(2, scores.lesions());
    assertEquals(1, scores.missed());
    assertEquals(1, scores.falseParts());
    assertEquals(1 / 3.0, scores.dice(), 1e-12);
    assertEquals((0 + 374 + 374) / 3.0, scores.hd95(), 1e-12);
  }

  @Test
  void lesions_countAsOneWhenTheirDilationsTouch() {
    // Six empty columns between: dilated by three each, they touch.
    BinaryMask near = or(square(PICTURE, 10, 14, 4, 8), square(PICTURE, 10, 14, 14, 18));
    BinaryMask apart = or(square(PICTURE, 10, 14, 4, 8), square(PICTURE, 10, 14, 15, 19));

    assertEquals(1, LesionScores.of(near, near).lesions());
    assertEquals(2, LesionScores.of(apart, apart).lesions());
    assertEquals(1, LesionScores.of(near, near).dice());
    assertEquals(0, LesionScores.of(near, near).hd95());
  }

  @Test
  void lesions_takeEveryPartThatTheirDilationMeets() {
    BinaryMask truth = square(PICTURE, 10, 20, 10, 20);
    // A part in it, and one three columns beside it.
    BinaryMask predicted = or(square(PICTURE, 10, 20, 10, 15), square(PICTURE, 10, 20, 22, 24));

    LesionScores scores = LesionScores.of(truth, predicted);

    assertEquals(0, scores.falseParts());
    assertEquals(2 * 50.0 / (100 + 70), scores.dice(), 1e-12);
  }

  @Test
  void lesions_ofNothingAreRight() {
    assertEquals(new LesionScores(1, 0, 0, 0, 0), LesionScores.of(NOTHING, NOTHING));
    assertEquals(
        new LesionScores(0, 374, 0, 0, 1), LesionScores.of(NOTHING, square(PICTURE, 1, 2, 1, 2)));
  }

  @Test
  void lesions_ofAtMostFiftyCubicMillimetresDoNotCount() {
    Lattice mm = new Lattice(20, 20, 20, 1, 1, 1, Lattice.Unit.MILLIMETRES);
    BinaryMask fifty = BinaryMask.of(mm, i -> i < 50);
    BinaryMask more = BinaryMask.of(mm, i -> i < 51);
    BinaryMask nothing = BinaryMask.of(mm, i -> false);

    assertEquals(new LesionScores(1, 0, 0, 0, 0), LesionScores.of(fifty, nothing));
    assertEquals(new LesionScores(0, 374, 1, 1, 0), LesionScores.of(more, nothing));
    // A part on a lesion that does not count is not false either.
    assertEquals(new LesionScores(1, 0, 0, 0, 0), LesionScores.of(fifty, fifty));
  }

  private static BinaryMask square(Lattice lattice, int top, int bottom, int left, int right) {
    return BinaryMask.of(
        lattice,
        i ->
            i / lattice.columns() >= top
                && i / lattice.columns() < bottom
                && i % lattice.columns() >= left
                && i % lattice.columns() < right);
  }

  private static BinaryMask or(BinaryMask a, BinaryMask b) {
    return BinaryMask.of(a.lattice(), i -> a.at(i) || b.at(i));
  }
}

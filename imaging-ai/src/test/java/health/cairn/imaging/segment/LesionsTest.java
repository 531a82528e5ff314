package health.cairn.imaging.segment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.volume.Grid;
import java.util.List;
import org.junit.jupiter.api.Test;

class LesionsTest {
  private static final int SIDE = 9;

  /// Voxels of 8 mm3.
  private static final Grid GRID = Phantom.grid(SIDE, 3, 2, 2, Phantom.LEFT, Phantom.BACK);

  private final double[][] probability = new double[3][SIDE * SIDE];
  private final double[][] disagreement = new double[3][SIDE * SIDE];

  private void draw(int slice, int from, int to, double p, double disagrees) {
    for (int row = from; row < to; row++) {
      for (int column = from; column < to; column++) {
        probability[slice][row * SIDE + column] = p;
        disagreement[slice][row * SIDE + column] = disagrees;
      }
    }
  }

  private List<Part> parts() {
    Parts parts = new Parts(0.5, 0.5);
    for (int slice = 0; slice < 3; slice++) {
      parts.add(slice, probability[slice], disagreement[slice], SIDE);
    }
    return parts.found();
  }

  private static List<Segmentation.Lesion> lesions(List<Part> parts, boolean ensemble) {
    return new Lesions(TumourMask.of(GRID, parts), ensemble).of(parts);
  }

  @Test
  void of_measuresEachPartAndPutsTheLargestFirst() {
    draw(0, 1, 3, 1, 0);
    draw(1, 5, 8, 0.75, 0.25);
    draw(2, 5, 7, 0.5, 0.75);

    List<Segmentation.Lesion> two = lesions(parts(), true);

    // 9 voxels of 0.75 and 4 of 0.5; entropy of 0.75 is 2 - 0.75 log2(3), of 0.5 it is 1.
    assertEquals(2, two.size());
    assertEquals(13 * 0.008, two.getFirst().volumeMl(), 1e-12);
    assertEquals((9 * 0.75 + 4 * 0.5) / 13, two.getFirst().meanProbability(), 1e-12);
    double entropy = 2 - 0.75 * Math.log(3) / Math.log(2);
    assertEquals((9 * entropy + 4) / 13, two.getFirst().uncertainty(), 1e-12);
    assertEquals((9 * 0.25 + 4 * 0.75) / 13, two.getFirst().disagreement().orElseThrow(), 1e-12);
    assertEquals(1, two.getFirst().keySlice());
    assertEquals(4 * 0.008, two.getLast().volumeMl(), 1e-12);
    assertEquals(0, two.getLast().uncertainty(), 1e-12);
    assertEquals(0, two.getLast().keySlice());
  }

  @Test
  void of_countsWhatLiesInTheHoleOfAnotherOnce() {
    draw(1, 1, 8, 1, 0);
    draw(1, 2, 7, 0, 0);
    draw(1, 3, 6, 1, 0);

    List<Part> parts = parts();
    List<Segmentation.Lesion> two = lesions(parts, false);

    // A frame of 7 x 7 with a block of 3 x 3 that does not touch it.
    assertEquals(40 * 0.008, two.getFirst().volumeMl(), 1e-12);
    assertEquals(9 * 0.008, two.getLast().volumeMl(), 1e-12);
    assertEquals(49, TumourMask.of(GRID, parts).count());
  }

  @Test
  void of_knowsNoDisagreementWhenOneNetworkAnswered() {
    draw(1, 1, 4, 0.75, 0);

    List<Segmentation.Lesion> one = lesions(parts(), false);

    assertTrue(one.getFirst().disagreement().isEmpty());
  }
}

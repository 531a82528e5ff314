package health.cairn.imaging.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.List;
import org.junit.jupiter.api.Test;

/// On a classifier whose reasons are known: the mean brightness of one square.
class FaithfulnessTest {
  private static final int SIZE = 32;
  private static final Raster SQUARE =
      Raster.drawn(SIZE, SIZE, (x, y) -> x >= 8 && x < 16 && y >= 8 && y < 16 ? 1 : 0);
  private static final Raster BLACK = Raster.drawn(SIZE, SIZE, (x, y) -> 0);
  private static final Scorer SQUARE_SCORER =
      new Scorer() {
        @Override
        public int size() {
          return SIZE;
        }

        @Override
        public List<String> classes() {
          return List.of("bright", "other");
        }

        @Override
        public List<Scores> scores(List<Raster> images) {
          return images.stream().map(image -> Scores.of(6 * inSquare(image), 3)).toList();
        }
      };

  @Test
  void occlusion_isTheFallOfTheLogit() throws ImagingException {
    Raster map = Occlusion.of(SQUARE_SCORER, SQUARE, BLACK, 0, 8, 8);
    assertEquals(6, map.at(12, 12), 1e-5);
    assertEquals(0, map.at(24, 24), 1e-5);
    Raster finer = Occlusion.of(SQUARE_SCORER, SQUARE, BLACK, 0, 5, 3);
    assertTrue(finer.at(12, 12) > 1 && finer.at(31, 31) == 0);
  }

  @Test
  void deletionAndInsertion_preferTheMapThatIsRight() throws ImagingException {
    DeletionInsertion.Chance chance =
        DeletionInsertion.Chance.of(SQUARE_SCORER, SQUARE, BLACK, 0, 10, 1);
    DeletionInsertion right = DeletionInsertion.of(SQUARE_SCORER, SQUARE, BLACK, SQUARE, 0, chance);
    Raster opposite = SQUARE.map(v -> 1 - v);
    DeletionInsertion wrong =
        DeletionInsertion.of(SQUARE_SCORER, SQUARE, BLACK, opposite, 0, chance);
    assertTrue(right.deletion() < right.randomDeletion(), right.toString());
    assertTrue(right.insertion() > right.randomInsertion(), right.toString());
    assertEquals(0, right.randomDeletionsBelow());
    assertEquals(0, right.randomInsertionsAbove());
    assertTrue(wrong.deletion() > wrong.randomDeletion(), wrong.toString());
    assertEquals(1, wrong.randomDeletionsBelow());
  }

  @Test
  void agreement_isItsDefinition() {
    Raster map =
        Raster.drawn(SIZE, SIZE, (x, y) -> x == 8 && y == 8 ? 3 : x == 20 && y == 20 ? 1 : 0);
    MaskAgreement agreement = MaskAgreement.of(map, SQUARE);
    assertTrue(agreement.pointing());
    assertEquals(0.75, agreement.energyInside(), 1e-6);
    assertEquals(64 / 1024.0, agreement.areaShare(), 1e-9);
    assertEquals(1, MaskAgreement.of(SQUARE, SQUARE).iou(), 1e-9);
    assertFalse(MaskAgreement.of(SQUARE.map(v -> 1 - v), SQUARE).pointing());
    assertThrows(IllegalArgumentException.class, () -> MaskAgreement.of(map, BLACK));
  }

  @Test
  void counterfactual_saysThatAModelDoesNotLookAtTheOutline() throws ImagingException {
    Raster elsewhere = Raster.drawn(SIZE, SIZE, (x, y) -> x > 24 && y > 24 ? 1 : 0);
    Counterfactual without = Counterfactual.of(SQUARE_SCORER, SQUARE, elsewhere);
    assertEquals(0, without.fall(), 1e-6);
    assertEquals(
        "With a smooth filling from around it in the outline's place, \"bright\" goes from 95 % to"
            + " 95 %: it hardly depends on the outlined region.",
        without.sentence());
  }

  @Test
  void removal_mirrorsTheOtherSideOfAHeadAndFillsOnTheMidline() {
    Raster head = head(30);
    TumourRemoval side = TumourRemoval.of(head, disc(30));
    assertEquals(TumourRemoval.How.MIRRORED, side.how());
    assertEquals(0.4, side.image().at(30, 24), 0.03);
    assertEquals(head.at(12, 24), side.image().at(12, 24), 1e-6);
    TumourRemoval middle = TumourRemoval.of(head(24), disc(24));
    assertEquals(TumourRemoval.How.FILLED, middle.how());
    assertEquals(0.4, middle.image().at(24, 24), 0.05);
  }

  private static Raster head(int tumourX) {
    return Raster.drawn(
        48,
        48,
        (x, y) -> {
          double r = Math.pow((x - 24) / 18.0, 2) + Math.pow((y - 24) / 21.0, 2);
          boolean ventricle =
              Math.pow((Math.abs(x - 24) - 12) / 2.0, 2) + Math.pow((y - 34) / 4.0, 2) < 1;
          double tissue = r > 0.8 ? 0.8 : ventricle ? 0.1 : 0.4;
          return r >= 1 ? 0 : Math.hypot(x - tumourX, y - 24) < 4 ? 0.95 : tissue;
        });
  }

  private static Raster disc(int centreX) {
    return Raster.drawn(48, 48, (x, y) -> Math.hypot(x - centreX, y - 24) < 4 ? 1 : 0);
  }

  private static double inSquare(Raster image) {
    double sum = 0;
    for (int y = 8; y < 16; y++) {
      for (int x = 8; x < 16; x++) {
        sum += image.at(x, y) / 64;
      }
    }
    return sum;
  }
}

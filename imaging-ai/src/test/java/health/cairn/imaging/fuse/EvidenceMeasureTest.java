package health.cairn.imaging.fuse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.slice.Raster;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EvidenceMeasureTest {
  private static final int SIZE = 96;
  private static final Raster NOTHING = Raster.drawn(SIZE, SIZE, (x, y) -> 0);

  @Test
  void of_measuresADiscWhereItWasDrawn() {
    SliceEvidence evidence = EvidenceMeasure.of(head(64, 48, 0), disc(64, 48, 8, 0.9), 0.5);
    assertEquals(100 * 64 / (36.0 * 42), evidence.headPercent(), 0.4);
    assertEquals(0.9, evidence.meanProbability(), 1e-6);
    assertEquals(16 / 36.0, evidence.midlineOffset(), 0.05);
    assertEquals(16 / 36.0, evidence.centreOffset(), 0.05);
    assertEquals(0, evidence.heightOffset(), 0.05);
    assertEquals(0, evidence.rimContact(), 1e-9);
    assertEquals((0.9 - 0.4) / 1.3, evidence.contrast(), 0.06);
    assertEquals(1, evidence.headFound());
  }

  @Test
  void of_seesTheRimTouched() {
    SliceEvidence evidence = EvidenceMeasure.of(head(78, 48, 0), disc(78, 48, 6, 0.9), 0.5);
    assertTrue(evidence.rimContact() > 0.4, "rim " + evidence.rimContact());
  }

  @Test
  void of_measuresTheNoiseThatWasAdded() {
    Raster clean = head(64, 48, 0);
    Raster noisy = head(64, 48, 0.05);
    double without = EvidenceMeasure.of(clean, NOTHING, 0.5).noise();
    double with = EvidenceMeasure.of(noisy, NOTHING, 0.5).noise();
    assertEquals(0.05, with, 0.012);
    assertTrue(without < 0.02, "noise " + without);
  }

  @Test
  void of_leavesOpenWhatIsNotKnown() {
    SliceEvidence none = EvidenceMeasure.of(head(64, 48, 0), NOTHING, 0.5);
    assertEquals(0, none.headPercent());
    assertTrue(Double.isNaN(none.meanProbability()));
    assertTrue(Double.isNaN(none.contrast()));
    SliceEvidence noHead = EvidenceMeasure.of(NOTHING, disc(64, 48, 8, 1), 0.5);
    assertEquals(0, noHead.headFound());
    assertTrue(Double.isNaN(noHead.centreOffset()));
    assertTrue(Double.isNaN(noHead.headPercent()));
  }

  private static Raster head(int tumourX, int tumourY, double noise) {
    Random random = new Random(5);
    return Raster.drawn(
        SIZE,
        SIZE,
        (x, y) -> {
          double r = Math.pow((x - 48) / 36.0, 2) + Math.pow((y - 48) / 42.0, 2);
          double brain = y > 66 ? 0.6 : 0.4;
          double value = r >= 1 ? 0 : Math.hypot(x - tumourX, y - tumourY) < 8 ? 0.9 : brain;
          return value + (r < 1 ? noise * random.nextGaussian() : 0);
        });
  }

  private static Raster disc(int centreX, int centreY, int radius, double probability) {
    return Raster.drawn(
        SIZE, SIZE, (x, y) -> Math.hypot(x - centreX, y - centreY) < radius ? probability : 0);
  }
}

package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DoubtVeilTest {
  private static final Grid GRID = grid(0);

  private static Grid grid(double fromMm) {
    return new Grid(
        20,
        20,
        1,
        new Affine(
            new PatientPoint(fromMm, 0, 0),
            new PatientPoint(1, 0, 0),
            new PatientPoint(0, 1, 0),
            new PatientPoint(0, 0, 5)),
        "1.2.3");
  }

  /// A coin on the left, sure on the right.
  private record Half(Grid grid, int networks) implements DoubtMap {
    @Override
    public DoubtSlice slice(int slice) {
      double[] probability = new double[grid.voxelsPerSlice()];
      for (int i = 0; i < probability.length; i++) {
        probability[i] = i % grid.columns() < grid.columns() / 2 ? 0.5 : 1;
      }
      return new DoubtSlice(probability, new double[probability.length]);
    }
  }

  private static BufferedImage picture(Optional<DoubtMap> doubt) {
    return SlicePicture.of(
        Volume.owning(GRID, new short[400], false, 1, 0),
        0,
        WindowLevel.between(0, 1),
        List.of(),
        doubt,
        false,
        200);
  }

  @Test
  void argb_isClearWhereTheModelIsSureAndThreeQuartersWhereItHasNoIdea() {
    assertEquals(0, DoubtVeil.argb(0));
    // 0xCC79A7 times 0.75, premultiplied.
    assertEquals(0xBF995B7D, DoubtVeil.argb(1));
  }

  @Test
  void of_veilsThePictureWhereTheModelDoubtsAndNowhereElse() {
    BufferedImage veiled = picture(Optional.of(new Half(GRID, 2)));

    assertEquals(0x995B7D, veiled.getRGB(40, 60) & 0xffffff, "a quarter of black");
    assertEquals(0, veiled.getRGB(160, 60) & 0xffffff);
    assertEquals(0, picture(Optional.empty()).getRGB(40, 60) & 0xffffff);
  }

  @Test
  void of_refusesAMapOfAnotherGrid() {
    DoubtMap elsewhere = new Half(grid(7), 2);

    assertThrows(IllegalArgumentException.class, () -> picture(Optional.of(elsewhere)));
  }

  @Test
  void words_nameDisagreementOnlyWhereThereIsSomebodyToDisagree() {
    assertEquals("where the models doubt or disagree", DoubtVeil.words(new Half(GRID, 4)));
    assertEquals("where the model doubts", DoubtVeil.words(new Half(GRID, 1)));
  }
}

package health.cairn.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.ui.fake.SyntheticHead;
import org.junit.jupiter.api.Test;

class SliceLinkTest {
  private static final String FRAME = "2.25.7";

  private static Grid stack(int slices, double firstMm, double stepMm, String frame) {
    return new Grid(
        10,
        10,
        slices,
        new Affine(
            new PatientPoint(-5, -5, firstMm),
            new PatientPoint(1, 0, 0),
            new PatientPoint(0, 1, 0),
            new PatientPoint(0, 0, stepMm)),
        frame);
  }

  @Test
  void between_findsTheSameMillimetresWhenSpacingDiffers() {
    Grid thin = stack(100, 0, 1, FRAME);
    Grid thick = stack(20, 2.5, 5, FRAME);
    assertEquals(new SliceLink.Same(9), SliceLink.between(thin, 47, thick));
    assertEquals(new SliceLink.Same(48), SliceLink.between(thick, 9, thin));
  }

  @Test
  void between_countsBackwardsWhenTheOtherStackRunsTheOtherWay() {
    Grid up = stack(20, 0, 5, FRAME);
    Grid down = stack(20, 95, -5, FRAME);
    assertEquals(new SliceLink.Same(15), SliceLink.between(up, 4, down));
  }

  @Test
  void between_saysBeyondWhenTheOtherStackEndsBefore() {
    Grid all = stack(40, 0, 5, FRAME);
    Grid part = stack(10, 50, 5, FRAME);
    assertEquals(new SliceLink.Beyond(0), SliceLink.between(all, 3, part));
    assertEquals(new SliceLink.Beyond(9), SliceLink.between(all, 30, part));
  }

  @Test
  void between_staysApartWhenFramesOfReferenceDiffer() {
    assertInstanceOf(
        SliceLink.Apart.class,
        SliceLink.between(stack(9, 0, 5, FRAME), 1, stack(9, 0, 5, "2.25.8")));
  }

  @Test
  void between_staysApartWhenThereIsNoFrameOfReference() {
    assertInstanceOf(
        SliceLink.Apart.class, SliceLink.between(stack(9, 0, 5, ""), 1, stack(9, 0, 5, "")));
  }

  @Test
  void between_staysApartWhenTheOtherStackIsSagittal() {
    Grid sagittal =
        new Grid(
            10,
            10,
            10,
            new Affine(
                new PatientPoint(-5, -5, 10),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 0, -1),
                new PatientPoint(1, 0, 0)),
            FRAME);
    assertInstanceOf(SliceLink.Apart.class, SliceLink.between(stack(9, 0, 5, FRAME), 1, sagittal));
  }

  @Test
  void between_followsTheMiddleOfThePictureWhenStacksAreTiltedALittle() {
    Grid straight = SyntheticHead.axial(64, 3, 40, 4, 0, FRAME);
    Grid tilted = SyntheticHead.axial(64, 3, 40, 4, 10, FRAME);
    assertEquals(new SliceLink.Same(25), SliceLink.between(straight, 25, tilted));
  }
}

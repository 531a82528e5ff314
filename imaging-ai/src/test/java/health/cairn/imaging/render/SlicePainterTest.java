package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import org.junit.jupiter.api.Test;

class SlicePainterTest {
  private static final Grid GRID =
      new Grid(
          4,
          1,
          2,
          new Affine(
              new PatientPoint(0, 0, 0),
              new PatientPoint(1, 0, 0),
              new PatientPoint(0, 1, 0),
              new PatientPoint(0, 0, 1)),
          "");

  private static int[] painted(Volume volume, int slice, WindowLevel look) {
    int[] argb = new int[4];
    new SlicePainter().paint(volume, slice, look, argb);
    for (int i = 0; i < argb.length; i++) {
      assertEquals(0xff, argb[i] >>> 24, "opaque");
      assertEquals(argb[i] & 0xff, argb[i] >> 8 & 0xff, "grey");
      argb[i] &= 0xff;
    }
    return argb;
  }

  @Test
  void paint_spreadsTheWindowOverTheGreys() {
    Volume volume = Volume.owning(GRID, new short[] {0, 0, 0, 0, 50, 100, 150, 300}, false, 1, 0);
    int[] grey = painted(volume, 1, WindowLevel.between(50, 150));
    assertEquals(0, grey[0]);
    assertEquals(127.5, grey[1], 0.5, "the middle of 256 greys");
    assertEquals(255, grey[2]);
    assertEquals(255, grey[3]);
  }

  @Test
  void paint_readsNegativeSamplesAndRescale() {
    Volume volume = Volume.owning(GRID, new short[] {-100, -50, 0, 100, 0, 0, 0, 0}, true, 2, 10);
    int[] grey = painted(volume, 0, WindowLevel.between(-190, 210));
    assertEquals(0, grey[0]);
    assertEquals(64, grey[1]);
    assertEquals(127.5, grey[2], 0.5, "the middle of 256 greys");
    assertEquals(255, grey[3]);
  }

  @Test
  void paint_readsLargeUnsignedSamples() {
    Volume volume =
        Volume.owning(GRID, new short[] {(short) 65535, 0, 0, 0, 0, 0, 0, 0}, false, 1, 0);
    assertEquals(255, painted(volume, 0, WindowLevel.between(60000, 65535))[0]);
  }

  @Test
  void paint_exchangesBlackAndWhiteWhenInverted() {
    Volume volume = Volume.owning(GRID, new short[] {0, 0, 0, 0, 50, 50, 150, 150}, false, 1, 0);
    int[] grey = painted(volume, 1, WindowLevel.between(50, 150).invert());
    assertEquals(255, grey[0]);
    assertEquals(0, grey[3]);
  }

  @Test
  void paint_refusesATargetThatIsTooSmall() {
    Volume volume = Volume.owning(GRID, new short[8], false, 1, 0);
    assertThrows(
        IllegalArgumentException.class,
        () -> new SlicePainter().paint(volume, 0, new WindowLevel(1, 0), new int[3]));
  }
}

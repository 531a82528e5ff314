package health.cairn.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import org.junit.jupiter.api.Test;

class RulerTest {
  @Test
  void lengthMm_weighsColumnsAndRowsByTheirOwnSpacing() {
    Affine affine =
        new Affine(
            new PatientPoint(7, 8, 9),
            new PatientPoint(0.5, 0, 0),
            new PatientPoint(0, 2, 0),
            new PatientPoint(0, 0, 6));
    Ruler ruler = new Ruler(new VoxelIndex(10, 10, 4), new VoxelIndex(16, 12, 4));
    assertEquals(5, ruler.lengthMm(affine), 1e-9);
  }

  @Test
  void lengthMm_isTheSameWhenTheSliceIsOblique() {
    double c = Math.cos(0.6);
    double s = Math.sin(0.6);
    Affine oblique =
        new Affine(
            new PatientPoint(0, 0, 0),
            new PatientPoint(0.5 * c, 0.5 * s, 0),
            new PatientPoint(-2 * s, 2 * c, 0),
            new PatientPoint(0, 0, 6));
    Ruler ruler = new Ruler(new VoxelIndex(10, 10, 4), new VoxelIndex(16, 12, 4));
    assertEquals(5, ruler.lengthMm(oblique), 1e-9);
  }
}

package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.segment.Phantom;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.BitSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Shapes whose measures are known, on grids with voxels that are no cubes.
class RegionTest {
  private static final double RADIUS = 20;

  @Test
  void features_measureASphereInMillimetres() {
    Grid grid = Phantom.grid(64, 40, 1, 2, Phantom.LEFT, Phantom.BACK);
    BitSet bits = new BitSet();
    for (int at = 0; at < grid.voxels(); at++) {
      int row = at / grid.columns() % grid.rows();
      VoxelIndex index = new VoxelIndex(at % grid.columns(), row, at / grid.voxelsPerSlice());
      PatientPoint p = grid.affine().toPatient(index);
      bits.set(at, Phantom.inSphere(p, new PatientPoint(0, 0, 0), RADIUS));
    }
    Volume volume = Phantom.volume(grid, p -> 100 + Math.floorMod((int) p.xMm(), 5));
    Map<String, Double> features =
        Radiomics.features(Region.of(volume, Mask.of(grid, bits)), new Binning.BinWidth(1));
    double ball = 4.0 / 3 * Math.PI * RADIUS * RADIUS * RADIUS;
    near(ball, features.get("original_shape_MeshVolume"), 0.03);
    near(ball, features.get("original_shape_VoxelVolume"), 0.03);
    near(2 * RADIUS, features.get("original_shape_Maximum3DDiameter"), 0.05);
    near(2 * RADIUS, features.get("original_shape_Maximum2DDiameterSlice"), 0.05);
    near(1, features.get("original_shape_Elongation"), 0.02);
    near(1, features.get("original_shape_Flatness"), 0.02);
    // The midpoints between voxels of a mask are steps, finer voxels or not: their surface is
    // larger
    // than the sphere's, here by 12 %, and never smaller.
    double area = features.get("original_shape_SurfaceArea") / (4 * Math.PI * RADIUS * RADIUS);
    assertTrue(area > 1 && area < 1.15, "times the sphere's surface: " + area);
    near(102, features.get("original_firstorder_Mean"), 0.01);
  }

  @Test
  void features_measureARectangleOfOneSlice() {
    BitSet inside = new BitSet();
    for (int row = 2; row < 6; row++) {
      inside.set(row * 10 + 1, row * 10 + 9);
    }
    double[] values = new double[100];
    java.util.Arrays.fill(values, 7);
    Map<String, Double> features =
        Radiomics.features(Region.ofSlice(10, 10, values, inside, 0.5, 2), new Binning.BinWidth(1));
    // 8 x 4 pixels of 0.5 x 2 mm; the mesh cuts an eighth of a pixel off each corner.
    assertEquals(32, features.get("original_shape2D_PixelSurface"), 1e-9);
    assertEquals(31.5, features.get("original_shape2D_MeshSurface"), 1e-9);
    double corner = Math.hypot(0.25, 1);
    assertEquals(2 * 3.5 + 2 * 6 + 4 * corner, features.get("original_shape2D_Perimeter"), 1e-9);
    assertEquals(Math.hypot(3.5, 8), features.get("original_shape2D_MaximumDiameter"), 0.2);
    assertEquals(0, features.get("original_firstorder_Variance"), 1e-12);
  }

  @Test
  void of_refusesARegionWithoutVoxels() {
    Grid grid = Phantom.grid(8, 2, 1, 1, Phantom.LEFT, Phantom.BACK);
    Volume volume = Phantom.volume(grid, p -> 1);
    assertThrows(
        IllegalArgumentException.class, () -> Region.of(volume, Mask.of(grid, new BitSet())));
  }

  private static void near(double expected, double actual, double share) {
    assertEquals(expected, actual, share * expected);
  }
}

package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Resampler;
import health.cairn.imaging.volume.Volume;
import org.junit.jupiter.api.Test;

class AlignedGridsTest {
  private static final Volume HEAD = VolumeModels.drawn(VolumeModels.HEAD, 1);

  @Test
  void turned_equalsTheResamplerOnATurnedAndCutGrid() {
    // The head's voxels with the axes in another order, two of them backwards, a margin left out.
    Affine turned =
        new Affine(
            new PatientPoint(-30 + 1.5 * 36, -33 + 1.5 * 2, -29 + 2 * 25),
            new PatientPoint(0, 0, -2),
            new PatientPoint(-1.5, 0, 0),
            new PatientPoint(0, 1.5, 0));
    Grid target = new Grid(20, 30, 40, turned, "1.2.3");

    Volume copied = AlignedGrids.turned(HEAD, target).orElseThrow();

    var there =
        (Resampler.Resampled)
            Resampler.resample(HEAD, target, Resampler.Space.ASSUME_SAME, Progress.NONE);
    assertEquals(target, copied.grid());
    assertArrayEquals(there.volume().storedCopy(), copied.storedCopy());
  }

  @Test
  void turned_isEmptyWhenTheVoxelsAreNotTheSame() {
    Affine affine = VolumeModels.HEAD.affine();
    Affine shifted =
        new Affine(
            affine.origin().plus(new PatientPoint(0.1, 0, 0)),
            affine.columnStep(),
            affine.rowStep(),
            affine.sliceStep());

    assertTrue(AlignedGrids.turned(HEAD, new Grid(10, 10, 10, shifted, "1.2.3")).isEmpty());
    assertTrue(AlignedGrids.turned(HEAD, VolumeModels.OTHER).isEmpty());
  }

  @Test
  void turned_isEmptyWhenTheTargetReachesBeyondTheSource() {
    Grid larger = new Grid(41, 44, 30, VolumeModels.HEAD.affine(), "1.2.3");

    assertTrue(AlignedGrids.turned(HEAD, larger).isEmpty());
  }
}

package health.cairn.imaging.volume;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Resampler.Refused;
import health.cairn.imaging.volume.Resampler.Resampled;
import health.cairn.imaging.volume.Resampler.Space;
import java.util.BitSet;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;

class ResamplerTest {
  private static final String SPACE = "2.25.1";

  private static Grid grid(int size, Affine affine, String frameOfReference) {
    return new Grid(size, size, size, affine, frameOfReference);
  }

  private static Affine straight(double originMm, double stepMm) {
    return new Affine(
        new PatientPoint(originMm, originMm, originMm),
        new PatientPoint(stepMm, 0, 0),
        new PatientPoint(0, stepMm, 0),
        new PatientPoint(0, 0, stepMm));
  }

  /// Turned about two axes, with three different spacings.
  private static Affine oblique() {
    double a = Math.toRadians(25);
    double b = Math.toRadians(-15);
    PatientPoint x = new PatientPoint(Math.cos(a), Math.sin(a), 0);
    PatientPoint y =
        new PatientPoint(-Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b));
    return new Affine(
        new PatientPoint(-3, 2, 1), x.times(0.7), y.times(0.9), x.cross(y).times(1.3));
  }

  private static double ramp(PatientPoint at) {
    return 20_000 + 101 * at.xMm() - 57 * at.yMm() + 203 * at.zMm();
  }

  private static Volume rampOn(Grid grid) {
    short[] stored = new short[grid.voxels()];
    for (int z = 0; z < grid.slices(); z++) {
      for (int y = 0; y < grid.rows(); y++) {
        for (int x = 0; x < grid.columns(); x++) {
          PatientPoint at = grid.affine().toPatient(new VoxelIndex(x, y, z));
          stored[grid.offset(x, y, z)] = (short) Math.round(ramp(at));
        }
      }
    }
    return Volume.owning(grid, stored, false, 1, 0);
  }

  @Test
  void resample_keepsLinearRampWhenGridsAreOblique() {
    Volume source = rampOn(grid(40, straight(-20, 1), SPACE));
    Grid target = grid(12, oblique(), SPACE);

    Resampled result =
        assertInstanceOf(
            Resampled.class,
            Resampler.resample(source, target, Space.SAME_FRAME_OF_REFERENCE, Progress.NONE));

    assertEquals(target.voxels(), result.inside().count());
    for (int z = 0; z < 12; z++) {
      for (int y = 0; y < 12; y++) {
        for (int x = 0; x < 12; x++) {
          double expected = ramp(target.affine().toPatient(new VoxelIndex(x, y, z)));
          // Half for rounding the source, half for rounding the result.
          assertEquals(expected, result.volume().valueAt(x, y, z), 1.0);
        }
      }
    }
  }

  @Test
  void resample_isIdentityWhenGridsAreTheSame() {
    Volume source = rampOn(grid(9, oblique(), SPACE));

    Resampled result =
        assertInstanceOf(
            Resampled.class,
            Resampler.resample(
                source, source.grid(), Space.SAME_FRAME_OF_REFERENCE, Progress.NONE));

    for (int z = 0; z < 9; z++) {
      for (int y = 0; y < 9; y++) {
        for (int x = 0; x < 9; x++) {
          assertEquals(source.storedAt(x, y, z), result.volume().storedAt(x, y, z));
        }
      }
    }
  }

  @Test
  void resample_flagsVoxelsWhenSourceDoesNotReachThem() {
    Volume source = rampOn(grid(10, straight(0, 1), SPACE));
    Grid target = grid(20, straight(0, 1), SPACE);

    Resampled result =
        assertInstanceOf(
            Resampled.class,
            Resampler.resample(source, target, Space.SAME_FRAME_OF_REFERENCE, Progress.NONE));

    assertTrue(result.inside().at(9, 9, 9));
    assertFalse(result.inside().at(10, 9, 9));
    assertEquals(1000, result.inside().count());
    assertEquals(1, result.issues().size());
  }

  @Test
  void resample_refusesWhenFramesOfReferenceDiffer() {
    Volume source = rampOn(grid(4, straight(0, 1), SPACE));
    Grid other = grid(4, straight(0, 1), "2.25.2");

    assertInstanceOf(
        Refused.class,
        Resampler.resample(source, other, Space.SAME_FRAME_OF_REFERENCE, Progress.NONE));
    Resampled assumed =
        assertInstanceOf(
            Resampled.class, Resampler.resample(source, other, Space.ASSUME_SAME, Progress.NONE));
    assertTrue(assumed.issues().getFirst().contains("assumed"));
  }

  @Test
  void resample_refusesWhenFrameOfReferenceIsMissing() {
    Volume source = rampOn(grid(4, straight(0, 1), ""));

    assertInstanceOf(
        Refused.class,
        Resampler.resample(source, source.grid(), Space.SAME_FRAME_OF_REFERENCE, Progress.NONE));
  }

  @Test
  void resample_refusesWhenVolumesDoNotOverlap() {
    Volume source = rampOn(grid(4, straight(0, 1), SPACE));

    assertInstanceOf(
        Refused.class,
        Resampler.resample(
            source,
            grid(4, straight(100, 1), SPACE),
            Space.SAME_FRAME_OF_REFERENCE,
            Progress.NONE));
  }

  @Test
  void resample_stopsWhenCancelled() {
    Volume source = rampOn(grid(4, straight(0, 1), SPACE));

    assertThrows(
        CancellationException.class,
        () ->
            Resampler.resample(
                source,
                source.grid(),
                Space.SAME_FRAME_OF_REFERENCE,
                (step, done, total) -> {
                  throw new CancellationException();
                }));
  }

  @Test
  void resample_takesNearestVoxelWhenMask() {
    Grid from = grid(4, straight(0, 2), SPACE);
    BitSet bits = new BitSet();
    bits.set(from.offset(1, 1, 1));
    Grid fine = grid(8, straight(-0.5, 1), SPACE);

    Mask mask = Resampler.resample(Mask.of(from, bits), fine);

    // A voxel of 2 mm about (2, 2, 2) holds the eight 1 mm voxels at 1.5 and 2.5.
    assertEquals(8, mask.count());
    assertTrue(mask.at(2, 2, 2));
    assertTrue(mask.at(3, 3, 3));
    assertEquals(8.0 / 1000, mask.volumeMl(), 1e-12);
  }
}

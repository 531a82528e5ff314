package health.cairn.sample;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.ReadResult;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.dicom.SeriesVolumes;
import health.cairn.imaging.dicom.Study;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import health.cairn.imaging.volume.VoxelIndex;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The bundled images, read as any other DICOM files.
class SampleImagesTest {
  @TempDir static Path folder;
  private static ReadResult read;
  private static final Map<SequenceRole, Volume> VOLUMES = new EnumMap<>(SequenceRole.class);
  private static Tumour tumour;

  @BeforeAll
  static void readImages() throws Exception {
    Bundled.unpack(folder);
    Path scratch = Files.createDirectories(folder.resolve("scratch"));
    DicomReader reader = new DicomReader();
    read = reader.read(List.of(folder.resolve("dicom")), scratch, Progress.NONE);
    for (Series series : read.studies().getFirst().series()) {
      SeriesVolumes volumes = reader.volumes(series, Progress.NONE);
      assertEquals(1, volumes.stacks().size());
      VOLUMES.put(series.role(), volumes.stacks().getFirst().volume());
    }
    tumour = Tumour.read(folder.resolve("truth/tumour.nii"), volume(SequenceRole.T1C).grid());
  }

  @Test
  void read_oneStudyOfFourSequencesWithoutComplaint() {
    assertEquals(List.of(), read.refused());
    assertEquals(1, read.studies().size());
    Study study = read.studies().getFirst();
    assertEquals(SamplePatient.PATIENT_ID, study.patient().patientId());
    assertEquals(
        List.of(SequenceRole.T1, SequenceRole.T2, SequenceRole.FLAIR, SequenceRole.T1C),
        study.series().stream().map(Series::role).toList());
    study.series().forEach(series -> assertEquals(List.of(), series.issues()));
  }

  @Test
  void grid_obliqueAndSharedByAllSequencesThoughMatricesDiffer() {
    Grid t1 = volume(SequenceRole.T1).grid();
    Grid t2 = volume(SequenceRole.T2).grid();
    assertEquals(t1.frameOfReferenceUid(), t2.frameOfReferenceUid());
    assertEquals(256, t1.columns());
    assertEquals(320, t2.columns());
    assertEquals(0.9375, t1.affine().columnSpacingMm(), 1e-6);
    assertEquals(0.75, t2.affine().rowSpacingMm(), 1e-6);
    assertEquals(5.0, t1.affine().sliceSpacingMm(), 1e-6);
    PatientPoint slice = t1.affine().sliceStep();
    assertTrue(Math.abs(slice.yMm()) > 0.5, "slices are tilted");
    // The middle of the image is the same place whatever the matrix.
    PatientPoint one = t1.affine().toPatient(new VoxelIndex(127.5, 127.5, 11));
    PatientPoint other = t2.affine().toPatient(new VoxelIndex(159.5, 159.5, 11));
    assertEquals(0, one.distanceTo(other), 1e-3);
  }

  @Test
  void dicom_withoutErrorByDciodvfy() throws Exception {
    Path tool = Path.of("/usr/bin/dciodvfy");
    assumeTrue(Files.isExecutable(tool), "dciodvfy (dicom3tools) is not installed");
    try (Stream<Path> files = Files.walk(folder.resolve("dicom"))) {
      for (Path file : files.filter(f -> f.endsWith("IM0012.dcm")).toList()) {
        Process process =
            new ProcessBuilder(tool.toString(), file.toString()).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        assertTrue(said.contains("MRImage"), said);
        assertEquals(List.of(), said.lines().filter(l -> l.startsWith("Error")).toList());
      }
    }
  }

  @Test
  void tumour_enhancesWhereItLives() {
    double white = tumour.otherSide(volume(SequenceRole.T1C));
    double rim = tumour.shell(volume(SequenceRole.T1C), -3, -1);
    double rimBefore = tumour.shell(volume(SequenceRole.T1), -3, -1);
    double core = tumour.shell(volume(SequenceRole.T1C), -30, -9);
    assertTrue(rim > 1.4 * white, rim + " rim, " + white + " white matter");
    assertTrue(rimBefore < white, rimBefore + " rim before contrast");
    assertTrue(core < white, core + " core");
  }

  @Test
  void oedema_brightOnFlairAndT2AroundTheTumour() {
    for (SequenceRole role : List.of(SequenceRole.FLAIR, SequenceRole.T2)) {
      double white = tumour.otherSide(volume(role));
      double around = tumour.shell(volume(role), 2, 6);
      assertTrue(around > 1.3 * white, role + ": " + around + " around, " + white);
    }
  }

  @Test
  void fluid_darkOnFlair() {
    Volume t2 = volume(SequenceRole.T2);
    Volume flair = volume(SequenceRole.FLAIR);
    double white = tumour.otherSide(flair);
    double sum = 0;
    int count = 0;
    for (int slice = 8; slice < 14; slice++) {
      for (int row = 80; row < 240; row++) {
        for (int column = 80; column < 240; column++) {
          // Between what the equations give for oedema (0.43) and fluid (0.55) of the gain, 1,900.
          if (t2.valueAt(column, row, slice) > 900) {
            PatientPoint place = t2.grid().affine().toPatient(new VoxelIndex(column, row, slice));
            sum += Tumour.nearest(flair, place);
            count++;
          }
        }
      }
    }
    assertTrue(count > 1000, count + " voxels of fluid");
    assertTrue(sum / count < 0.5 * white, sum / count + " fluid, " + white + " white matter");
  }

  private static Volume volume(SequenceRole role) {
    Volume volume = VOLUMES.get(role);
    if (volume == null) {
      throw new AssertionError("no series was taken for " + role);
    }
    return volume;
  }
}

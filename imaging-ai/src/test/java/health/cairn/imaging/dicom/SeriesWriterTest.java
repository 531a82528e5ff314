package health.cairn.imaging.dicom;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeriesWriterTest {
  @TempDir Path folder;

  @Test
  void write_passesDciodvfyWhenGridIsOblique() throws Exception {
    var written = SyntheticSeries.write(folder, "T1", SyntheticSeries.grid(16, 12, 3));

    assertEquals(3, written.size());
    for (WrittenObject object : written) {
      assertEquals(List.of(), Dciodvfy.errors(object.file()));
    }
  }

  @Test
  void write_passesDciodvfyWhenContrastWasGiven() throws Exception {
    var grid = SyntheticSeries.grid(8, 8, 1);
    var written =
        new SeriesWriter()
            .write(
                SyntheticSeries.ramp(grid),
                SyntheticSeries.study("P1"),
                SyntheticSeries.series("T1 post", Optional.of("Gadobutrol")),
                folder,
                Progress.NONE);

    assertEquals(List.of(), Dciodvfy.errors(written.getFirst().file()));
  }

  @Test
  void write_givesSameBytesWhenRepeated() throws Exception {
    var grid = SyntheticSeries.grid(8, 8, 1);
    var first = SyntheticSeries.write(folder.resolve("a"), "T1", grid).getFirst();
    var second = SyntheticSeries.write(folder.resolve("b"), "T1", grid).getFirst();

    assertArrayEquals(Files.readAllBytes(first.file()), Files.readAllBytes(second.file()));
  }

  @Test
  void write_refusesWhenAxesAreNotAtRightAngles() {
    var sheared =
        new Grid(
            4,
            4,
            4,
            new Affine(
                new PatientPoint(0, 0, 0),
                new PatientPoint(1, 0, 0),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 1, 2)),
            SyntheticSeries.FRAME_OF_REFERENCE);

    assertThrows(ImagingException.class, () -> SyntheticSeries.write(folder, "T1", sheared));
  }
}

package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.render.Window;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// Small series that tests write and read back.
final class SyntheticSeries {
  static final String FRAME_OF_REFERENCE = DicomUid.named("test frame of reference");

  private SyntheticSeries() {}

  static MrStudyHeader study(String patientId) {
    return new MrStudyHeader(
        patientId,
        "Müller",
        "Zoë",
        LocalDate.of(1972, 3, 12),
        "F",
        DicomUid.named("study of " + patientId),
        LocalDateTime.of(2026, 3, 12, 14, 3, 5),
        "Head",
        "A1");
  }

  static MrSeriesHeader series(String name, Optional<String> contrast) {
    return new MrSeriesHeader(
        DicomUid.named(name),
        3,
        name,
        "SE",
        "NONE",
        "",
        500,
        12,
        Optional.empty(),
        90,
        1.5,
        contrast,
        Optional.of(new Window(500, 1000)),
        "Cairn synthetic",
        "Phantom",
        true);
  }

  /// An oblique grid: rows tilted 20 degrees about x.
  static Grid grid(int columns, int rows, int slices) {
    double c = Math.cos(Math.toRadians(20));
    double s = Math.sin(Math.toRadians(20));
    var affine =
        new Affine(
            new PatientPoint(-40.5, -30.25, 12),
            new PatientPoint(0.9, 0, 0),
            new PatientPoint(0, 1.1 * c, 1.1 * s),
            new PatientPoint(0, -4 * s, 4 * c));
    return new Grid(columns, rows, slices, affine, FRAME_OF_REFERENCE);
  }

  /// Every sample differs from its neighbours.
  static Volume ramp(Grid grid) {
    short[] stored = new short[grid.voxels()];
    for (int i = 0; i < stored.length; i++) stored[i] = (short) ((i * 7) % 4000);
    return Volume.owning(grid, stored, false, 1, 0);
  }

  static List<WrittenObject> write(Path folder, String name, Grid grid) throws ImagingException {
    return new SeriesWriter()
        .write(ramp(grid), study("P1"), series(name, Optional.empty()), folder, Progress.NONE);
  }
}

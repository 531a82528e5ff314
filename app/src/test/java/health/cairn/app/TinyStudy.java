package health.cairn.app;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomUid;
import health.cairn.imaging.dicom.MrSeriesHeader;
import health.cairn.imaging.dicom.MrStudyHeader;
import health.cairn.imaging.dicom.SeriesWriter;
import health.cairn.imaging.dicom.WrittenObject;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/// A T1 series of a few small slices, written as DICOM files in a moment.
public final class TinyStudy {
  private TinyStudy() {}

  /// @param name sets patient, study and series apart from those of other names
  public static List<Path> write(Path folder, String name, int slices) throws ImagingException {
    return write(folder, name, name, 16, slices);
  }

  /// @param study sets patient and study apart from others
  /// @param size rows and columns
  public static List<Path> write(Path folder, String study, String series, int size, int slices)
      throws ImagingException {
    Affine affine =
        new Affine(
            new PatientPoint(-8, -8, 0),
            new PatientPoint(1, 0, 0),
            new PatientPoint(0, 1, 0),
            new PatientPoint(0, 0, 3));
    Grid grid = new Grid(size, size, slices, affine, DicomUid.named("frame of " + study));
    short[] samples = new short[grid.voxels()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((i * 31) % 997);
    }
    return new SeriesWriter()
            .write(
                Volume.owning(grid, samples, false, 1, 0),
                new MrStudyHeader(
                    "ID-" + study,
                    "Roe",
                    "Jane",
                    LocalDate.of(1970, 1, 2),
                    "F",
                    DicomUid.named("study of " + study),
                    LocalDateTime.of(2026, 3, 1, 12, 0),
                    "Head",
                    "A1"),
                new MrSeriesHeader(
                    DicomUid.named("series of " + series),
                    1,
                    "T1",
                    "SE",
                    "NONE",
                    "",
                    500,
                    12,
                    Optional.empty(),
                    90,
                    1.5,
                    Optional.empty(),
                    Optional.empty(),
                    "Cairn synthetic",
                    "Phantom",
                    true),
                folder,
                Progress.NONE)
            .stream()
            .map(WrittenObject::file)
            .toList();
  }
}

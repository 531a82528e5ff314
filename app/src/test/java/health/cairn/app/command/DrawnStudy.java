package health.cairn.app.command;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomUid;
import health.cairn.imaging.dicom.MrSeriesHeader;
import health.cairn.imaging.dicom.MrStudyHeader;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.SeriesWriter;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;

/// Drawn volumes as DICOM files of one study, each by the role its header gives it; and the volumes of
/// `training/bring_your_own.py`.
final class DrawnStudy {
  static final Grid HEAD = grid(40, 44, 30, at(-30, -33, -29), 1.5, 1.5, 2);
  private static final Grid OTHER = grid(30, 56, 22, at(-31, -32, -30), 2, 1.2, 2.5);

  private DrawnStudy() {}

  /// The four sequences on which `brats-tiny` was asked by Python.
  static Map<SequenceRole, Volume> formula() {
    return Map.of(
        SequenceRole.FLAIR, drawn(HEAD, 0),
        SequenceRole.T1, drawn(HEAD, 1),
        SequenceRole.T1C, drawn(HEAD, 2),
        SequenceRole.T2, drawn(OTHER, 3));
  }

  /// As `drawn` of `bring_your_own.py`.
  private static Volume drawn(Grid grid, int number) {
    short[] stored = new short[grid.voxels()];
    for (int k = 0; k < grid.slices(); k++) {
      for (int j = 0; j < grid.rows(); j++) {
        for (int i = 0; i < grid.columns(); i++) {
          double x = (2 * i - (grid.columns() - 1)) / (double) grid.columns();
          double y = (2 * j - (grid.rows() - 1)) / (double) grid.rows();
          double z = (2 * k - (grid.slices() - 1)) / (double) grid.slices();
          if (x * x + y * y + z * z <= 0.8) {
            int texture = (i * 7 + j * 13 + k * 5 + number * 11) % 97;
            int slope =
                (int) Math.floor(150 * (x + 1) + 90 * (number + 1) * (y + 1) + 60 * (z + 1));
            stored[grid.offset(i, j, k)] = (short) (100 + texture + slope);
          }
        }
      }
    }
    return Volume.owning(grid, stored, false, 1, 0);
  }

  /// Axial, all in one frame of reference.
  static Grid grid(
      int columns, int rows, int slices, PatientPoint origin, double x, double y, double z) {
    return new Grid(
        columns,
        rows,
        slices,
        new Affine(origin, at(x, 0, 0), at(0, y, 0), at(0, 0, z)),
        DicomUid.named("frame of a drawn study"));
  }

  static PatientPoint at(double x, double y, double z) {
    return new PatientPoint(x, y, z);
  }

  static Path write(Map<SequenceRole, Volume> sequences, Path folder) throws ImagingException {
    for (Map.Entry<SequenceRole, Volume> sequence : sequences.entrySet()) {
      new SeriesWriter()
          .write(
              sequence.getValue(),
              new MrStudyHeader(
                  "ID-drawn",
                  "Roe",
                  "Jane",
                  LocalDate.of(1970, 1, 2),
                  "F",
                  DicomUid.named("a drawn study"),
                  LocalDateTime.of(2026, 3, 1, 12, 0),
                  "Head",
                  "A1"),
              header(sequence.getKey()),
              folder.resolve(sequence.getKey().name()),
              Progress.NONE);
    }
    return folder;
  }

  private static MrSeriesHeader header(SequenceRole role) {
    boolean flair = role == SequenceRole.FLAIR;
    boolean long1 = flair || role == SequenceRole.T2;
    return new MrSeriesHeader(
        DicomUid.named("drawn " + role),
        role.ordinal() + 1,
        role == SequenceRole.T1C ? "T1 + C" : role.name(),
        flair ? "SE\\IR" : "SE",
        "NONE",
        "",
        flair ? 9000 : long1 ? 4000 : 500,
        long1 ? 100 : 12,
        flair ? Optional.of(2500.0) : Optional.empty(),
        90,
        1.5,
        role == SequenceRole.T1C ? Optional.of("Gadolinium, synthetic") : Optional.empty(),
        Optional.empty(),
        "Cairn synthetic",
        "Phantom",
        true);
  }
}

package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.PatientPoint;
import java.util.Optional;
import org.aoju.bus.image.Tag;

/// Where one frame lies in the patient, by Image Orientation and Position (Patient) and Pixel Spacing
/// alone (DICOM PS3.3 C.7.6.2, C.7.6.16.2). What is absent or impossible stays empty.
///
/// @param axes direction of rows and of columns, at right angles, of length 1
/// @param position centre of the first pixel
/// @param spacing of pixels
record FramePlane(
    Optional<Axes> axes, Optional<PatientPoint> position, Optional<PixelSpacing> spacing) {
  private static final double TOLERANCE = 1e-2;

  /// Pixels smaller or larger than this are no image of a person.
  private static final double MIN_SPACING_MM = 1e-4;

  private static final double MAX_SPACING_MM = 1e3;

  /// @param row direction in which the column index grows
  /// @param column direction in which the row index grows
  record Axes(PatientPoint row, PatientPoint column) {
    PatientPoint normal() {
      return row.cross(column);
    }

    boolean nearly(Axes other) {
      return row.distanceTo(other.row) < 1e-3 && column.distanceTo(other.column) < 1e-3;
    }
  }

  /// Millimetres from one row to the next and from one column to the next.
  record PixelSpacing(double rowsMm, double columnsMm) {
    boolean nearly(PixelSpacing other) {
      return Math.abs(rowsMm - other.rowsMm) < 1e-4 * rowsMm
          && Math.abs(columnsMm - other.columnsMm) < 1e-4 * columnsMm;
    }
  }

  static FramePlane of(Header header, FrameGroups groups) {
    return new FramePlane(
        groups
            .item(Tag.PlaneOrientationSequence)
            .flatMap(item -> item.numbers(Tag.ImageOrientationPatient, 6))
            .or(() -> header.numbers(Tag.ImageOrientationPatient, 6))
            .flatMap(FramePlane::axes),
        groups
            .item(Tag.PlanePositionSequence)
            .flatMap(item -> item.numbers(Tag.ImagePositionPatient, 3))
            .or(() -> header.numbers(Tag.ImagePositionPatient, 3))
            .map(at -> new PatientPoint(at[0], at[1], at[2])),
        groups
            .item(Tag.PixelMeasuresSequence)
            .flatMap(item -> item.numbers(Tag.PixelSpacing, 2))
            .or(() -> header.numbers(Tag.PixelSpacing, 2))
            .filter(mm -> possible(mm[0]) && possible(mm[1]))
            .map(mm -> new PixelSpacing(mm[0], mm[1])));
  }

  private static boolean possible(double mm) {
    return mm >= MIN_SPACING_MM && mm <= MAX_SPACING_MM;
  }

  private static Optional<Axes> axes(double[] cosines) {
    PatientPoint row = new PatientPoint(cosines[0], cosines[1], cosines[2]);
    PatientPoint column = new PatientPoint(cosines[3], cosines[4], cosines[5]);
    boolean unit =
        Math.abs(row.length() - 1) < TOLERANCE && Math.abs(column.length() - 1) < TOLERANCE;
    if (!unit || Math.abs(row.dot(column)) > TOLERANCE) return Optional.empty();
    PatientPoint exactRow = row.times(1 / row.length());
    PatientPoint upright = column.minus(exactRow.times(column.dot(exactRow)));
    return Optional.of(new Axes(exactRow, upright.times(1 / upright.length())));
  }

  /// Millimetres along the normal; only where axes and position are known.
  Optional<Double> alongNormal() {
    return axes.flatMap(known -> position.map(at -> at.dot(known.normal())));
  }
}

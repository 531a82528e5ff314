package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.PatientPoint;

/// The plane attributes of a grid as they are written (DICOM PS3.3 C.7.6.2).
///
/// @param row direction of rows, of length 1
/// @param column direction of columns, of length 1
record PlaneText(Affine affine, PatientPoint row, PatientPoint column) {

  static PlaneText of(Affine affine) {
    return new PlaneText(affine, unit(affine.columnStep()), unit(affine.rowStep()));
  }

  String[] orientation() {
    return DecimalText.of(
        row.xMm(), row.yMm(), row.zMm(), column.xMm(), column.yMm(), column.zMm());
  }

  /// Between rows first, then between columns (PS3.3 10.7.1.3).
  String[] pixelSpacing() {
    return DecimalText.of(affine.rowSpacingMm(), affine.columnSpacingMm());
  }

  /// From slice to slice along the normal.
  String sliceSpacing() {
    return DecimalText.of(Math.abs(affine.sliceStep().dot(row.cross(column))));
  }

  static String[] position(PatientPoint at) {
    return DecimalText.of(at.xMm(), at.yMm(), at.zMm());
  }

  private static PatientPoint unit(PatientPoint vector) {
    return vector.times(1 / vector.length());
  }
}

package health.cairn.imaging.volume;

/// The map from voxel indices to patient millimetres (DICOM PS3.3 C.7.6.2.1.1, equation
/// C.7.6.2.1-1, extended to the stack).
///
/// @param origin centre of voxel (0, 0, 0)
/// @param columnStep from one column to the next (direction of a row times column spacing)
/// @param rowStep from one row to the next (direction of a column times row spacing)
/// @param sliceStep from one slice to the next
public record Affine(
    PatientPoint origin, PatientPoint columnStep, PatientPoint rowStep, PatientPoint sliceStep) {

  public Affine {
    double determinant = columnStep.cross(rowStep).dot(sliceStep);
    if (!(Math.abs(determinant) > 1e-9)) {
      throw new IllegalArgumentException("a grid without extent in three directions");
    }
  }

  public PatientPoint toPatient(VoxelIndex index) {
    return origin
        .plus(columnStep.times(index.column()))
        .plus(rowStep.times(index.row()))
        .plus(sliceStep.times(index.slice()));
  }

  public VoxelIndex toVoxel(PatientPoint point) {
    PatientPoint d = point.minus(origin);
    double determinant = columnStep.cross(rowStep).dot(sliceStep);
    return new VoxelIndex(
        d.dot(rowStep.cross(sliceStep)) / determinant,
        d.dot(sliceStep.cross(columnStep)) / determinant,
        d.dot(columnStep.cross(rowStep)) / determinant);
  }

  public double columnSpacingMm() {
    return columnStep.length();
  }

  public double rowSpacingMm() {
    return rowStep.length();
  }

  public double sliceSpacingMm() {
    return sliceStep.length();
  }

  /// Volume of one voxel in cubic millimetres.
  public double voxelVolumeMm3() {
    return Math.abs(columnStep.cross(rowStep).dot(sliceStep));
  }
}

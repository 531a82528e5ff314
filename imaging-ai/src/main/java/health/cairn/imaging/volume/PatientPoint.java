package health.cairn.imaging.volume;

/// A point or a vector in the patient's coordinates, in millimetres: x grows to the patient's left,
/// y to the back, z to the head (LPS, DICOM PS3.3 C.7.6.2.1.1).
public record PatientPoint(double xMm, double yMm, double zMm) {

  public PatientPoint plus(PatientPoint other) {
    return new PatientPoint(xMm + other.xMm, yMm + other.yMm, zMm + other.zMm);
  }

  public PatientPoint minus(PatientPoint other) {
    return new PatientPoint(xMm - other.xMm, yMm - other.yMm, zMm - other.zMm);
  }

  public PatientPoint times(double factor) {
    return new PatientPoint(xMm * factor, yMm * factor, zMm * factor);
  }

  public double dot(PatientPoint other) {
    return xMm * other.xMm + yMm * other.yMm + zMm * other.zMm;
  }

  public PatientPoint cross(PatientPoint other) {
    return new PatientPoint(
        yMm * other.zMm - zMm * other.yMm,
        zMm * other.xMm - xMm * other.zMm,
        xMm * other.yMm - yMm * other.xMm);
  }

  public double length() {
    return Math.sqrt(dot(this));
  }

  public double distanceTo(PatientPoint other) {
    return minus(other).length();
  }
}

package health.cairn.sample.phantom;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;

/// Where the head lies in the scanner, and where the slices were planned.
///
/// The head is turned and tilted a little, as heads are; the slices follow its axis almost, so they
/// are oblique to the patient axes of DICOM.
final class Placement {
  static final int SLICES = 24;
  static final double SLICE_SPACING_MM = 5.0;
  static final double FIELD_OF_VIEW_MM = 240;

  private static final PatientPoint ISOCENTRE = new PatientPoint(2.5, -18.0, 11.0);

  /// Where the middle of the first slice is, in slice axes around the head's origin.
  private static final PatientPoint FIRST = new PatientPoint(0, 9.0, -47.0);

  private final double[][] head = rotation(8.0, 1.6, -2.4);
  private final double[][] planned = rotation(9.5, 0.9, 0);
  private final String frameOfReferenceUid;

  Placement(String frameOfReferenceUid) {
    this.frameOfReferenceUid = frameOfReferenceUid;
  }

  /// The grid of a series with square pixels, `matrix` on a side.
  Grid grid(int matrix) {
    double spacing = FIELD_OF_VIEW_MM / matrix;
    PatientPoint columnStep = direction(planned, 0).times(spacing);
    PatientPoint rowStep = direction(planned, 1).times(spacing);
    double half = (matrix - 1) / 2.0;
    PatientPoint corner = patient(0, 0, 0).minus(columnStep.times(half)).minus(rowStep.times(half));
    PatientPoint sliceStep = direction(planned, 2).times(SLICE_SPACING_MM);
    Affine affine = new Affine(corner, columnStep, rowStep, sliceStep);
    return new Grid(matrix, matrix, SLICES, affine, frameOfReferenceUid);
  }

  /// A place in slice axes (millimetres from the middle of the first slice) in patient coordinates.
  private PatientPoint patient(double right, double down, double up) {
    return ISOCENTRE
        .plus(direction(planned, 0).times(FIRST.xMm() + right))
        .plus(direction(planned, 1).times(FIRST.yMm() + down))
        .plus(direction(planned, 2).times(FIRST.zMm() + up));
  }

  /// Patient coordinates in the head's own axes, written to `out`.
  void toHead(double x, double y, double z, double[] out) {
    double dx = x - ISOCENTRE.xMm();
    double dy = y - ISOCENTRE.yMm();
    double dz = z - ISOCENTRE.zMm();
    for (int i = 0; i < 3; i++) {
      out[i] = head[0][i] * dx + head[1][i] * dy + head[2][i] * dz;
    }
  }

  private static PatientPoint direction(double[][] m, int axis) {
    return new PatientPoint(m[0][axis], m[1][axis], m[2][axis]);
  }

  /// Rotation about x, then y, then z, in degrees; columns are the turned axes.
  private static double[][] rotation(double aboutX, double aboutY, double aboutZ) {
    double a = StrictMath.toRadians(aboutX);
    double b = StrictMath.toRadians(aboutY);
    double c = StrictMath.toRadians(aboutZ);
    double ca = StrictMath.cos(a);
    double sa = StrictMath.sin(a);
    double cb = StrictMath.cos(b);
    double sb = StrictMath.sin(b);
    double cc = StrictMath.cos(c);
    double sc = StrictMath.sin(c);
    return new double[][] {
      {cc * cb, cc * sb * sa - sc * ca, cc * sb * ca + sc * sa},
      {sc * cb, sc * sb * sa + cc * ca, sc * sb * ca - cc * sa},
      {-sb, cb * sa, cb * ca}
    };
  }
}

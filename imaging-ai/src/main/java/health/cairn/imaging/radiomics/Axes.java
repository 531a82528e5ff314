package health.cairn.imaging.radiomics;

import java.util.Arrays;

/// Principal axes of the voxel centres (IBSI 3.1, axis lengths; 4 times the root of each eigenvalue of
/// their covariance), longest first.
final class Axes {
  private final double[] eigenvalues;

  private Axes(double[] eigenvalues) {
    this.eigenvalues = eigenvalues;
  }

  static Axes of(Region region) {
    double[] mean = new double[3];
    double[][] covariance = new double[3][3];
    int n = region.voxels();
    for (int pass = 0; pass < 2; pass++) {
      for (int cell = 0; cell < region.cells(); cell++) {
        if (!region.isInside(cell)) {
          continue;
        }
        int slice = cell / (region.size(0) * region.size(1));
        int row = cell / region.size(0) % region.size(1);
        double[] at = {
          cell % region.size(0) * region.spacingMm(0),
          row * region.spacingMm(1),
          slice * region.spacingMm(2)
        };
        for (int a = 0; a < 3; a++) {
          if (pass == 0) {
            mean[a] += at[a] / n;
          } else {
            for (int b = 0; b < 3; b++) {
              covariance[a][b] += (at[a] - mean[a]) * (at[b] - mean[b]) / n;
            }
          }
        }
      }
    }
    return new Axes(eigenvaluesDescending(covariance));
  }

  double length(int axis) {
    return 4 * Math.sqrt(eigenvalues[axis]);
  }

  /// Root of the ratio of two eigenvalues; 0 where the longer axis has no length.
  double ratio(int shorter, int longer) {
    return eigenvalues[longer] == 0 ? 0 : Math.sqrt(eigenvalues[shorter] / eigenvalues[longer]);
  }

  /// Jacobi rotations; what rounding makes negative is 0.
  private static double[] eigenvaluesDescending(double[][] m) {
    for (int sweep = 0; sweep < 50; sweep++) {
      for (int a = 0; a < 3; a++) {
        for (int b = a + 1; b < 3; b++) {
          if (Math.abs(m[a][b]) > 1e-300) {
            double theta = (m[b][b] - m[a][a]) / (2 * m[a][b]);
            double t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
            double c = 1 / Math.hypot(t, 1);
            double s = t * c;
            for (int k = 0; k < 3; k++) {
              double ka = m[k][a];
              double kb = m[k][b];
              m[k][a] = c * ka - s * kb;
              m[k][b] = s * ka + c * kb;
            }
            for (int k = 0; k < 3; k++) {
              double ak = m[a][k];
              double bk = m[b][k];
              m[a][k] = c * ak - s * bk;
              m[b][k] = s * ak + c * bk;
            }
          }
        }
      }
    }
    double[] values = {m[0][0], m[1][1], m[2][2]};
    Arrays.sort(values);
    return new double[] {Math.max(0, values[2]), Math.max(0, values[1]), Math.max(0, values[0])};
  }
}

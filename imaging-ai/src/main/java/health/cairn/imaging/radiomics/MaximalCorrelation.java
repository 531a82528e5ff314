package health.cairn.imaging.radiomics;

import java.util.Arrays;

/// PyRadiomics' MCC (Haralick's fourteenth; not in the IBSI): the square root of the second largest
/// eigenvalue of Q(i,j) = sum over k of p(i,k) p(j,k) / (px(i) px(k)). For a symmetrical matrix Q is
/// similar to the square of S = D^-1/2 P D^-1/2, whose eigenvalues are found by Jacobi rotations.
final class MaximalCorrelation {
  private static final int MAX_SWEEPS = 60;
  private static final double SMALL = 1e-22;

  private final int m;
  private final double[][] s;

  MaximalCorrelation(double[] p, double[] px) {
    int n = px.length;
    int[] present = new int[n];
    int count = 0;
    for (int i = 0; i < n; i++) {
      if (px[i] > 0) {
        present[count++] = i;
      }
    }
    this.m = count;
    this.s = new double[count][count];
    for (int a = 0; a < count; a++) {
      for (int b = 0; b < count; b++) {
        double norm = Math.sqrt(px[present[a]] * px[present[b]]);
        s[a][b] = p[present[a] * n + present[b]] / norm;
      }
    }
  }

  /// 1 for a region with one level.
  double value() {
    if (m < 2) {
      return 1;
    }
    for (int sweep = 0; sweep < MAX_SWEEPS && offDiagonal() > SMALL; sweep++) {
      for (int a = 0; a < m; a++) {
        for (int b = a + 1; b < m; b++) {
          rotate(a, b);
        }
      }
    }
    double[] size = new double[m];
    for (int a = 0; a < m; a++) {
      size[a] = Math.abs(s[a][a]);
    }
    Arrays.sort(size);
    return size[m - 2];
  }

  private double offDiagonal() {
    double sum = 0;
    for (int a = 0; a < m; a++) {
      for (int b = a + 1; b < m; b++) {
        sum += s[a][b] * s[a][b];
      }
    }
    return sum;
  }

  private void rotate(int a, int b) {
    if (Math.abs(s[a][b]) < 1e-300) {
      return;
    }
    double theta = (s[b][b] - s[a][a]) / (2 * s[a][b]);
    double sign = theta < 0 ? -1 : 1;
    double t = sign / (Math.abs(theta) + Math.hypot(theta, 1));
    double c = 1 / Math.hypot(t, 1);
    double sine = t * c;
    for (int k = 0; k < m; k++) {
      double ka = s[k][a];
      double kb = s[k][b];
      s[k][a] = c * ka - sine * kb;
      s[k][b] = sine * ka + c * kb;
    }
    for (int k = 0; k < m; k++) {
      double ak = s[a][k];
      double bk = s[b][k];
      s[a][k] = c * ak - sine * bk;
      s[b][k] = sine * ak + c * bk;
    }
  }
}

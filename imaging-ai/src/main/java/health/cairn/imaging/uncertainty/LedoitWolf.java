package health.cairn.imaging.uncertainty;

/// A covariance that can be inverted though there are few samples: the empirical one, shrunk towards
/// a multiple of the identity by the share that minimises the expected squared error (Ledoit and Wolf,
/// J. Multivariate Analysis 88, 2004).
final class LedoitWolf {
  private final double[][] covariance;
  private final double shrinkage;

  private LedoitWolf(double[][] covariance, double shrinkage) {
    this.covariance = covariance;
    this.shrinkage = shrinkage;
  }

  /// @param centred samples row by row, whose mean is already taken away
  static LedoitWolf of(double[][] centred) {
    int n = centred.length;
    int p = centred[0].length;
    double[][] empirical = new double[p][p];
    double squares = 0;
    for (double[] row : centred) {
      double norm = 0;
      for (int i = 0; i < p; i++) {
        norm += row[i] * row[i];
        for (int j = 0; j <= i; j++) {
          empirical[i][j] += row[i] * row[j];
        }
      }
      // Sum over all i, j of (x_i x_j)^2.
      squares += norm * norm;
    }
    double trace = 0;
    double frobenius = 0;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        empirical[i][j] /= n;
        empirical[j][i] = empirical[i][j];
        frobenius += (i == j ? 1 : 2) * empirical[i][j] * empirical[i][j];
      }
      trace += empirical[i][i];
    }
    double mean = trace / p;
    double distance = (frobenius - p * mean * mean) / p;
    double variance = Math.min(distance, (squares / n - frobenius) / n / p);
    double shrinkage = distance <= 0 ? 1 : Math.max(0, variance) / distance;
    for (int i = 0; i < p; i++) {
      for (int j = 0; j < p; j++) {
        empirical[i][j] = (1 - shrinkage) * empirical[i][j] + (i == j ? shrinkage * mean : 0);
      }
    }
    return new LedoitWolf(empirical, shrinkage);
  }

  double covariance(int row, int column) {
    return covariance[row][column];
  }

  /// Share of the identity, 0..1.
  double shrinkage() {
    return shrinkage;
  }

  /// Lower triangle L with L L' = covariance plus a trillionth of its mean variance on the diagonal,
  /// which lets embeddings with dead units through.
  double[][] cholesky() {
    int p = covariance.length;
    double trace = 0;
    for (int i = 0; i < p; i++) {
      trace += covariance[i][i];
    }
    double jitter = Math.max(Double.MIN_NORMAL, 1e-12 * trace / p);
    double[][] lower = new double[p][p];
    for (int i = 0; i < p; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = covariance[i][j] + (i == j ? jitter : 0);
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(jitter, sum)) : sum / lower[j][j];
      }
    }
    return lower;
  }
}

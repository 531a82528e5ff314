package health.cairn.imaging.uncertainty;

/// Distance to the nearest class's mean, in the metric of one covariance that all classes share (Lee
/// et al., NeurIPS 2018), shrunk as Ledoit and Wolf say.
public final class Mahalanobis implements DistanceScore {
  private final double[][] means;
  private final double[][] lower;
  private final double shrinkage;

  private Mahalanobis(double[][] means, double[][] lower, double shrinkage) {
    this.means = means;
    this.lower = lower;
    this.shrinkage = shrinkage;
  }

  /// @param training embeddings of the images the model learnt from
  public static Mahalanobis fit(Embeddings training) {
    int classes = 0;
    for (int i = 0; i < training.count(); i++) {
      classes = Math.max(classes, training.label(i) + 1);
    }
    double[][] means = new double[classes][training.length()];
    int[] counts = new int[classes];
    for (int i = 0; i < training.count(); i++) {
      counts[training.label(i)]++;
      for (int j = 0; j < training.length(); j++) {
        means[training.label(i)][j] += training.at(i, j);
      }
    }
    for (int k = 0; k < classes; k++) {
      for (int j = 0; j < training.length(); j++) {
        // A class without images is infinitely far away.
        means[k][j] = counts[k] == 0 ? Double.POSITIVE_INFINITY : means[k][j] / counts[k];
      }
    }
    double[][] centred = new double[training.count()][training.length()];
    for (int i = 0; i < training.count(); i++) {
      for (int j = 0; j < training.length(); j++) {
        centred[i][j] = training.at(i, j) - means[training.label(i)][j];
      }
    }
    LedoitWolf covariance = LedoitWolf.of(centred);
    return new Mahalanobis(means, covariance.cholesky(), covariance.shrinkage());
  }

  /// Share of the identity in the covariance, 0..1.
  public double shrinkage() {
    return shrinkage;
  }

  @Override
  public double distance(double[] embedding) {
    if (embedding.length != lower.length) {
      throw new IllegalArgumentException("an embedding of " + embedding.length);
    }
    double nearest = Double.POSITIVE_INFINITY;
    for (double[] mean : means) {
      if (Double.isInfinite(mean[0])) {
        continue;
      }
      // |L^-1 (x - mean)|, by forward substitution.
      double[] solved = new double[lower.length];
      double square = 0;
      for (int i = 0; i < lower.length; i++) {
        double sum = embedding[i] - mean[i];
        for (int k = 0; k < i; k++) {
          sum -= lower[i][k] * solved[k];
        }
        solved[i] = sum / lower[i][i];
        square += solved[i] * solved[i];
      }
      nearest = Math.min(nearest, square);
    }
    return Math.sqrt(nearest);
  }
}

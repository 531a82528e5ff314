package health.cairn.imaging.uncertainty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Distances from what was learnt. The golden covariance is scikit-learn's `LedoitWolf`.
class OutsideTest {
  @Test
  void ledoitWolf_isScikitLearns() {
    double[][] x = new double[24][3];
    double[] mean = new double[3];
    for (int i = 0; i < 24; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = ((i * 7 + j * 3) % 11) / 3.0 * (j + 1) + (i * j % 5) * 0.5;
        mean[j] += x[i][j] / 24;
      }
    }
    for (double[] row : x) {
      for (int j = 0; j < 3; j++) {
        row[j] -= mean[j];
      }
    }
    LedoitWolf fitted = LedoitWolf.of(x);
    assertEquals(0.17342700258685462, fitted.shrinkage(), 1e-9);
    assertEquals(1.8500438172840252, fitted.covariance(0, 0), 1e-9);
    assertEquals(-1.3238083161694907, fitted.covariance(0, 2), 1e-9);
  }

  @Test
  void cholesky_givesTheCovarianceBack() {
    double[][] lower = LedoitWolf.of(new double[][] {{1, 2}, {-3, 1}, {2, -3}}).cholesky();
    LedoitWolf fitted = LedoitWolf.of(new double[][] {{1, 2}, {-3, 1}, {2, -3}});
    assertEquals(fitted.covariance(0, 0), lower[0][0] * lower[0][0], 1e-9);
    assertEquals(fitted.covariance(1, 0), lower[1][0] * lower[0][0], 1e-9);
    assertEquals(
        fitted.covariance(1, 1), lower[1][0] * lower[1][0] + lower[1][1] * lower[1][1], 1e-9);
  }

  @Test
  void distances_flagWhatIsOutsideAndKeepTheirPromiseInside() {
    Random random = new Random(11);
    Embeddings training = embeddings(random, 400);
    Embeddings held = embeddings(random, 300);
    Embeddings fresh = embeddings(random, 1000);
    for (DistanceScore score :
        List.of(Mahalanobis.fit(training), NearestNeighbours.fit(training, 10))) {
      List<Double> distances = new ArrayList<>();
      for (int i = 0; i < held.count(); i++) {
        distances.add(score.distance(held.row(i)));
      }
      Novelty novelty = Novelty.of(distances);
      double limit = novelty.threshold(0.05);
      int flagged = 0;
      for (int i = 0; i < fresh.count(); i++) {
        flagged += score.distance(fresh.row(i)) > limit ? 1 : 0;
      }
      assertTrue(flagged > 15 && flagged < 90, score.getClass() + " flagged " + flagged);
      int strange = 0;
      for (int i = 0; i < 200; i++) {
        double[] outside = new double[16];
        for (int j = 0; j < 16; j++) {
          outside[j] = random.nextGaussian() * 3;
        }
        strange += score.distance(outside) > limit ? 1 : 0;
      }
      assertTrue(strange > 190, score.getClass() + " saw " + strange);
      assertEquals(1, novelty.of(1e9));
      assertEquals(1 / 301.0, novelty.pValue(1e9), 1e-12);
    }
  }

  @Test
  void mahalanobis_isMeasuredFromTheNearestClassInUnitsOfItsSpread() {
    Random random = new Random(3);
    List<double[]> rows = new ArrayList<>();
    int[] labels = new int[20000];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 2;
      rows.add(
          new double[] {20 * labels[i] + 2 * random.nextGaussian(), 0.5 * random.nextGaussian()});
    }
    Mahalanobis score = Mahalanobis.fit(Embeddings.of(rows, labels));
    assertEquals(1, score.distance(new double[] {22, 0}), 0.05);
    assertEquals(2, score.distance(new double[] {0, 1}), 0.1);
  }

  /// Three classes in the first of 16 dimensions, an offset, some noise.
  private static Embeddings embeddings(Random random, int count) {
    List<double[]> rows = new ArrayList<>();
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 3;
      double[] row = new double[16];
      for (int j = 0; j < 16; j++) {
        row[j] = (j == labels[i] ? 4 : 0) + (j == 15 ? 6 : 0) + random.nextGaussian() * 0.5;
      }
      rows.add(row);
    }
    return Embeddings.of(rows, labels);
  }
}

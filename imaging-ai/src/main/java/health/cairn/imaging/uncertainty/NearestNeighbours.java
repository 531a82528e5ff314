package health.cairn.imaging.uncertainty;

import java.util.Arrays;

/// Distance to the k-th nearest training embedding, all brought to length 1 first (Sun et al., ICML
/// 2022). Every query looks at every training row.
public final class NearestNeighbours implements DistanceScore {
  private final double[][] rows;
  private final int neighbour;

  private NearestNeighbours(double[][] rows, int neighbour) {
    this.rows = rows;
    this.neighbour = neighbour;
  }

  /// @param neighbour which one, from 1; at most the number of rows
  public static NearestNeighbours fit(Embeddings training, int neighbour) {
    if (neighbour < 1 || neighbour > training.count()) {
      throw new IllegalArgumentException("neighbour " + neighbour + " of " + training.count());
    }
    double[][] rows = new double[training.count()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = unit(training.row(i));
    }
    return new NearestNeighbours(rows, neighbour);
  }

  @Override
  public double distance(double[] embedding) {
    if (embedding.length != rows[0].length) {
      throw new IllegalArgumentException("an embedding of " + embedding.length);
    }
    double[] unit = unit(embedding);
    double[] squares = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < unit.length; j++) {
        double off = rows[i][j] - unit[j];
        squares[i] += off * off;
      }
    }
    Arrays.sort(squares);
    return Math.sqrt(squares[neighbour - 1]);
  }

  private static double[] unit(double[] row) {
    double norm = 0;
    for (double value : row) {
      norm += value * value;
    }
    double by = Math.max(1e-12, Math.sqrt(norm));
    return Arrays.stream(row).map(value -> value / by).toArray();
  }
}

package health.cairn.imaging.uncertainty;

import java.util.List;

/// Embeddings of images whose class is known.
public final class Embeddings {
  private final double[][] rows;
  private final int[] labels;

  private Embeddings(double[][] rows, int[] labels) {
    this.rows = rows;
    this.labels = labels;
  }

  /// Copies; all rows of one length, labels from 0.
  public static Embeddings of(List<double[]> rows, int[] labels) {
    if (rows.isEmpty() || rows.size() != labels.length) {
      throw new IllegalArgumentException(rows.size() + " rows with " + labels.length + " labels");
    }
    double[][] copy = rows.stream().map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < copy.length; i++) {
      if (copy[i].length != copy[0].length || copy[0].length == 0 || labels[i] < 0) {
        throw new IllegalArgumentException("row " + i + " is not like the others");
      }
      for (double value : copy[i]) {
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException("row " + i + " holds something that is no number");
        }
      }
    }
    return new Embeddings(copy, labels.clone());
  }

  public int count() {
    return rows.length;
  }

  public int length() {
    return rows[0].length;
  }

  public int label(int row) {
    return labels[row];
  }

  double at(int row, int column) {
    return rows[row][column];
  }

  double[] row(int row) {
    return rows[row];
  }
}

package health.cairn.imaging.segment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Finds the connected parts of a thresholded volume from its rows' runs, without ever holding the
/// volume's probabilities (union-find over runs).
final class Parts {
  private final List<Part.Run> runs = new ArrayList<>();
  private final double cut;
  private final double threshold;

  /// @param cut voxels from this probability on belong to a part
  /// @param threshold of the card: from here on a voxel says how sure its part is
  Parts(double cut, double threshold) {
    this.cut = cut;
    this.threshold = threshold;
  }

  /// Adds one slice; slices come in ascending order.
  ///
  /// @param disagreements of the networks on the same voxels, bits
  void add(int slice, double[] probabilities, double[] disagreements, int columns) {
    for (int base = 0, row = 0; base < probabilities.length; base += columns, row++) {
      int column = 0;
      while (column < columns) {
        if (!(probabilities[base + column] >= cut)) {
          column++;
          continue;
        }
        int from = column;
        double sum = 0;
        double entropy = 0;
        double disagreement = 0;
        int sure = 0;
        double sureSum = 0;
        while (column < columns && probabilities[base + column] >= cut) {
          double p = probabilities[base + column];
          sum += p;
          entropy += binaryEntropy(p);
          disagreement += disagreements[base + column];
          if (p >= threshold) {
            sure++;
            sureSum += p;
          }
          column++;
        }
        runs.add(new Part.Run(slice, row, from, column, sum, entropy, disagreement, sure, sureSum));
      }
    }
  }

  /// All parts, the one with the largest sum of probabilities first.
  List<Part> found() {
    int[] parent = new int[runs.size()];
    Arrays.setAll(parent, i -> i);
    joinNeighbours(parent);
    Map<Integer, List<Part.Run>> byRoot = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      byRoot.computeIfAbsent(root(parent, i), k -> new ArrayList<>()).add(runs.get(i));
    }
    return byRoot.values().stream()
        .map(Part::of)
        .sorted(Comparator.comparingDouble(Part::probabilitySum).reversed())
        .toList();
  }

  /// Each run is compared with those of the row above in its slice, and of three rows one slice
  /// before. Four cursors move once through the list, as it is sorted.
  private void joinNeighbours(int[] parent) {
    int[][] steps = {{0, -1}, {-1, -1}, {-1, 0}, {-1, 1}};
    int[] cursor = new int[steps.length];
    for (int i = 0; i < runs.size(); i++) {
      Part.Run run = runs.get(i);
      for (int s = 0; s < steps.length; s++) {
        int slice = run.slice() + steps[s][0];
        int row = run.row() + steps[s][1];
        while (cursor[s] < i && before(runs.get(cursor[s]), slice, row)) {
          cursor[s]++;
        }
        for (int j = cursor[s]; j < i && isIn(runs.get(j), slice, row); j++) {
          Part.Run other = runs.get(j);
          if (other.from() <= run.to() && run.from() <= other.to()) {
            parent[root(parent, j)] = root(parent, i);
          }
        }
      }
    }
  }

  private static boolean before(Part.Run run, int slice, int row) {
    return run.slice() < slice || (run.slice() == slice && run.row() < row);
  }

  private static boolean isIn(Part.Run run, int slice, int row) {
    return run.slice() == slice && run.row() == row;
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }

  /// In bits: 0 where the model is sure, 1 at a probability of one half.
  static double binaryEntropy(double p) {
    return p <= 0 || p >= 1 ? 0 : -(p * Math.log(p) + (1 - p) * Math.log(1 - p)) / Math.log(2);
  }
}

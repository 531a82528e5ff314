package health.cairn.imaging.radiomics;

/// One regression tree. Node 0 is the root; children stand after their parent, so every walk ends.
final class Tree {
  private final int[] feature;
  private final float[] threshold;
  private final int[] left;
  private final int[] right;
  private final double[] value;

  /// @param feature index of the feature a node asks for; -1 for a leaf
  /// @param threshold go left where the feature is at most this
  /// @param value the answer of a leaf; of an inner node the mean over the training samples below it
  Tree(int[] feature, double[] threshold, int[] left, int[] right, double[] value) {
    int n = feature.length;
    if (n == 0
        || threshold.length != n
        || left.length != n
        || right.length != n
        || value.length != n) {
      throw new IllegalArgumentException("a tree whose arrays differ in length");
    }
    for (int node = 0; node < n; node++) {
      boolean inner = feature[node] >= 0;
      boolean forward =
          left[node] > node && left[node] < n && right[node] > node && right[node] < n;
      if (inner && !forward) {
        throw new IllegalArgumentException("a tree that does not lead downwards");
      }
      if (!Double.isFinite(value[node]) || (inner && Double.isNaN(threshold[node]))) {
        throw new IllegalArgumentException("a tree with a value that is not a number");
      }
    }
    this.feature = feature;
    // The file has the shortest decimal of a float.
    this.threshold = new float[n];
    for (int node = 0; node < n; node++) {
      this.threshold[node] = (float) threshold[node];
    }
    this.left = left;
    this.right = right;
    this.value = value;
  }

  int highestFeature() {
    int highest = -1;
    for (int f : feature) {
      highest = Math.max(highest, f);
    }
    return highest;
  }

  /// @param x features as float, the precision of the training table
  /// @param credit what each feature moved is added here, times `weight`
  /// @return the leaf's value
  double answer(float[] x, double[] credit, double weight) {
    int node = 0;
    while (feature[node] >= 0) {
      int next = x[feature[node]] <= threshold[node] ? left[node] : right[node];
      credit[feature[node]] += weight * (value[next] - value[node]);
      node = next;
    }
    return value[node];
  }

  double root() {
    return value[0];
  }
}

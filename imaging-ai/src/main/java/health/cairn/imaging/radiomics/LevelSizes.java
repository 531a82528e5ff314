package health.cairn.imaging.radiomics;

import java.util.TreeMap;

/// Counts of (grey level, size) pairs, where a size is a run's length, a zone's voxels or a voxel's
/// dependence: run length, size zone and dependence matrices share their formulas (IBSI 3.7, 3.8,
/// 3.11).
final class LevelSizes {
  private final TreeMap<Long, Double> counts = new TreeMap<>();
  private double total;

  void add(int level, int size) {
    counts.merge(((long) level << 32) | size, 1.0, Double::sum);
    total++;
  }

  boolean isEmpty() {
    return counts.isEmpty();
  }

  double total() {
    return total;
  }

  /// Mean over the entries of level^levelPower * size^sizePower.
  double emphasis(int levelPower, int sizePower) {
    double sum = 0;
    for (var entry : counts.entrySet()) {
      sum +=
          entry.getValue()
              * Math.pow(level(entry.getKey()), levelPower)
              * Math.pow(size(entry.getKey()), sizePower);
    }
    return sum / total;
  }

  /// Sum of the squared counts by level, divided by the total.
  double levelNonUniformity() {
    return nonUniformity(32);
  }

  /// Sum of the squared counts by size, divided by the total.
  double sizeNonUniformity() {
    return nonUniformity(0);
  }

  private double nonUniformity(int shift) {
    TreeMap<Long, Double> marginal = new TreeMap<>();
    counts.forEach(
        (key, count) -> marginal.merge((key >> shift) & 0xffffffffL, count, Double::sum));
    double sum = 0;
    for (double count : marginal.values()) {
      sum += count * count;
    }
    return sum / total;
  }

  double levelVariance() {
    double mean = emphasis(1, 0);
    return Math.max(0, emphasis(2, 0) - mean * mean);
  }

  double sizeVariance() {
    double mean = emphasis(0, 1);
    return Math.max(0, emphasis(0, 2) - mean * mean);
  }

  double entropy() {
    double sum = 0;
    for (double count : counts.values()) {
      sum += Logs.entropyTerm(count / total);
    }
    return sum;
  }

  private static double level(long key) {
    return key >> 32;
  }

  private static double size(long key) {
    return key & 0xffffffffL;
  }
}

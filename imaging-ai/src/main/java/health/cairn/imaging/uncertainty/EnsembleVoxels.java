package health.cairn.imaging.uncertainty;

import java.util.ArrayList;
import java.util.List;

/// What several maps of one tumour's probability say together, voxel by voxel: members of an
/// ensemble, mirrored views, or draws. Maps are added one after another and not kept, so that memory
/// does not grow with their number. One thread.
public final class EnsembleVoxels {
  private final double threshold;
  private final double[] sum;
  private final double[] entropies;
  private final List<Double> volumes = new ArrayList<>();

  /// @param voxels in each map
  /// @param threshold inside from this probability on
  public EnsembleVoxels(int voxels, double threshold) {
    if (voxels < 1 || !(threshold > 0 && threshold < 1)) {
      throw new IllegalArgumentException(voxels + " voxels with the threshold " + threshold);
    }
    this.threshold = threshold;
    sum = new double[voxels];
    entropies = new double[voxels];
  }

  /// @param probability 0..1 of every voxel
  public void add(float[] probability) {
    if (probability.length != sum.length) {
      throw new IllegalArgumentException(probability.length + " voxels for " + sum.length);
    }
    for (float p : probability) {
      if (!(p >= 0 && p <= 1)) {
        throw new IllegalArgumentException("a probability of " + p);
      }
    }
    long inside = 0;
    for (int i = 0; i < sum.length; i++) {
      sum[i] += probability[i];
      entropies[i] += entropy(probability[i]);
      inside += probability[i] >= threshold ? 1 : 0;
    }
    volumes.add((double) inside);
  }

  public int members() {
    return volumes.size();
  }

  /// Mean probability.
  public double mean(int voxel) {
    return sum[voxel] / needed();
  }

  /// Entropy of the mean in bits, 0..1: all there is of uncertainty.
  public double entropy(int voxel) {
    return entropy(mean(voxel));
  }

  /// How much of it is the members' disagreement (mutual information in bits; Depeweg et al. 2018);
  /// the rest is what every member is unsure of by itself.
  public double disagreement(int voxel) {
    return Math.max(0, entropy(voxel) - entropies[voxel] / needed());
  }

  private int needed() {
    if (volumes.isEmpty()) {
      throw new IllegalStateException("no map was added");
    }
    return volumes.size();
  }

  /// Of the whole lesion.
  public Lesion lesion() {
    needed();
    double entropy = 0;
    double disagreement = 0;
    long inside = 0;
    for (int i = 0; i < sum.length; i++) {
      if (mean(i) >= threshold) {
        entropy += entropy(i);
        disagreement += disagreement(i);
        inside++;
      }
    }
    double mean = volumes.stream().mapToDouble(v -> v).average().orElseThrow();
    double variance =
        volumes.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum()
            / Math.max(1, volumes.size() - 1);
    return new Lesion(
        inside,
        inside == 0 ? Double.NaN : entropy / inside,
        inside == 0 ? Double.NaN : disagreement / inside,
        mean == 0 || volumes.size() < 2 ? Double.NaN : Math.sqrt(variance) / mean);
  }

  /// @param voxels whose mean probability reaches the threshold
  /// @param meanEntropy over them, in bits; NaN when there are none
  /// @param meanDisagreement over them, in bits; NaN when there are none
  /// @param volumeVariation standard deviation of the members' volumes (n - 1) over their mean; NaN
  ///   with fewer than two members or when none sees anything
  public record Lesion(
      long voxels, double meanEntropy, double meanDisagreement, double volumeVariation) {}

  static double entropy(double p) {
    return BinaryEntropy.bits(p);
  }

  /// The map of disagreements.
  public float[] disagreementMap() {
    float[] map = new float[sum.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) disagreement(i);
    }
    return map;
  }

  /// The mean map.
  public float[] meanMap() {
    float[] map = new float[sum.length];
    for (int i = 0; i < map.length; i++) {
      map[i] = (float) mean(i);
    }
    return map;
  }
}

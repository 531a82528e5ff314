package health.cairn.imaging.uncertainty;

/// Doubt on the voxels of one slice, by `row * columns + column`. Immutable.
public final class DoubtSlice {
  private final double[] probability;
  private final double[] disagreement;

  /// @param probability the networks' mean, 0..1
  /// @param disagreement mutual information in bits ([EnsembleVoxels#disagreement]); as long
  public DoubtSlice(double[] probability, double[] disagreement) {
    if (probability.length != disagreement.length) {
      throw new IllegalArgumentException(
          disagreement.length + " disagreements for " + probability.length + " probabilities");
    }
    this.probability = probability.clone();
    this.disagreement = disagreement.clone();
  }

  public int voxels() {
    return probability.length;
  }

  /// All there is of doubt: the entropy of the mean probability in bits, 0 (sure) .. 1 (a coin).
  public double entropy(int voxel) {
    return EnsembleVoxels.entropy(probability[voxel]);
  }

  /// How much of [#entropy] is the networks' disagreement, bits; 0 for a network alone. Between slices
  /// and pixels of the network both are interpolated, so the part is held to the whole.
  public double disagreement(int voxel) {
    return Math.min(disagreement[voxel], entropy(voxel));
  }
}

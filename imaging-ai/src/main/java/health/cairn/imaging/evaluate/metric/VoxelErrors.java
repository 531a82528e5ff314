package health.cairn.imaging.evaluate.metric;

/// Whether the uncertainty of a probability map points at its own wrong voxels, in bounded memory:
/// counts of right and wrong voxels by uncertainty, in 1,000 steps. The uncertainty of a voxel is 1 -
/// 2|p - 1/2|, which orders voxels as the entropy of p does. Not thread-safe.
///
/// The area over all voxels is flattered by the easy background, so that of the doubtful region
/// (voxels with p >= 0.01, or true) is counted beside it.
public final class VoxelErrors {
  private static final int STEPS = 1000;
  private static final double DOUBTFUL = 0.01;

  private final long[][] counts = new long[4][STEPS + 1];

  /// @param probability 0..1
  public void add(double probability, boolean truth, boolean predicted) {
    double uncertainty = 1 - 2 * Math.abs(probability - 0.5);
    int step = Math.clamp(Math.round(uncertainty * STEPS), 0, STEPS);
    int wrong = truth != predicted ? 1 : 0;
    counts[wrong][step]++;
    if (truth || probability >= DOUBTFUL) {
      counts[2 + wrong][step]++;
    }
  }

  /// Area under the ROC curve for finding wrong voxels among all; NaN when all are right or wrong.
  public double auroc() {
    return RocArea.ofCounts(counts[1], counts[0]);
  }

  /// The same among voxels that are true or have p >= 0.01.
  public double aurocOfDoubtful() {
    return RocArea.ofCounts(counts[3], counts[2]);
  }
}

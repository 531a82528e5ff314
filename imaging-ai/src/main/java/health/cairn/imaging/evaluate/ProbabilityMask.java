package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.evaluate.metric.VoxelErrors;
import java.util.function.IntToDoubleFunction;

/// Scores a probability map against the truth, and counts its right and wrong voxels.
final class ProbabilityMask {
  private static final double DOUBTFUL = 0.01;

  private ProbabilityMask() {}

  static MaskScore score(
      String label,
      Lattice lattice,
      BinaryMask truth,
      IntToDoubleFunction probability,
      double threshold,
      VoxelErrors voxels) {
    BinaryMask predicted = BinaryMask.of(lattice, at -> probability.applyAsDouble(at) >= threshold);
    double doubt = 0;
    int doubtful = 0;
    for (int at = 0; at < lattice.cells(); at++) {
      double p = probability.applyAsDouble(at);
      voxels.add(p, truth.at(at), predicted.at(at));
      if (p >= DOUBTFUL) {
        doubtful++;
        doubt += 1 - 2 * Math.abs(p - 0.5);
      }
    }
    return MaskScore.of(label, truth, predicted, doubtful == 0 ? Double.NaN : doubt / doubtful);
  }
}

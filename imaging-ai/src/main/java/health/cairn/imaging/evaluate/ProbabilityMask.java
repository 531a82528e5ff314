package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.evaluate.metric.VoxelErrors;
import health.cairn.imaging.uncertainty.OutlineDoubt;
import java.util.function.IntToDoubleFunction;

/// Scores a probability map against the truth, and counts its right and wrong voxels.
final class ProbabilityMask {
  private ProbabilityMask() {}

  static MaskScore score(
      String label,
      Lattice lattice,
      BinaryMask truth,
      IntToDoubleFunction probability,
      double threshold,
      VoxelErrors voxels) {
    BinaryMask predicted = BinaryMask.of(lattice, at -> probability.applyAsDouble(at) >= threshold);
    OutlineDoubt doubt = new OutlineDoubt();
    for (int at = 0; at < lattice.cells(); at++) {
      double p = probability.applyAsDouble(at);
      voxels.add(p, truth.at(at), predicted.at(at));
      doubt.add(p);
    }
    return MaskScore.of(label, truth, predicted, doubt.mean());
  }
}

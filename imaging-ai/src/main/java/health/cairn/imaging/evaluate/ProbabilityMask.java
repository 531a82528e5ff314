package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.evaluate.metric.VoxelErrors;
import health.cairn.imaging.uncertainty.OutlineCut;
import health.cairn.imaging.uncertainty.OutlineDoubt;
import java.util.OptionalDouble;
import java.util.function.IntToDoubleFunction;

/// Cuts a case's probability map, scores it against the truth, and counts its right and wrong voxels.
final class ProbabilityMask {
  private ProbabilityMask() {}

  static MaskScore score(
      String label,
      Lattice lattice,
      BinaryMask truth,
      IntToDoubleFunction probability,
      OutlineCut rule,
      VoxelErrors voxels) {
    OptionalDouble cut = rule.of(lattice.cells(), probability);
    double from = cut.orElse(Double.POSITIVE_INFINITY);
    BinaryMask predicted = BinaryMask.of(lattice, at -> probability.applyAsDouble(at) >= from);
    OutlineDoubt doubt = new OutlineDoubt();
    for (int at = 0; at < lattice.cells(); at++) {
      double p = probability.applyAsDouble(at);
      voxels.add(p, truth.at(at), predicted.at(at));
      doubt.add(p);
    }
    return MaskScore.of(label, truth, predicted, doubt.mean(), cut);
  }
}

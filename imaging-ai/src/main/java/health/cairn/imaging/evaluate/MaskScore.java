package health.cairn.imaging.evaluate;

import health.cairn.imaging.evaluate.metric.BinaryMask;
import health.cairn.imaging.evaluate.metric.Hausdorff;
import health.cairn.imaging.evaluate.metric.Lattice;
import health.cairn.imaging.evaluate.metric.LesionScores;
import health.cairn.imaging.evaluate.metric.Overlap;
import health.cairn.imaging.evaluate.metric.SurfaceDice;
import java.util.OptionalDouble;

/// How one outline compares with the truth.
///
/// @param label what is outlined ("tumour", "anterior")
/// @param hd95 in the lattice's unit; NaN when truth or prediction is empty
/// @param surfaceDice at [#tolerance]
/// @param doubt mean uncertainty 1 - 2|p - 1/2| of the doubtful pixels (p at least 0.01); NaN where the
///   model gives no probability
/// @param cut inside from this probability on; empty where nothing could be marked, or where labels
///   exclude each other
record MaskScore(
    String label,
    Lattice lattice,
    Overlap overlap,
    double hd95,
    double surfaceDice,
    LesionScores lesions,
    double doubt,
    OptionalDouble cut) {

  static MaskScore of(String label, BinaryMask truth, BinaryMask predicted, double doubt) {
    return of(label, truth, predicted, doubt, OptionalDouble.empty());
  }

  static MaskScore of(
      String label, BinaryMask truth, BinaryMask predicted, double doubt, OptionalDouble cut) {
    return new MaskScore(
        label,
        truth.lattice(),
        truth.overlap(predicted),
        Hausdorff.hd95(truth, predicted),
        SurfaceDice.at(truth, predicted, tolerance(truth.lattice().unit())),
        LesionScores.of(truth, predicted),
        doubt,
        cut);
  }

  /// Within which a surface counts as found: 1 mm where spacing is known, else 2 pixels or voxels.
  static double tolerance(Lattice.Unit unit) {
    return unit == Lattice.Unit.MILLIMETRES ? 1 : 2;
  }

  double dice() {
    return overlap.dice();
  }
}

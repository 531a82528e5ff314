package health.cairn.ui.fake;

import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;

/// Two networks that are sure of the inside of the made-up mass and of what lies far from it, and neither
/// sure nor of one mind about its edge.
record SyntheticDoubt(Grid grid) implements DoubtMap {
  private static final double EDGE_MM = 16;
  private static final double SOFT_MM = 3;

  @Override
  public int networks() {
    return 2;
  }

  @Override
  public DoubtSlice slice(int slice) {
    double[] probability = new double[grid.voxelsPerSlice()];
    double[] disagreement = new double[probability.length];
    for (int i = 0; i < probability.length; i++) {
      PatientPoint p =
          grid.affine().toPatient(new VoxelIndex(i % grid.columns(), i / grid.columns(), slice));
      double outside = (p.distanceTo(SyntheticHead.MASS) - EDGE_MM) / SOFT_MM;
      probability[i] = 1 / (1 + Math.exp(outside));
      disagreement[i] = 0.3 * Math.exp(-outside * outside);
    }
    return new DoubtSlice(probability, disagreement);
  }
}

package health.cairn.imaging.segment;

import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.uncertainty.OutlineDoubt;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;

/// Where a model of volumes doubts: of each voxel 1 - 2|p - 1/2|, p the probability of that structure which it doubts
/// most there. One byte a voxel, whatever the number of structures, each of which is heard and let go. Nothing changes
/// once the run that fills it has ended.
final class VoxelDoubts implements DoubtMap {
  private static final int MOST = 255;

  private final Grid grid;
  private final byte[][] slices;

  VoxelDoubts(Grid grid) {
    this.grid = grid;
    this.slices = new byte[grid.slices()][grid.voxelsPerSlice()];
  }

  /// Hears one structure.
  ///
  /// @param probability on the map's grid
  /// @return the doubt of its outline; NaN where no voxel reaches a hundredth
  double add(Volume probability) {
    OutlineDoubt outline = new OutlineDoubt();
    for (int slice = 0; slice < slices.length; slice++) {
      float[] values = probability.sliceValues(slice);
      byte[] most = slices[slice];
      for (int i = 0; i < values.length; i++) {
        outline.add(values[i]);
        int doubt = (int) Math.round(MOST * (1 - 2 * Math.abs(values[i] - 0.5)));
        if (doubt > (most[i] & 0xff)) {
          most[i] = (byte) Math.min(doubt, MOST);
        }
      }
    }
    return outline.mean();
  }

  @Override
  public Grid grid() {
    return grid;
  }

  /// One: of an ensemble the mean is heard, and not what each network says.
  @Override
  public int networks() {
    return 1;
  }

  /// Entropy, which the veil shows, is that of the probability as far from a half as the most doubtful one.
  @Override
  public DoubtSlice slice(int slice) {
    byte[] doubts = slices[slice];
    double[] probability = new double[doubts.length];
    for (int i = 0; i < doubts.length; i++) {
      probability[i] = (doubts[i] & 0xff) / (2.0 * MOST);
    }
    return new DoubtSlice(probability, new double[doubts.length]);
  }
}

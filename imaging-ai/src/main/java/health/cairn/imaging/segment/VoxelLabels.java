package health.cairn.imaging.segment;

import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// From probabilities per label to voxels: labels that exclude each other go to the most probable (the
/// first of equals), regions that may overlap hold every voxel from the threshold on.
final class VoxelLabels {
  private final ModelCard.Segment task;
  private final List<Volume> probabilities;
  private final Grid grid;

  VoxelLabels(ModelCard.Segment task, List<Volume> probabilities) {
    this.task = task;
    this.probabilities = probabilities;
    this.grid = probabilities.getFirst().grid();
  }

  Mask mask(int channel) {
    int n = grid.voxelsPerSlice();
    List<BitSet> slices =
        IntStream.range(0, grid.slices()).parallel().mapToObj(s -> slice(channel, s)).toList();
    BitSet bits = new BitSet(grid.voxels());
    for (int slice = 0; slice < slices.size(); slice++) {
      int offset = slice * n;
      slices.get(slice).stream().forEach(bit -> bits.set(offset + bit));
    }
    return Mask.of(grid, bits);
  }

  private BitSet slice(int channel, int slice) {
    float[] own = probabilities.get(channel).sliceValues(slice);
    BitSet bits = new BitSet(own.length);
    if (!task.scores().exclusive()) {
      for (int i = 0; i < own.length; i++) {
        if (own[i] >= task.threshold()) {
          bits.set(i);
        }
      }
      return bits;
    }
    for (int i = 0; i < own.length; i++) {
      // Where the model did not look all are 0, the background among them.
      if (own[i] > 0) {
        bits.set(i);
      }
    }
    for (int other = 0; other < probabilities.size(); other++) {
      if (other != channel) {
        float[] values = probabilities.get(other).sliceValues(slice);
        for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
          if (values[i] > own[i] || (values[i] == own[i] && other < channel)) {
            bits.clear(i);
          }
        }
      }
    }
    return bits;
  }

  /// How sure the model is inside a mask of its own.
  Certainty certainty(int channel, Mask mask) {
    Volume probability = probabilities.get(channel);
    double sum = 0;
    double entropy = 0;
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      int line = at / grid.columns();
      double p = probability.valueAt(at % grid.columns(), line % grid.rows(), line / grid.rows());
      sum += p;
      entropy += bits(p) + bits(1 - p);
    }
    return new Certainty(sum / mask.count(), entropy / mask.count());
  }

  private static double bits(double p) {
    return p > 0 ? -p * Math.log(p) / Math.log(2) : 0;
  }

  record Certainty(double meanProbability, double meanEntropy) {}
}

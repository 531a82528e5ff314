package health.cairn.imaging.segment;

import health.cairn.imaging.inference.SliceStack;
import health.cairn.imaging.volume.Volume;
import java.util.Map;
import java.util.Objects;

/// The slabs of volumes on one grid.
final class VolumeSlabs implements SliceStack {
  private final Map<String, Volume> sequences;
  private final SlabPlan plan;

  VolumeSlabs(Map<String, Volume> sequences, SlabPlan plan) {
    this.sequences = Map.copyOf(sequences);
    this.plan = plan;
  }

  @Override
  public int slices() {
    return plan.slabs();
  }

  @Override
  public boolean has(String sequence) {
    return sequences.containsKey(sequence);
  }

  @Override
  public double[] slice(String sequence, int slab) {
    Volume volume = Objects.requireNonNull(sequences.get(sequence), "has() was not asked");
    double[] mean = new double[volume.grid().voxelsPerSlice()];
    for (int k = 0; k < plan.count(slab); k++) {
      float[] slice = volume.sliceValues(plan.first(slab) + k);
      for (int i = 0; i < mean.length; i++) {
        mean[i] += slice[i];
      }
    }
    for (int i = 0; i < mean.length; i++) {
      mean[i] /= plan.count(slab);
    }
    return mean;
  }
}

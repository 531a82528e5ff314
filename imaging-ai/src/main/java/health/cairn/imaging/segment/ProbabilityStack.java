package health.cairn.imaging.segment;

import health.cairn.imaging.inference.AnswerSink;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.uncertainty.OutlineCut;
import java.nio.FloatBuffer;
import java.util.OptionalDouble;

/// The model's maps of all slabs, and from them the probability of any voxel. Maps stay at the
/// network's size: a volume of probabilities at its own size would not fit a desk.
final class ProbabilityStack implements AnswerSink {
  private final SlabPlan plan;
  private final SliceInput input;
  private final float[][] maps;

  ProbabilityStack(SlabPlan plan, SliceInput input) {
    this.plan = plan;
    this.input = input;
    this.maps = new float[plan.slabs()][];
  }

  @Override
  public void accept(int index, FloatBuffer values) {
    float[] map = new float[values.remaining()];
    values.get(map);
    maps[index] = map;
  }

  /// One cut for the whole volume, from the maps at the network's size, each slab once.
  OptionalDouble cut(OutlineCut rule) {
    OutlineCut.Seen seen = rule.begin();
    for (float[] map : maps) {
      for (float probability : map) {
        seen.add(probability);
      }
    }
    return seen.cut();
  }

  /// Whether any voxel of the slice can reach a probability; saves most of the resampling.
  boolean reaches(int slice, double probability) {
    SlabPlan.Between between = plan.between(slice);
    return max(maps[between.below()]) >= probability || max(maps[between.above()]) >= probability;
  }

  /// Probabilities of one slice on the volume's grid, rows after one another.
  double[] slice(int slice) {
    SlabPlan.Between between = plan.between(slice);
    float[] below = maps[between.below()];
    float[] above = maps[between.above()];
    double[] mixed = new double[below.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = below[i] * (1 - between.share()) + above[i] * between.share();
    }
    return input.toSource(mixed);
  }

  private static float max(float[] map) {
    float max = 0;
    for (float value : map) {
      max = Math.max(max, value);
    }
    return max;
  }
}

package health.cairn.imaging.segment;

import health.cairn.imaging.inference.AnswerSink;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.uncertainty.DoubtSlice;
import health.cairn.imaging.uncertainty.EnsembleVoxels;
import health.cairn.imaging.uncertainty.OutlineCut;
import health.cairn.imaging.volume.Grid;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/// The model's maps of all slabs, and from them the probability of any voxel and how far the networks of
/// an ensemble disagree on it. Maps stay at the network's size: a volume of probabilities at its own size
/// would not fit a desk. Nothing changes once the run that fills it has ended.
final class ProbabilityStack implements AnswerSink, DoubtMap {
  private final Grid grid;
  private final SlabPlan plan;
  private final SliceInput input;
  private final double threshold;
  private final float[][] maps;
  private final float[][] disagreements;

  /// Slabs of the batch that is being answered, network after network.
  private final Map<Integer, EnsembleVoxels> heard = new HashMap<>();

  private int networks = 1;

  /// @param grid of the volume the slabs are made of
  ProbabilityStack(Grid grid, SlabPlan plan, SliceInput input, double threshold) {
    this.grid = grid;
    this.plan = plan;
    this.input = input;
    this.threshold = threshold;
    this.maps = new float[plan.slabs()][];
    this.disagreements = new float[plan.slabs()][];
  }

  @Override
  public void member(int index, FloatBuffer values) {
    float[] map = copy(values);
    for (int i = 0; i < map.length; i++) {
      // A mean inside the graph may round to a hair above one.
      map[i] = Math.clamp(map[i], 0f, 1f);
    }
    heard.computeIfAbsent(index, i -> new EnsembleVoxels(map.length, threshold)).add(map);
  }

  @Override
  public void accept(int index, FloatBuffer values) {
    maps[index] = copy(values);
    EnsembleVoxels members = heard.remove(index);
    if (members == null) {
      disagreements[index] = new float[0];
    } else {
      disagreements[index] = members.disagreementMap();
      networks = members.members();
    }
  }

  private static float[] copy(FloatBuffer values) {
    float[] map = new float[values.remaining()];
    values.get(map);
    return map;
  }

  @Override
  public Grid grid() {
    return grid;
  }

  @Override
  public int networks() {
    return networks;
  }

  @Override
  public DoubtSlice slice(int slice) {
    return new DoubtSlice(probabilities(slice), disagreements(slice));
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
  double[] probabilities(int slice) {
    return onGrid(maps, slice);
  }

  /// Mutual information of one slice in bits, as [#probabilities]; all 0 for a network alone.
  double[] disagreements(int slice) {
    return networks == 1 ? new double[grid.voxelsPerSlice()] : onGrid(disagreements, slice);
  }

  private double[] onGrid(float[][] slabs, int slice) {
    SlabPlan.Between between = plan.between(slice);
    float[] below = slabs[between.below()];
    float[] above = slabs[between.above()];
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

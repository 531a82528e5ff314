package health.cairn.imaging.evaluate;

import health.cairn.imaging.Refusal;
import health.cairn.imaging.evaluate.metric.VoxelErrors;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// What an evaluation has gathered so far. Not thread-safe.
final class Scored {
  private final List<CaseScore> cases = new ArrayList<>();
  private final List<Refusal> refused = new ArrayList<>();
  private final Set<String> notes = new LinkedHashSet<>();
  private final VoxelErrors voxels = new VoxelErrors();

  /// Cases that were scored, in the data set's order.
  List<CaseScore> cases() {
    return cases;
  }

  /// Cases that could not be, each with its reason.
  List<Refusal> refused() {
    return refused;
  }

  /// What a reader of the figures must know, one sentence each.
  Set<String> notes() {
    return notes;
  }

  /// Right and wrong voxels by uncertainty, over all cases whose model gives probabilities.
  VoxelErrors voxels() {
    return voxels;
  }
}

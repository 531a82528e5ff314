package health.cairn.imaging.dicom;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;

/// Parts the frames of a series into stacks: frames of one size, orientation, spacing and frame of
/// reference, one at each position.
final class StackPlanner {
  /// Frames closer than this along the normal are at one position.
  static final double SAME_POSITION_MM = 0.01;

  private final List<StackPlan> plans = new ArrayList<>();

  private StackPlanner() {}

  /// Frames of one stack, by position along the normal, or in the order of acquisition where that
  /// is not known.
  ///
  /// @param label the traits that set this stack apart
  record StackPlan(String label, List<FrameInfo> frames, List<String> issues) {}

  /// Largest stack first, then by the order of the first frame.
  static List<StackPlan> plan(List<FrameInfo> frames) {
    StackPlanner planner = new StackPlanner();
    List<List<FrameInfo>> groups = sameGrid(frames);
    for (int i = 0; i < groups.size(); i++) {
      String label = groups.size() == 1 ? "" : "orientation or size " + (i + 1);
      planner.split(label, groups.get(i), 0, List.of());
    }
    planner.plans.sort(
        Comparator.comparingInt((StackPlan plan) -> -plan.frames().size())
            .thenComparingInt(
                plan -> plan.frames().stream().mapToInt(FrameInfo::order).min().orElse(0))
            .thenComparingInt(
                plan -> plan.frames().stream().mapToInt(FrameInfo::frame).min().orElse(0)));
    return planner.plans;
  }

  private static List<List<FrameInfo>> sameGrid(List<FrameInfo> frames) {
    var groups = new ArrayList<List<FrameInfo>>();
    for (FrameInfo frame : frames) {
      groups.stream()
          .filter(group -> sameGrid(group.getFirst(), frame))
          .findFirst()
          .orElseGet(
              () -> {
                var fresh = new ArrayList<FrameInfo>();
                groups.add(fresh);
                return fresh;
              })
          .add(frame);
    }
    return groups;
  }

  private static boolean sameGrid(FrameInfo a, FrameInfo b) {
    if (a.layout().rows() != b.layout().rows() || a.layout().columns() != b.layout().columns()) {
      return false;
    }
    if (!a.frameOfReferenceUid().equals(b.frameOfReferenceUid())) return false;
    FramePlane p = a.plane();
    FramePlane q = b.plane();
    if (p.alongNormal().isPresent() != q.alongNormal().isPresent()) return false;
    if (p.spacing().isPresent() != q.spacing().isPresent()) return false;
    boolean sameAxes =
        p.alongNormal().isEmpty() || p.axes().orElseThrow().nearly(q.axes().orElseThrow());
    return sameAxes
        && (p.spacing().isEmpty() || p.spacing().orElseThrow().nearly(q.spacing().orElseThrow()));
  }

  private void split(String label, List<FrameInfo> frames, int trait, List<String> issues) {
    List<List<FrameInfo>> positions = byPosition(frames);
    int most = positions.stream().mapToInt(List::size).max().orElse(0);
    if (most <= 1) {
      plans.add(new StackPlan(label, positions.stream().map(List::getFirst).toList(), issues));
      return;
    }
    for (int next = trait; next < FrameTraits.NAMES.size(); next++) {
      var byValue = new LinkedHashMap<String, List<FrameInfo>>();
      for (FrameInfo frame : frames) {
        byValue.computeIfAbsent(frame.traits().get(next), value -> new ArrayList<>()).add(frame);
      }
      if (!tellsApart(byValue.values(), most)) continue;
      for (var part : byValue.entrySet()) {
        String value = part.getKey().isEmpty() ? "not given" : part.getKey();
        String more = FrameTraits.NAMES.get(next) + " " + value;
        split(label.isEmpty() ? more : label + ", " + more, part.getValue(), next + 1, issues);
      }
      return;
    }
    byOccurrence(label, positions, most, issues);
  }

  /// A trait parts stacks when it leaves fewer frames at one position, and does not merely differ
  /// from frame to frame (as an acquisition time may).
  private static boolean tellsApart(Collection<List<FrameInfo>> parts, int mostAtOnePosition) {
    if (parts.size() < 2 || parts.size() > 2 * mostAtOnePosition) return false;
    int mostLeft =
        parts.stream()
            .mapToInt(part -> byPosition(part).stream().mapToInt(List::size).max().orElse(0))
            .max()
            .orElse(0);
    return mostLeft < mostAtOnePosition;
  }

  private void byOccurrence(
      String label, List<List<FrameInfo>> positions, int most, List<String> issues) {
    var all = new ArrayList<>(issues);
    all.add(
        "Up to %d images lie at one position and no tag tells them apart; they are stacked in the"
                .formatted(most)
            + " order of their instance numbers");
    for (int k = 0; k < most; k++) {
      var frames = new ArrayList<FrameInfo>();
      for (List<FrameInfo> position : positions) {
        if (k < position.size()) frames.add(position.get(k));
      }
      String more = "repeat " + (k + 1);
      plans.add(new StackPlan(label.isEmpty() ? more : label + ", " + more, frames, all));
    }
  }

  /// Frames at each position, positions in order. Where positions are not known, every frame has
  /// its own.
  private static List<List<FrameInfo>> byPosition(List<FrameInfo> frames) {
    if (frames.getFirst().plane().alongNormal().isEmpty()) {
      return frames.stream().map(List::of).toList();
    }
    // One normal for all: those of single frames differ in their last digits.
    var normal = frames.getFirst().plane().axes().orElseThrow().normal();
    record Placed(double at, FrameInfo frame) {}
    List<Placed> sorted =
        frames.stream()
            .map(frame -> new Placed(frame.plane().position().orElseThrow().dot(normal), frame))
            .sorted(
                Comparator.comparingDouble(Placed::at)
                    .thenComparingInt(placed -> placed.frame().order())
                    .thenComparingInt(placed -> placed.frame().frame()))
            .toList();
    var positions = new ArrayList<List<FrameInfo>>();
    double start = Double.NEGATIVE_INFINITY;
    for (Placed placed : sorted) {
      if (placed.at() - start > SAME_POSITION_MM) {
        positions.add(new ArrayList<>());
        start = placed.at();
      }
      positions.getLast().add(placed.frame());
    }
    for (List<FrameInfo> position : positions) {
      position.sort(Comparator.comparingInt(FrameInfo::order).thenComparingInt(FrameInfo::frame));
    }
    return positions;
  }
}

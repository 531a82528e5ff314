package health.cairn.imaging.measure;

import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The connected parts (8-neighbourhood) of one slice of a mask.
final class SliceParts {
  private SliceParts() {}

  /// Pixels `from` .. `to - 1` of one row.
  record Run(int row, int from, int to) {}

  static List<List<Run>> of(Mask mask, int slice) {
    List<Run> runs = runs(mask, slice);
    int[] parent = new int[runs.size()];
    int above = 0;
    for (int i = 0; i < runs.size(); i++) {
      parent[i] = i;
      Run run = runs.get(i);
      while (runs.get(above).row() < run.row() - 1) {
        above++;
      }
      for (int j = above; j < i && runs.get(j).row() < run.row(); j++) {
        Run other = runs.get(j);
        if (other.from() <= run.to() && run.from() <= other.to()) {
          parent[root(parent, j)] = root(parent, i);
        }
      }
    }
    Map<Integer, List<Run>> parts = new LinkedHashMap<>();
    for (int i = 0; i < runs.size(); i++) {
      parts.computeIfAbsent(root(parent, i), k -> new ArrayList<>()).add(runs.get(i));
    }
    return List.copyOf(parts.values());
  }

  private static List<Run> runs(Mask mask, int slice) {
    int columns = mask.grid().columns();
    int base = mask.grid().offset(0, 0, slice);
    int end = base + mask.grid().voxelsPerSlice();
    List<Run> runs = new ArrayList<>();
    int at = mask.next(base);
    while (at >= 0 && at < end) {
      int row = (at - base) / columns;
      int from = (at - base) % columns;
      int to = from + 1;
      while (to < columns && mask.at(to, row, slice)) {
        to++;
      }
      runs.add(new Run(row, from, to));
      at = mask.next(base + row * columns + to);
    }
    return runs;
  }

  private static int root(int[] parent, int i) {
    int at = i;
    while (parent[at] != at) {
      parent[at] = parent[parent[at]];
      at = parent[at];
    }
    return at;
  }
}

package health.cairn.imaging.classify;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// A slice that is asked and what it counts: of the tumour, or where there is none of the stack's middle.
///
/// @param index from 0 in the volume
/// @param weight the tumour's area on it as a share of the areas on all slices asked; without a tumour all
///   count the same
public record TumourSlice(int index, double weight) {
  /// Slices that are asked; more add time and, at the tumour's ends, little but doubt.
  static final int MOST = 5;

  /// Slices with less than this share of the largest area are not asked.
  static final double LEAST_AREA_SHARE = 0.25;

  /// Those in which the tumour is largest, in the order of the volume.
  public static List<TumourSlice> largest(Mask mask) {
    Grid grid = mask.grid();
    int[] area = new int[grid.slices()];
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      area[at / grid.voxelsPerSlice()]++;
    }
    List<Integer> order = new ArrayList<>();
    for (int slice = 0; slice < area.length; slice++) {
      order.add(slice);
    }
    order.sort((a, b) -> Integer.compare(area[b], area[a]));
    int least = (int) Math.ceil(LEAST_AREA_SHARE * area[order.getFirst()]);
    List<Integer> chosen =
        order.stream().limit(MOST).filter(s -> area[s] >= Math.max(1, least)).sorted().toList();
    double total = chosen.stream().mapToInt(s -> area[s]).sum();
    return chosen.stream().map(s -> new TumourSlice(s, area[s] / total)).toList();
  }

  /// Evenly spread over the middle half of a stack, where a head shows its brain; each counts the same.
  ///
  /// @param slices in the stack, at least 1
  static List<TumourSlice> central(int slices) {
    int first = slices / 4;
    int last = slices - 1 - first;
    List<Integer> chosen =
        IntStream.range(0, MOST)
            .map(i -> (int) Math.round(first + i * (last - first) / (MOST - 1.0)))
            .distinct()
            .boxed()
            .toList();
    return chosen.stream().map(s -> new TumourSlice(s, 1.0 / chosen.size())).toList();
  }
}

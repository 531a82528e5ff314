package health.cairn.imaging.classify;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.List;

/// A slice of the tumour and what it counts.
///
/// @param index from 0 in the volume
/// @param weight its area's share of the areas of all slices asked
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
}

package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.List;

/// Turns parts into a mask and closes holes: background that is enclosed by a part within its slice
/// (necrosis inside an enhancing rim belongs to the tumour, as in the masks the models learnt from).
/// Whatever is enclosed in three dimensions is enclosed in its slices as well.
final class TumourMask {
  private TumourMask() {}

  static Mask of(Grid grid, List<Part> parts) {
    BitSet bits = new BitSet(grid.voxels());
    for (Part part : parts) {
      for (Part.Run run : part.runs()) {
        int base = grid.offset(0, run.row(), run.slice());
        bits.set(base + run.from(), base + run.to());
      }
    }
    for (int slice = 0; slice < grid.slices(); slice++) {
      closeHoles(grid, bits, slice);
    }
    return Mask.of(grid, bits);
  }

  /// Floods the background from the image's border (4-neighbourhood); what stays dry is a hole.
  private static void closeHoles(Grid grid, BitSet bits, int slice) {
    int base = grid.offset(0, 0, slice);
    int n = grid.voxelsPerSlice();
    int first = bits.nextSetBit(base);
    if (first < 0 || first >= base + n) {
      return;
    }
    int columns = grid.columns();
    int rows = grid.rows();
    BitSet outside = new BitSet(n);
    ArrayDeque<Integer> front = new ArrayDeque<>();
    for (int column = 0; column < columns; column++) {
      flood(column, base, bits, outside, front);
      flood((rows - 1) * columns + column, base, bits, outside, front);
    }
    for (int row = 0; row < rows; row++) {
      flood(row * columns, base, bits, outside, front);
      flood(row * columns + columns - 1, base, bits, outside, front);
    }
    while (!front.isEmpty()) {
      int at = front.remove();
      int column = at % columns;
      if (column > 0) {
        flood(at - 1, base, bits, outside, front);
      }
      if (column < columns - 1) {
        flood(at + 1, base, bits, outside, front);
      }
      if (at >= columns) {
        flood(at - columns, base, bits, outside, front);
      }
      if (at < n - columns) {
        flood(at + columns, base, bits, outside, front);
      }
    }
    for (int at = outside.nextClearBit(0); at < n; at = outside.nextClearBit(at + 1)) {
      bits.set(base + at);
    }
  }

  private static void flood(
      int at, int base, BitSet bits, BitSet outside, ArrayDeque<Integer> front) {
    if (!bits.get(base + at) && !outside.get(at)) {
      outside.set(at);
      front.add(at);
    }
  }
}

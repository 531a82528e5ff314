package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
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

  /// Floods the background around what is marked from the edge of a box about it (4-neighbourhood); what
  /// stays dry is a hole. The box has a margin of one voxel where the image goes on, so that its edge is
  /// background that reaches the image's border.
  private static void closeHoles(Grid grid, BitSet bits, int slice) {
    int base = grid.offset(0, 0, slice);
    int end = base + grid.voxelsPerSlice();
    int left = grid.columns();
    int right = -1;
    int top = grid.rows();
    int bottom = -1;
    for (int at = bits.nextSetBit(base); at >= 0 && at < end; at = bits.nextSetBit(at + 1)) {
      int column = (at - base) % grid.columns();
      int row = (at - base) / grid.columns();
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = row;
    }
    if (bottom < 0) {
      return;
    }
    left = Math.max(0, left - 1);
    top = Math.max(0, top - 1);
    int columns = Math.min(grid.columns() - 1, right + 1) - left + 1;
    int rows = Math.min(grid.rows() - 1, bottom + 1) - top + 1;
    int corner = base + top * grid.columns() + left;
    boolean[] wet = new boolean[rows * columns];
    int[] front = new int[rows * columns];
    int waiting = 0;
    for (int at = 0; at < wet.length; at++) {
      int column = at % columns;
      int row = at / columns;
      boolean edge = column == 0 || column == columns - 1 || row == 0 || row == rows - 1;
      boolean marked = bits.get(corner + row * grid.columns() + column);
      // What is marked is never flooded: as good as wet already.
      wet[at] = marked || edge;
      if (edge && !marked) {
        front[waiting++] = at;
      }
    }
    while (waiting > 0) {
      int at = front[--waiting];
      int column = at % columns;
      waiting = column > 0 ? flood(at - 1, wet, front, waiting) : waiting;
      waiting = column < columns - 1 ? flood(at + 1, wet, front, waiting) : waiting;
      waiting = at >= columns ? flood(at - columns, wet, front, waiting) : waiting;
      waiting = at < wet.length - columns ? flood(at + columns, wet, front, waiting) : waiting;
    }
    for (int at = 0; at < wet.length; at++) {
      if (!wet[at]) {
        bits.set(corner + at / columns * grid.columns() + at % columns);
      }
    }
  }

  private static int flood(int at, boolean[] wet, int[] front, int waiting) {
    if (wet[at]) {
      return waiting;
    }
    wet[at] = true;
    front[waiting] = at;
    return waiting + 1;
  }
}

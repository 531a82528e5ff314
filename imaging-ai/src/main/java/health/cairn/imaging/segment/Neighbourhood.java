package health.cairn.imaging.segment;

import health.cairn.imaging.measure.SquaredDistance;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.BitSet;

/// All voxels within some millimetres of a mask, along its grid's axes. Only the box that can hold them
/// is looked at.
final class Neighbourhood {
  private Neighbourhood() {}

  static Mask of(Mask mask, double withinMm) {
    Grid grid = mask.grid();
    Affine affine = grid.affine();
    double[] steps = {affine.columnSpacingMm(), affine.rowSpacingMm(), affine.sliceSpacingMm()};
    int[] size = {grid.columns(), grid.rows(), grid.slices()};
    int[] low = size.clone();
    int[] high = {-1, -1, -1};
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      int[] index = index(grid, at);
      for (int axis = 0; axis < 3; axis++) {
        low[axis] = Math.min(low[axis], index[axis]);
        high[axis] = Math.max(high[axis], index[axis]);
      }
    }
    if (high[0] < 0) {
      return mask;
    }
    int[] n = new int[3];
    for (int axis = 0; axis < 3; axis++) {
      int margin = (int) Math.ceil(withinMm / steps[axis]);
      low[axis] = Math.max(0, low[axis] - margin);
      high[axis] = Math.min(size[axis] - 1, high[axis] + margin);
      n[axis] = high[axis] - low[axis] + 1;
    }
    BitSet box = new BitSet();
    for (int at = mask.next(0); at >= 0; at = mask.next(at + 1)) {
      int[] index = index(grid, at);
      box.set(((index[2] - low[2]) * n[1] + index[1] - low[1]) * n[0] + index[0] - low[0]);
    }
    double[] distance = SquaredDistance.to(box, n[0], n[1], n[2], steps);
    BitSet near = new BitSet(grid.voxels());
    for (int i = 0; i < distance.length; i++) {
      if (distance[i] <= withinMm * withinMm) {
        int column = low[0] + i % n[0];
        int row = low[1] + i / n[0] % n[1];
        near.set(grid.offset(column, row, low[2] + i / (n[0] * n[1])));
      }
    }
    return Mask.of(grid, near);
  }

  private static int[] index(Grid grid, int at) {
    int inSlice = at % grid.voxelsPerSlice();
    return new int[] {
      inSlice % grid.columns(), inSlice / grid.columns(), at / grid.voxelsPerSlice()
    };
  }
}

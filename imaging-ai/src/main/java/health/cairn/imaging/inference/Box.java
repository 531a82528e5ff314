package health.cairn.imaging.inference;

import health.cairn.imaging.volume.Grid;

/// A box of voxels of a grid, in array order: `first` along slices, `second` along rows, `third` along
/// columns.
record Box(int first, int second, int third, int sizeFirst, int sizeSecond, int sizeThird) {
  static Box all(Grid grid) {
    return new Box(0, 0, 0, grid.slices(), grid.rows(), grid.columns());
  }

  int voxels() {
    return sizeFirst * sizeSecond * sizeThird;
  }
}

package health.cairn.imaging.evaluate.metric;

/// The part of a lattice that holds some masks, so that work goes with what is marked and not with
/// the size of the image.
record Window(Lattice lattice, int column, int row, int slice, int columns, int rows, int slices) {

  /// Of everything marked in either; not both empty.
  static Window around(BinaryMask a, BinaryMask b) {
    int[] low = {Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE};
    int[] high = {-1, -1, -1};
    for (BinaryMask mask : new BinaryMask[] {a, b}) {
      Lattice lattice = mask.lattice();
      for (int i = mask.next(0); i >= 0; i = mask.next(i + 1)) {
        int column = i % lattice.columns();
        int line = i / lattice.columns();
        int[] at = {column, line % lattice.rows(), line / lattice.rows()};
        for (int axis = 0; axis < 3; axis++) {
          low[axis] = Math.min(low[axis], at[axis]);
          high[axis] = Math.max(high[axis], at[axis]);
        }
      }
    }
    return new Window(
        a.lattice(),
        low[0],
        low[1],
        low[2],
        high[0] - low[0] + 1,
        high[1] - low[1] + 1,
        high[2] - low[2] + 1);
  }

  int cells() {
    return columns * rows * slices;
  }

  /// Whether the mask holds the cell, counted from the window's corner; outside the lattice is not.
  boolean at(BinaryMask mask, int column, int row, int slice) {
    int c = this.column + column;
    int r = this.row + row;
    int s = this.slice + slice;
    return c >= 0
        && r >= 0
        && s >= 0
        && c < lattice.columns()
        && r < lattice.rows()
        && s < lattice.slices()
        && mask.at(lattice.index(c, r, s));
  }
}

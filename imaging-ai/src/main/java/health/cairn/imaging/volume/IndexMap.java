package health.cairn.imaging.volume;

/// The affine map from voxel indices of one grid to those of another, through patient millimetres.
record IndexMap(VoxelIndex origin, VoxelIndex perColumn, VoxelIndex perRow, VoxelIndex perSlice) {

  static IndexMap between(Grid from, Grid to) {
    VoxelIndex zero = map(from, to, 0, 0, 0);
    return new IndexMap(
        zero,
        minus(map(from, to, 1, 0, 0), zero),
        minus(map(from, to, 0, 1, 0), zero),
        minus(map(from, to, 0, 0, 1), zero));
  }

  double column(double column, double row, double slice) {
    return origin.column()
        + column * perColumn.column()
        + row * perRow.column()
        + slice * perSlice.column();
  }

  double row(double column, double row, double slice) {
    return origin.row() + column * perColumn.row() + row * perRow.row() + slice * perSlice.row();
  }

  double slice(double column, double row, double slice) {
    return origin.slice()
        + column * perColumn.slice()
        + row * perRow.slice()
        + slice * perSlice.slice();
  }

  private static VoxelIndex map(Grid from, Grid to, double column, double row, double slice) {
    return to.affine().toVoxel(from.affine().toPatient(new VoxelIndex(column, row, slice)));
  }

  private static VoxelIndex minus(VoxelIndex a, VoxelIndex b) {
    return new VoxelIndex(a.column() - b.column(), a.row() - b.row(), a.slice() - b.slice());
  }
}

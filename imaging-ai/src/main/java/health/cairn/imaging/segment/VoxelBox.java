package health.cairn.imaging.segment;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.VoxelIndex;

/// A part of a grid, in whole voxels.
public record VoxelBox(int column, int row, int slice, int columns, int rows, int slices) {

  /// The grid of that part.
  ///
  /// @throws IllegalArgumentException where it reaches beyond the grid
  public Grid of(Grid grid) {
    if (column < 0
        || row < 0
        || slice < 0
        || columns < 1
        || rows < 1
        || slices < 1
        || column > grid.columns() - columns
        || row > grid.rows() - rows
        || slice > grid.slices() - slices) {
      throw new IllegalArgumentException("a box that reaches beyond its grid");
    }
    Affine affine = grid.affine();
    return new Grid(
        columns,
        rows,
        slices,
        new Affine(
            affine.toPatient(new VoxelIndex(column, row, slice)),
            affine.columnStep(),
            affine.rowStep(),
            affine.sliceStep()),
        grid.frameOfReferenceUid());
  }
}

package health.cairn.imaging.draw;

/// The part of a slice that changed: a rectangle of voxels, its borders included.
public record Patch(int slice, int firstColumn, int firstRow, int lastColumn, int lastRow) {

  public Patch {
    if (firstColumn > lastColumn || firstRow > lastRow) {
      throw new IllegalArgumentException("a patch has voxels");
    }
  }

  /// The smallest rectangle that holds both.
  ///
  /// @param other of the same slice
  public Patch with(Patch other) {
    if (other.slice != slice) {
      throw new IllegalArgumentException("patches of two slices");
    }
    return new Patch(
        slice,
        Math.min(firstColumn, other.firstColumn),
        Math.min(firstRow, other.firstRow),
        Math.max(lastColumn, other.lastColumn),
        Math.max(lastRow, other.lastRow));
  }
}

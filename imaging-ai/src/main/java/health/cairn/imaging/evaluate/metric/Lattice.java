package health.cairn.imaging.evaluate.metric;

import health.cairn.imaging.measure.SquaredDistance;

/// The cells that two masks are compared on: how many along each axis, and how far apart. One slice
/// makes it two-dimensional: there is then nothing above and below, not the outside.
///
/// @param columnStep from one column to the next, in `unit`
/// @param rowStep from one row to the next, in `unit`
/// @param sliceStep from one slice to the next, in `unit`
/// @param unit what distances are given in
public record Lattice(
    int columns,
    int rows,
    int slices,
    double columnStep,
    double rowStep,
    double sliceStep,
    Unit unit) {
  /// Cells in all that are accepted; masks of them take 8 MB each.
  public static final long MAX_CELLS = 64_000_000;

  /// What a distance is counted in.
  public enum Unit {
    MILLIMETRES("mm"),
    PIXELS("pixels of the mask"),
    VOXELS("voxels");

    private final String words;

    Unit(String words) {
      this.words = words;
    }

    public String words() {
      return words;
    }
  }

  public Lattice {
    if (columns < 1
        || rows < 1
        || slices < 1
        || (long) columns * rows > MAX_CELLS
        || (long) columns * rows * slices > MAX_CELLS) {
      throw new IllegalArgumentException(
          "a lattice of %d x %d x %d cells".formatted(columns, rows, slices));
    }
    if (!(positive(columnStep) && positive(rowStep) && positive(sliceStep))) {
      throw new IllegalArgumentException("a lattice without steps");
    }
  }

  /// A picture of unknown pixel size.
  public static Lattice ofPixels(int rows, int columns) {
    return new Lattice(columns, rows, 1, 1, 1, 1, Unit.PIXELS);
  }

  /// A stack of unknown voxel size.
  public static Lattice ofVoxels(int columns, int rows, int slices) {
    return new Lattice(columns, rows, slices, 1, 1, 1, Unit.VOXELS);
  }

  private static boolean positive(double step) {
    return step > 0 && Double.isFinite(step);
  }

  public int cells() {
    return columns * rows * slices;
  }

  /// Whether every figure can be computed on it; distances and surfaces take the most memory.
  public boolean measurable() {
    return (columns + 1L) * (rows + 1L) * (flat() ? 1 : slices + 1L) <= SquaredDistance.MAX_CELLS;
  }

  public boolean flat() {
    return slices == 1;
  }

  /// Columns first, then rows, then slices.
  public int index(int column, int row, int slice) {
    return (slice * rows + row) * columns + column;
  }

  /// Content of one cell: square or cubic `unit`s.
  public double cellSize() {
    return columnStep * rowStep * (flat() ? 1 : sliceStep);
  }
}

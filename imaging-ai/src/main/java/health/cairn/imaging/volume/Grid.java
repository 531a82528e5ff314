package health.cairn.imaging.volume;

/// Where a stack of images lies: its size in voxels, its place in the patient, and the frame of
/// reference in which that place is meant. Two grids can be compared only in one frame of
/// reference.
///
/// @param columns width of an image, voxels
/// @param rows height of an image, voxels
/// @param slices images in the stack
/// @param affine from voxels to patient millimetres
/// @param frameOfReferenceUid DICOM Frame of Reference UID (0020,0052); empty where the file has
///   none
public record Grid(int columns, int rows, int slices, Affine affine, String frameOfReferenceUid) {

  /// The largest stack that is accepted, in voxels (1.4 GB of 16-bit samples would not fit a desk).
  public static final long MAX_VOXELS = 400_000_000L;

  public Grid {
    if (columns < 1 || rows < 1 || slices < 1) {
      throw new IllegalArgumentException("an empty grid");
    }
    if ((long) columns * rows * slices > MAX_VOXELS) {
      throw new IllegalArgumentException("a grid of more than " + MAX_VOXELS + " voxels");
    }
  }

  public int voxelsPerSlice() {
    return columns * rows;
  }

  public int voxels() {
    return columns * rows * slices;
  }

  /// Position of a voxel in an array that runs columns first, then rows, then slices.
  public int offset(int column, int row, int slice) {
    return (slice * rows + row) * columns + column;
  }
}

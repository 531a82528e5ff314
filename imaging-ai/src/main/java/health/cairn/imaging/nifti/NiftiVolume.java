package health.cairn.imaging.nifti;

/// One volume of a NIfTI-1 file. Voxel order: i first, then j, then k. Immutable.
public final class NiftiVolume {
  private final int[] size;
  private final double[] spacingMm;
  private final double[][] toRas;
  private final Placement placement;
  private final float[] values;

  /// Which of the header's two maps places the voxels in the patient (nifti1.h, "3D IMAGE
  /// ORIENTATION").
  public enum Placement {
    /// The affine `srow_x, srow_y, srow_z`.
    SFORM,
    /// The rotation `quatern_b, c, d` with `pixdim` and the offsets.
    QFORM,
    /// Neither: only the spacing is known, not where or which way round the patient is.
    NONE
  }

  NiftiVolume(
      int[] size, double[] spacingMm, double[][] toRas, Placement placement, float[] values) {
    this.size = size;
    this.spacingMm = spacingMm;
    this.toRas = toRas;
    this.placement = placement;
    this.values = values;
  }

  /// Voxels along i, j and k.
  public int size(int axis) {
    return size[axis];
  }

  /// Millimetres from one voxel to the next along i, j and k, by the placement.
  public double spacingMm(int axis) {
    return spacingMm[axis];
  }

  /// Where [#toRas] comes from.
  public Placement placement() {
    return placement;
  }

  public int voxels() {
    return values.length;
  }

  /// `scl_slope * stored + scl_inter`, in the file's own unit.
  public float at(int i, int j, int k) {
    return values[(k * size[1] + j) * size[0] + i];
  }

  /// The same by index: i first, then j, then k.
  public float at(int index) {
    return values[index];
  }

  /// A copy of all values, i first, then j, then k.
  public float[] values() {
    return values.clone();
  }

  /// Row `row` (0..2) of the map from (i, j, k, 1) to millimetres rightwards, forwards and upwards
  /// (RAS+, as NIfTI has it; our own affines are in LPS).
  public double toRas(int row, int column) {
    return toRas[row][column];
  }

  /// Whether two volumes have the same size, and the same place to a thousandth of a millimetre.
  public boolean sameGrid(NiftiVolume other) {
    for (int axis = 0; axis < 3; axis++) {
      if (size[axis] != other.size[axis]) {
        return false;
      }
      for (int column = 0; column < 4; column++) {
        if (Math.abs(toRas[axis][column] - other.toRas[axis][column]) > 1e-3) {
          return false;
        }
      }
    }
    return true;
  }
}

package health.cairn.imaging.volume;

import java.util.Arrays;

/// Frames of one series on one grid, as stored samples with a linear rescale.
///
/// Samples are kept as 16 bits, signed or not; the value in the modality's unit is `stored * slope
/// + intercept` (DICOM PS3.3 C.11.1.1). MR values have no absolute unit. Instances are immutable
/// and may be read by any thread.
public final class Volume {
  private final Grid grid;
  private final short[] stored;
  private final boolean signed;
  private final double slope;
  private final double intercept;

  private Volume(Grid grid, short[] stored, boolean signed, double slope, double intercept) {
    this.grid = grid;
    this.stored = stored;
    this.signed = signed;
    this.slope = slope;
    this.intercept = intercept;
  }

  /// Takes ownership of `stored`: the caller must not touch it again (a copy of a large series
  /// would double what it costs).
  ///
  /// @param stored columns first, then rows, then slices; `grid.voxels()` samples
  /// @param signed whether samples are two's complement (Pixel Representation 1)
  public static Volume owning(
      Grid grid, short[] stored, boolean signed, double slope, double intercept) {
    if (stored.length != grid.voxels()) {
      throw new IllegalArgumentException(
          stored.length + " samples for a grid of " + grid.voxels() + " voxels");
    }
    if (!Double.isFinite(slope) || slope == 0 || !Double.isFinite(intercept)) {
      throw new IllegalArgumentException("rescale " + slope + ", " + intercept);
    }
    return new Volume(grid, stored, signed, slope, intercept);
  }

  public Grid grid() {
    return grid;
  }

  public boolean signed() {
    return signed;
  }

  public double slope() {
    return slope;
  }

  public double intercept() {
    return intercept;
  }

  /// The stored sample, sign-extended where samples are signed.
  public int storedAt(int column, int row, int slice) {
    return widen(stored[grid.offset(column, row, slice)]);
  }

  /// The value in the modality's unit.
  public double valueAt(int column, int row, int slice) {
    return storedAt(column, row, slice) * slope + intercept;
  }

  /// Copies the raw 16-bit samples of one slice, rows after one another, for look-up tables.
  public void copySlice(int slice, short[] target) {
    int n = grid.voxelsPerSlice();
    System.arraycopy(stored, slice * n, target, 0, n);
  }

  /// Values of one slice in the modality's unit, rows after one another.
  public float[] sliceValues(int slice) {
    int n = grid.voxelsPerSlice();
    float[] values = new float[n];
    for (int i = 0; i < n; i++) {
      values[i] = (float) (widen(stored[slice * n + i]) * slope + intercept);
    }
    return values;
  }

  /// Values of all slices in the modality's unit, in the order of [Grid#offset].
  public float[] values() {
    float[] values = new float[grid.voxels()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (widen(stored[i]) * slope + intercept);
    }
    return values;
  }

  /// The stored samples, as a copy.
  public short[] storedCopy() {
    return Arrays.copyOf(stored, stored.length);
  }

  private int widen(short sample) {
    return signed ? sample : sample & 0xffff;
  }
}

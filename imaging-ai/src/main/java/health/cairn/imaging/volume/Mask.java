package health.cairn.imaging.volume;

import java.util.BitSet;

/// Which voxels of a grid belong to something. Immutable.
public final class Mask {
  private final Grid grid;
  private final BitSet bits;

  private Mask(Grid grid, BitSet bits) {
    this.grid = grid;
    this.bits = bits;
  }

  /// @param bits by [Grid#offset]; copied
  public static Mask of(Grid grid, BitSet bits) {
    if (bits.length() > grid.voxels()) {
      throw new IllegalArgumentException("a mask that is larger than its grid");
    }
    return new Mask(grid, (BitSet) bits.clone());
  }

  public Grid grid() {
    return grid;
  }

  public boolean at(int column, int row, int slice) {
    return bits.get(grid.offset(column, row, slice));
  }

  public boolean isEmpty() {
    return bits.isEmpty();
  }

  /// Voxels inside.
  public int count() {
    return bits.cardinality();
  }

  /// Volume in millilitres, by the grid's affine.
  public double volumeMl() {
    return count() * grid.affine().voxelVolumeMm3() / 1000.0;
  }

  /// The bits, as a copy, by [Grid#offset].
  public BitSet bits() {
    return (BitSet) bits.clone();
  }

  /// First voxel inside at or after `offset`, or -1.
  public int next(int offset) {
    return bits.nextSetBit(offset);
  }
}

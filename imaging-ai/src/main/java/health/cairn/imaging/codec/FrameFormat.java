package health.cairn.imaging.codec;

/// How the samples of one grey frame are laid out (DICOM PS3.3 C.7.6.3).
///
/// @param bitsAllocated 8 or 16
/// @param bitsStored at most [#bitsAllocated]; bits outside are not part of the sample
/// @param highBit position of the sample's highest bit
/// @param signed two's complement in [#bitsStored] bits
public record FrameFormat(
    int rows, int columns, int bitsAllocated, int bitsStored, int highBit, boolean signed) {
  public FrameFormat {
    if (rows < 1 || columns < 1) throw new IllegalArgumentException("an empty frame");
    if (bitsAllocated != 8 && bitsAllocated != 16) {
      throw new IllegalArgumentException(bitsAllocated + " bits allocated");
    }
    if (bitsStored < 1 || highBit >= bitsAllocated || highBit + 1 < bitsStored) {
      throw new IllegalArgumentException(bitsStored + " bits stored up to bit " + highBit);
    }
  }

  int samples() {
    return rows * columns;
  }

  /// Bytes of a frame that is not compressed.
  public int nativeBytes() {
    return samples() * bitsAllocated / 8;
  }

  /// Cuts a sample out of the bits around it and extends its sign. The result fits 16 bits.
  short sample(int raw) {
    int bits = (raw >> (highBit + 1 - bitsStored)) & ((1 << bitsStored) - 1);
    if (signed) bits = bits << (32 - bitsStored) >> (32 - bitsStored);
    return (short) bits;
  }
}

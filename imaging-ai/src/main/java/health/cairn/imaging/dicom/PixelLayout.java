package health.cairn.imaging.dicom;

import health.cairn.imaging.volume.Grid;
import java.util.Optional;
import org.aoju.bus.image.Tag;

/// How the pixels of an object are stored (Image Pixel module, DICOM PS3.3 C.7.6.3).
///
/// @param frames at least 1
/// @param signed Pixel Representation 1
/// @param photometric Photometric Interpretation
record PixelLayout(
    int rows,
    int columns,
    int frames,
    int samplesPerPixel,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    String photometric) {

  static PixelLayout of(Header header) {
    int allocated = header.integer(Tag.BitsAllocated, 0);
    int stored = header.integer(Tag.BitsStored, allocated);
    return new PixelLayout(
        header.integer(Tag.Rows, 0),
        header.integer(Tag.Columns, 0),
        Math.max(1, header.integer(Tag.NumberOfFrames, 1)),
        header.integer(Tag.SamplesPerPixel, 1),
        allocated,
        stored,
        header.integer(Tag.HighBit, stored - 1),
        header.integer(Tag.PixelRepresentation, 0) == 1,
        header.text(Tag.PhotometricInterpretation));
  }

  /// What makes these pixels impossible, as a clause, if anything does.
  Optional<String> flaw() {
    if (rows < 1 || columns < 1 || rows > 65535 || columns > 65535) {
      return Optional.of("says its image is %d by %d pixels".formatted(columns, rows));
    }
    if (bitsAllocated != 1 && (bitsAllocated % 8 != 0 || bitsAllocated < 8 || bitsAllocated > 64)) {
      return Optional.of("says its samples take %d bits".formatted(bitsAllocated));
    }
    if (bitsStored < 1 || bitsStored > bitsAllocated || highBit >= bitsAllocated || highBit < 0) {
      return Optional.of(
          "says %d of %d bits are stored, the highest being bit %d"
              .formatted(bitsStored, bitsAllocated, highBit));
    }
    if (samplesPerPixel < 1 || samplesPerPixel > 4) {
      return Optional.of("says it has %d samples per pixel".formatted(samplesPerPixel));
    }
    if ((long) rows * columns * frames > Grid.MAX_VOXELS) {
      return Optional.of("is larger than this program takes");
    }
    return Optional.empty();
  }

  /// Bytes of all frames when not compressed (bits are packed over frame borders, PS3.5 8.1.1).
  long nativeBytes() {
    long samples = (long) rows * columns * frames * samplesPerPixel;
    if (photometric.startsWith("YBR_FULL_422") && samplesPerPixel == 3) samples = samples / 3 * 2;
    return (samples * bitsAllocated + 7) / 8;
  }

  boolean isGrey() {
    return samplesPerPixel == 1 && photometric.startsWith("MONOCHROME");
  }
}

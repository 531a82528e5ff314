package health.cairn.imaging.codec;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import java.io.IOException;

/// Decodes one grey frame. Stateless; any thread.
public final class FrameDecoder {
  private FrameDecoder() {}

  /// @param encoded one frame: native bytes, or all its fragments joined
  /// @param target takes `format.rows() * format.columns()` samples from `offset`, rows after one
  ///   another, masked to the bits stored and sign-extended
  /// @throws ImagingException REFUSED, its message a clause ("holds damaged JPEG pixels"), where the
  ///   bytes are not what `syntax` and `format` say
  public static void decode(
      TransferSyntax syntax, byte[] encoded, FrameFormat format, short[] target, int offset)
      throws ImagingException {
    try {
      switch (syntax.family()) {
        case NATIVE -> nativeFrame(encoded, format, target, offset, false);
        case NATIVE_BIG -> nativeFrame(encoded, format, target, offset, true);
        case RLE -> nativeFrame(RleFrame.decode(encoded, format), format, target, offset, false);
        case JPEG -> JpegFrame.decode(encoded, format, target, offset);
        case JPEG_2000 -> Jpeg2000Frame.decode(encoded, format, target, offset);
        case JPEG_LS -> JpegLsFrame.decode(encoded, format, target, offset);
      }
    } catch (IOException | RuntimeException e) {
      // Codecs of others throw whatever a damaged stream leads them to.
      throw new ImagingException(
          Kind.REFUSED,
          "holds damaged pixels, or not the "
              + TransferSyntax.nameOf(syntax.uid())
              + " it declares",
          e);
    }
  }

  private static void nativeFrame(
      byte[] bytes, FrameFormat format, short[] target, int offset, boolean big)
      throws ImagingException {
    if (bytes.length < format.nativeBytes()) {
      throw new ImagingException(
          Kind.REFUSED,
          "holds %,d bytes in a frame that needs %,d"
              .formatted(bytes.length, format.nativeBytes()));
    }
    int samples = format.samples();
    if (format.bitsAllocated() == 8) {
      for (int i = 0; i < samples; i++) target[offset + i] = format.sample(bytes[i] & 0xff);
    } else {
      boolean whole = format.bitsStored() == 16;
      int low = big ? 1 : 0;
      int high = 1 - low;
      for (int i = 0; i < samples; i++) {
        int raw = (bytes[2 * i + low] & 0xff) | ((bytes[2 * i + high] & 0xff) << 8);
        target[offset + i] = whole ? (short) raw : format.sample(raw);
      }
    }
  }
}

package health.cairn.imaging.codec;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;

final class JpegLsFrame {
  private JpegLsFrame() {}

  @SuppressWarnings("DoNotCallSuggester")
  static void decode(byte[] encoded, FrameFormat format, short[] target, int offset)
      throws ImagingException {
    throw new ImagingException(Kind.REFUSED, "is compressed with JPEG-LS, which is not supported");
  }
}

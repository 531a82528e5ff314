package health.cairn.imaging.codec;

import com.twelvemonkeys.imageio.plugins.jpeg.JPEGImageReaderSpi;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// JPEG baseline, extended with 8 bits, and lossless (ITU-T T.81), one grey component.
final class JpegFrame {
  /// Named, not looked up: other providers on the class path claim JPEG too.
  private static final JPEGImageReaderSpi PROVIDER = new JPEGImageReaderSpi();

  private JpegFrame() {}

  static void decode(byte[] encoded, FrameFormat format, short[] target, int offset)
      throws IOException, ImagingException {
    JpegHeader header = JpegHeader.of(encoded);
    header.require(format);
    if (!header.lossless() && header.precision() != 8) {
      throw new ImagingException(
          Kind.REFUSED,
          "is compressed with %d-bit lossy JPEG, which is not supported"
              .formatted(header.precision()));
    }
    ImageReader reader = PROVIDER.createReaderInstance(null);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(in, true, true);
      BufferedImage image = reader.read(0);
      RasterSamples.copy(image.getRaster(), format, target, offset);
    } finally {
      reader.dispose();
    }
  }
}

package health.cairn.imaging.codec;

import com.github.jaiimageio.jpeg2000.impl.J2KImageReaderSpi;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/// JPEG 2000 (ITU-T T.800), one grey component.
final class Jpeg2000Frame {
  private static final J2KImageReaderSpi PROVIDER = new J2KImageReaderSpi();
  private static final int SIZ = 0xff51;

  private Jpeg2000Frame() {}

  static void decode(byte[] encoded, FrameFormat format, short[] target, int offset)
      throws IOException {
    requireSize(encoded, format);
    ImageReader reader = PROVIDER.createReaderInstance(null);
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(encoded))) {
      reader.setInput(in, true, true);
      Raster raster =
          reader.canReadRaster() ? reader.readRaster(0, null) : reader.read(0).getRaster();
      RasterSamples.copy(raster, format, target, offset);
    } finally {
      reader.dispose();
    }
  }

  /// The size in the stream (T.800 A.5.1) decides what the decoder allocates, so it is checked first.
  private static void requireSize(byte[] stream, FrameFormat format) throws IOException {
    if (stream.length < 40 || JpegHeader.int16(stream, 2) != SIZ) {
      throw new IOException("no JPEG 2000 code stream");
    }
    long width = int32(stream, 8) - int32(stream, 16);
    long height = int32(stream, 12) - int32(stream, 20);
    if (width != format.columns() || height != format.rows()) {
      throw new IOException("JPEG 2000 stream of another size than its image");
    }
  }

  private static long int32(byte[] bytes, int at) {
    return ((long) JpegHeader.int16(bytes, at) << 16) | JpegHeader.int16(bytes, at + 2);
  }
}

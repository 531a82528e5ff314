package health.cairn.imaging.codec;

import java.io.IOException;

/// The frame header of a JPEG or JPEG-LS stream (ITU-T T.81 B.2.2), read before a decoder is trusted
/// with the stream.
///
/// @param marker SOFn: which process
/// @param quantizationTable of the first component
record JpegHeader(
    int marker, int precision, int rows, int columns, int components, int quantizationTable) {
  private static final int SOI = 0xd8;
  private static final int SOS = 0xda;
  private static final int SOF55 = 0xf7;

  static JpegHeader of(byte[] stream) throws IOException {
    if (stream.length < 4 || (stream[0] & 0xff) != 0xff || (stream[1] & 0xff) != SOI) {
      throw new IOException("no JPEG stream");
    }
    int at = 2;
    while (at + 4 <= stream.length) {
      if ((stream[at] & 0xff) != 0xff) throw new IOException("no JPEG marker where one must be");
      int marker = stream[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      int length = int16(stream, at + 2);
      if (marker == SOS || length < 2 || at + 2 + length > stream.length) break;
      if (isFrame(marker) && length >= 8) {
        return new JpegHeader(
            marker,
            stream[at + 4] & 0xff,
            int16(stream, at + 5),
            int16(stream, at + 7),
            stream[at + 9] & 0xff,
            length >= 11 ? stream[at + 12] & 3 : 0);
      }
      at += 2 + length;
    }
    throw new IOException("no JPEG frame header");
  }

  private static boolean isFrame(int marker) {
    boolean table = marker == 0xc4 || marker == 0xc8 || marker == 0xcc;
    return marker == SOF55 || (marker >= 0xc0 && marker <= 0xcf && !table);
  }

  boolean lossless() {
    return marker == 0xc3 || marker == 0xc7 || marker == 0xcb || marker == 0xcf;
  }

  void require(FrameFormat format) throws IOException {
    if (rows != format.rows() || columns != format.columns() || components != 1) {
      throw new IOException("JPEG stream of another size than its image");
    }
    if (precision < 2 || precision > format.bitsAllocated()) {
      throw new IOException("JPEG stream of more bits than its image");
    }
  }

  static int int16(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }
}

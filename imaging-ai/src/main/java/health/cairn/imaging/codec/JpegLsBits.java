package health.cairn.imaging.codec;

import java.io.EOFException;
import java.io.IOException;

/// Bits of a JPEG-LS scan (ITU-T T.87 A.1): after a byte 0xFF only seven bits of the next count.
final class JpegLsBits {
  private final byte[] stream;
  private int at;
  private int buffer;
  private int count;
  private boolean afterFull;

  JpegLsBits(byte[] stream, int start) {
    this.stream = stream;
    this.at = start;
  }

  int bit() throws IOException {
    if (count == 0) {
      if (at >= stream.length) throw new EOFException("JPEG-LS scan ends early");
      buffer = stream[at++] & 0xff;
      if (afterFull && buffer > 0x7f) throw new EOFException("a marker inside a JPEG-LS scan");
      count = afterFull ? 7 : 8;
      afterFull = buffer == 0xff;
    }
    count--;
    return (buffer >> count) & 1;
  }

  int bits(int length) throws IOException {
    int value = 0;
    for (int i = 0; i < length; i++) value = (value << 1) | bit();
    return value;
  }

  /// A Golomb code of limited length (A.5.3).
  ///
  /// @param escape bits of a value that is too long for its code
  int golomb(int k, int limit, int escape) throws IOException {
    int zeros = 0;
    while (bit() == 0) {
      zeros++;
      if (zeros > limit) throw new IOException("a JPEG-LS code that is too long");
    }
    return zeros < limit - escape - 1 ? (zeros << k) + bits(k) : bits(escape) + 1;
  }
}

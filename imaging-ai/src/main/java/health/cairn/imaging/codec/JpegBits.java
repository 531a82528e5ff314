package health.cairn.imaging.codec;

import java.io.EOFException;
import java.io.IOException;

/// Entropy-coded bits of a JPEG scan (ITU-T T.81 B.1.1.5, F.2.2.3): byte stuffing removed, markers
/// never read over.
final class JpegBits {
  private final byte[] stream;
  private int at;
  private int buffer;
  private int count;

  JpegBits(byte[] stream, int start) {
    this.stream = stream;
    this.at = start;
  }

  int bit() throws IOException {
    if (count == 0) {
      if (at >= stream.length) throw new EOFException("JPEG scan ends early");
      buffer = stream[at++] & 0xff;
      if (buffer == 0xff) {
        int stuffed = at < stream.length ? stream[at] & 0xff : 0xff;
        if (stuffed != 0) throw new EOFException("a marker inside a JPEG scan");
        at++;
      }
      count = 8;
    }
    count--;
    return (buffer >> count) & 1;
  }

  /// `length` bits as a difference (T.81 F.2.2.1, EXTEND).
  int difference(int length) throws IOException {
    int value = 0;
    for (int i = 0; i < length; i++) value = (value << 1) | bit();
    boolean negative = length > 0 && value < 1 << (length - 1);
    return negative ? value - (1 << length) + 1 : value;
  }

  /// Drops what is left of a byte and steps over a restart marker.
  void restart() throws IOException {
    count = 0;
    while (at < stream.length - 1
        && (stream[at] & 0xff) == 0xff
        && (stream[at + 1] & 0xff) == 0xff) {
      at++;
    }
    boolean marker =
        at + 1 < stream.length && (stream[at] & 0xff) == 0xff && (stream[at + 1] & 0xf8) == 0xd0;
    if (!marker) throw new IOException("a JPEG restart marker is missing");
    at += 2;
  }
}

package health.cairn.imaging.codec;

import java.io.EOFException;
import java.io.IOException;

/// RLE (DICOM PS3.5 annex G): one PackBits segment for each byte of a sample, high bytes first.
final class RleFrame {
  private static final int HEADER_BYTES = 64;

  private RleFrame() {}

  /// @return native little endian bytes
  static byte[] decode(byte[] encoded, FrameFormat format) throws IOException {
    int bytesPerSample = format.bitsAllocated() / 8;
    if (encoded.length < HEADER_BYTES || int32(encoded, 0) != bytesPerSample) {
      throw new IOException("RLE header does not fit the image");
    }
    byte[] samples = new byte[format.nativeBytes()];
    for (int segment = 0; segment < bytesPerSample; segment++) {
      int start = int32(encoded, 4 + 4 * segment);
      int end = segment + 1 < bytesPerSample ? int32(encoded, 8 + 4 * segment) : encoded.length;
      if (start < HEADER_BYTES || end > encoded.length || start > end) {
        throw new IOException("RLE segment outside the frame");
      }
      unpack(encoded, start, end, samples, bytesPerSample - 1 - segment, bytesPerSample);
    }
    return samples;
  }

  private static void unpack(byte[] in, int start, int end, byte[] out, int first, int stride)
      throws IOException {
    int at = start;
    int to = first;
    while (to < out.length) {
      if (at >= end) throw new EOFException("RLE segment ends early");
      int control = in[at++];
      if (control >= 0) {
        int literal = control + 1;
        if (at + literal > end) throw new EOFException("RLE literal run ends early");
        for (int i = 0; i < literal && to < out.length; i++, to += stride) out[to] = in[at + i];
        at += literal;
      } else if (control != -128) {
        if (at >= end) throw new EOFException("RLE run ends early");
        byte value = in[at++];
        for (int i = 0; i < 1 - control && to < out.length; i++, to += stride) out[to] = value;
      }
    }
  }

  private static int int32(byte[] bytes, int at) {
    return (bytes[at] & 0xff)
        | ((bytes[at + 1] & 0xff) << 8)
        | ((bytes[at + 2] & 0xff) << 16)
        | ((bytes[at + 3] & 0xff) << 24);
  }
}

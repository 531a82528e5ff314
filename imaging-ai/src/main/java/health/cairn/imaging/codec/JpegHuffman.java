package health.cairn.imaging.codec;

import java.io.IOException;

/// One Huffman table (ITU-T T.81 F.2.2.3): codes in order of length.
final class JpegHuffman {
  private static final int MAX_LENGTH = 16;

  private final int[] lastCode = new int[MAX_LENGTH + 1];
  private final int[] firstIndex = new int[MAX_LENGTH + 1];
  private final int[] firstCode = new int[MAX_LENGTH + 1];
  private final byte[] values;

  /// @param at of the 16 counts in a DHT segment; the values follow
  JpegHuffman(byte[] segment, int at) throws IOException {
    int code = 0;
    int index = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      int codes = segment[at + length - 1] & 0xff;
      firstIndex[length] = index;
      firstCode[length] = code;
      lastCode[length] = codes == 0 ? -1 : code + codes - 1;
      index += codes;
      code = (code + codes) << 1;
    }
    if (index > 256 || at + MAX_LENGTH + index > segment.length) {
      throw new IOException("a JPEG Huffman table that is too long");
    }
    values = new byte[index];
    System.arraycopy(segment, at + MAX_LENGTH, values, 0, index);
  }

  /// Bytes of this table in its segment, after the class and number.
  int bytes() {
    return MAX_LENGTH + values.length;
  }

  int decode(JpegBits bits) throws IOException {
    int code = 0;
    for (int length = 1; length <= MAX_LENGTH; length++) {
      code = (code << 1) | bits.bit();
      if (code <= lastCode[length]) {
        return values[firstIndex[length] + code - firstCode[length]] & 0xff;
      }
    }
    throw new IOException("a JPEG code that is in no table");
  }
}

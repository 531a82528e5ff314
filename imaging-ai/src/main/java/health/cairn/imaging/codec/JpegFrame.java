package health.cairn.imaging.codec;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.ImagingException.Kind;
import java.io.IOException;

/// JPEG (ITU-T T.81) with Huffman coding and one grey component: baseline and extended sequential
/// DCT with 8 or 12 bits, and lossless. Own code, because the ImageIO plug-ins at hand lose the last
/// sample of some lossless streams and decode no 12-bit lossy ones.
final class JpegFrame {
  private static final int DHT = 0xc4;
  private static final int DQT = 0xdb;
  private static final int DRI = 0xdd;
  private static final int SOS = 0xda;
  private static final int EOI = 0xd9;

  private final byte[] stream;
  private final FrameFormat format;
  private final JpegHeader header;
  private final JpegHuffman[] dc = new JpegHuffman[4];
  private final JpegHuffman[] ac = new JpegHuffman[4];
  private final int[][] quantization = new int[4][];
  private int restartInterval;

  private JpegFrame(byte[] stream, FrameFormat format) throws IOException {
    this.stream = stream;
    this.format = format;
    this.header = JpegHeader.of(stream);
  }

  static void decode(byte[] encoded, FrameFormat format, short[] target, int offset)
      throws IOException, ImagingException {
    JpegFrame frame = new JpegFrame(encoded, format);
    frame.header.require(format);
    frame.requireSupported();
    frame.segments(target, offset);
  }

  private void requireSupported() throws ImagingException {
    int marker = header.marker();
    boolean sequential = marker == 0xc0 || marker == 0xc1;
    if (!sequential && marker != 0xc3) {
      throw new ImagingException(
          Kind.REFUSED,
          "is compressed with a JPEG process (SOF%d) that is not supported"
              .formatted(marker - 0xc0));
    }
  }

  private void segments(short[] target, int offset) throws IOException {
    int at = 2;
    while (at + 4 <= stream.length) {
      if ((stream[at] & 0xff) != 0xff) throw new IOException("no JPEG marker where one must be");
      int marker = stream[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
        continue;
      }
      if (marker == EOI) break;
      int body = at + 4;
      int end = at + 2 + JpegHeader.int16(stream, at + 2);
      if (end > stream.length) throw new IOException("a JPEG segment ends early");
      switch (marker) {
        case DHT -> huffmanTables(body, end);
        case DQT -> quantizationTables(body, end);
        case DRI -> restartInterval = JpegHeader.int16(stream, body);
        case SOS -> {
          scan(body, end, target, offset);
          return;
        }
        default -> {}
      }
      at = end;
    }
    throw new IOException("no JPEG scan");
  }

  private void huffmanTables(int start, int end) throws IOException {
    int at = start;
    while (at < end) {
      int what = stream[at] & 0xff;
      JpegHuffman table = new JpegHuffman(stream, at + 1);
      (what >> 4 == 0 ? dc : ac)[what & 3] = table;
      at += 1 + table.bytes();
    }
  }

  private void quantizationTables(int start, int end) {
    int at = start;
    while (at < end) {
      int what = stream[at++] & 0xff;
      int[] table = new int[64];
      for (int i = 0; i < 64; i++) {
        if (what >> 4 == 0) {
          table[i] = stream[at++] & 0xff;
        } else {
          table[i] = JpegHeader.int16(stream, at);
          at += 2;
        }
      }
      quantization[what & 3] = table;
    }
  }

  private void scan(int body, int end, short[] target, int offset) throws IOException {
    if (stream[body] != 1) throw new IOException("a JPEG scan of several components");
    int tables = stream[body + 2] & 0xff;
    int predictor = stream[body + 3] & 0xff;
    int pointTransform = stream[body + 5] & 0xf;
    JpegBits bits = new JpegBits(stream, end);
    JpegHuffman dcTable = require(dc[(tables >> 4) & 3]);
    if (header.lossless()) {
      new JpegLossless(bits, dcTable, header, predictor, pointTransform, restartInterval)
          .decode(format, target, offset);
    } else {
      int[] steps = quantization[header.quantizationTable()];
      if (steps == null) throw new IOException("a JPEG quantization table is missing");
      new JpegDct(bits, dcTable, require(ac[tables & 3]), steps, header, restartInterval)
          .decode(format, target, offset);
    }
  }

  private static JpegHuffman require(JpegHuffman table) throws IOException {
    if (table == null) throw new IOException("a JPEG Huffman table is missing");
    return table;
  }
}

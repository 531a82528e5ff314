package health.cairn.imaging.codec;

import java.io.IOException;

/// The lossless process (ITU-T T.81 annex H): each sample is predicted from its neighbours.
final class JpegLossless {
  private final JpegBits bits;
  private final JpegHuffman table;
  private final JpegHeader header;
  private final int predictor;
  private final int pointTransform;
  private final int restartInterval;

  JpegLossless(
      JpegBits bits,
      JpegHuffman table,
      JpegHeader header,
      int predictor,
      int pointTransform,
      int restartInterval)
      throws IOException {
    if (predictor < 1 || predictor > 7 || pointTransform >= header.precision()) {
      throw new IOException("a lossless JPEG scan without a usable predictor");
    }
    this.bits = bits;
    this.table = table;
    this.header = header;
    this.predictor = predictor;
    this.pointTransform = pointTransform;
    this.restartInterval = restartInterval;
  }

  void decode(FrameFormat format, short[] target, int offset) throws IOException {
    int columns = header.columns();
    int[] above = new int[columns];
    int[] line = new int[columns];
    int untilRestart = restartInterval;
    // After a restart, prediction starts as on the first line.
    boolean first = true;
    int initial = 1 << (header.precision() - pointTransform - 1);
    for (int y = 0; y < header.rows(); y++) {
      for (int x = 0; x < columns; x++) {
        if (restartInterval > 0 && untilRestart-- == 0) {
          bits.restart();
          untilRestart = restartInterval - 1;
          first = true;
        }
        int prediction;
        if (first) {
          prediction = x == 0 || untilRestart == restartInterval - 1 ? initial : line[x - 1];
        } else {
          prediction = x == 0 ? above[0] : predict(line[x - 1], above[x], above[x - 1]);
        }
        int length = table.decode(bits);
        if (length > 16) throw new IOException("a JPEG difference that is too long");
        int difference = length == 16 ? 32768 : bits.difference(length);
        int sample = (prediction + difference) & 0xffff;
        line[x] = sample;
        target[offset + y * columns + x] = format.sample(sample << pointTransform);
      }
      first = false;
      int[] swap = above;
      above = line;
      line = swap;
    }
  }

  private int predict(int left, int above, int diagonal) {
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> diagonal;
      case 4 -> left + above - diagonal;
      case 5 -> left + ((above - diagonal) >> 1);
      case 6 -> above + ((left - diagonal) >> 1);
      default -> (left + above) >> 1;
    };
  }
}

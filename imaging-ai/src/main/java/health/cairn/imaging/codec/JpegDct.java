package health.cairn.imaging.codec;

import java.io.IOException;
import java.util.Arrays;

/// The sequential DCT processes (ITU-T T.81 annex F), 8 or 12 bits.
final class JpegDct {
  private static final int[] ZIGZAG = {
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20,
    13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59,
    52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63
  };

  /// `COSINE[x * 8 + u]` is the weight of frequency u at sample x (T.81 A.3.3).
  private static final double[] COSINE = cosines();

  private final JpegBits bits;
  private final JpegHuffman dcTable;
  private final JpegHuffman acTable;
  private final int[] steps;
  private final JpegHeader header;
  private final int restartInterval;

  JpegDct(
      JpegBits bits,
      JpegHuffman dcTable,
      JpegHuffman acTable,
      int[] steps,
      JpegHeader header,
      int restartInterval) {
    this.bits = bits;
    this.dcTable = dcTable;
    this.acTable = acTable;
    this.steps = steps;
    this.header = header;
    this.restartInterval = restartInterval;
  }

  void decode(FrameFormat format, short[] target, int offset) throws IOException {
    int across = (header.columns() + 7) / 8;
    int down = (header.rows() + 7) / 8;
    double[] block = new double[64];
    double[] samples = new double[64];
    int dc = 0;
    int level = 1 << (header.precision() - 1);
    int highest = (1 << header.precision()) - 1;
    for (int n = 0; n < across * down; n++) {
      if (restartInterval > 0 && n > 0 && n % restartInterval == 0) {
        bits.restart();
        dc = 0;
      }
      dc = coefficients(block, dc);
      inverse(block, samples);
      int left = n % across * 8;
      int top = n / across * 8;
      for (int y = 0; y < 8 && top + y < header.rows(); y++) {
        for (int x = 0; x < 8 && left + x < header.columns(); x++) {
          int value = Math.clamp(Math.round(samples[y * 8 + x]) + level, 0, highest);
          target[offset + (top + y) * header.columns() + left + x] = format.sample(value);
        }
      }
    }
  }

  /// @return the DC coefficient, not scaled, from which the next block's differs
  private int coefficients(double[] block, int lastDc) throws IOException {
    Arrays.fill(block, 0);
    int length = dcTable.decode(bits);
    if (length > 16) throw new IOException("a JPEG difference that is too long");
    int dc = lastDc + bits.difference(length);
    block[0] = (double) dc * steps[0];
    for (int k = 1; k < 64; k++) {
      int code = acTable.decode(bits);
      int run = code >> 4;
      int size = code & 0xf;
      if (size == 0) {
        if (run != 15) break;
        k += 15;
        continue;
      }
      k += run;
      if (k > 63) throw new IOException("a JPEG block of more than 64 coefficients");
      block[ZIGZAG[k]] = (double) bits.difference(size) * steps[k];
    }
    return dc;
  }

  private static void inverse(double[] block, double[] samples) {
    double[] rows = new double[64];
    for (int v = 0; v < 8; v++) {
      for (int x = 0; x < 8; x++) {
        double sum = 0;
        for (int u = 0; u < 8; u++) sum += COSINE[x * 8 + u] * block[v * 8 + u];
        rows[v * 8 + x] = sum;
      }
    }
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < 8; y++) {
        double sum = 0;
        for (int v = 0; v < 8; v++) sum += COSINE[y * 8 + v] * rows[v * 8 + x];
        samples[y * 8 + x] = sum;
      }
    }
  }

  private static double[] cosines() {
    double[] table = new double[64];
    for (int x = 0; x < 8; x++) {
      for (int u = 0; u < 8; u++) {
        double scale = u == 0 ? Math.sqrt(0.125) : 0.5;
        table[x * 8 + u] = scale * Math.cos((2 * x + 1) * u * Math.PI / 16);
      }
    }
    return table;
  }
}

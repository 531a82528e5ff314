package health.cairn.imaging.codec;

import java.io.IOException;
import java.util.Arrays;

/// Decodes one JPEG-LS scan (ITU-T T.87 annex A): each sample in the context of its neighbours, flat
/// stretches as runs.
final class JpegLsScan {
  /// Contexts of regular samples: 9 * 9 * 9 gradients, half of them by sign.
  private static final int CONTEXTS = 365;

  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final JpegLsBits in;
  private final JpegLsParameters p;
  private final int columns;
  private final int rows;

  /// A, B, C and N of T.87; the last two entries of `a` and `n` are those of run interruptions.
  private final int[] a = new int[CONTEXTS + 2];

  private final int[] b = new int[CONTEXTS];
  private final int[] c = new int[CONTEXTS];
  private final int[] n = new int[CONTEXTS + 2];
  private final int[] negative = new int[2];
  private int runIndex;

  JpegLsScan(byte[] stream, int start, JpegLsParameters parameters, JpegHeader header) {
    this.in = new JpegLsBits(stream, start);
    this.p = parameters;
    this.columns = header.columns();
    this.rows = header.rows();
    Arrays.fill(a, Math.max(2, (p.range() + 32) / 64));
    Arrays.fill(n, 1);
  }

  void decode(FrameFormat format, short[] target, int offset) throws IOException {
    // One sample of border on each side: x + 1 is the place of column x.
    int[] above = new int[columns + 2];
    int[] line = new int[columns + 2];
    for (int y = 0; y < rows; y++) {
      line[0] = above[1];
      above[columns + 1] = above[columns];
      int x = 1;
      while (x <= columns) x = sample(line, above, x);
      int at = offset + y * columns;
      for (int i = 0; i < columns; i++) target[at + i] = format.sample(line[i + 1]);
      int[] swap = above;
      above = line;
      line = swap;
    }
  }

  /// @return the next column
  private int sample(int[] line, int[] above, int x) throws IOException {
    int left = line[x - 1];
    int up = above[x];
    int diagonal = above[x - 1];
    int q1 = p.region(above[x + 1] - up);
    int q2 = p.region(up - diagonal);
    int q3 = p.region(diagonal - left);
    if (q1 == 0 && q2 == 0 && q3 == 0) return run(line, above, x);
    int context = 81 * q1 + 9 * q2 + q3;
    int sign = context < 0 ? -1 : 1;
    line[x] = regular(Math.abs(context), sign, median(left, up, diagonal));
    return x + 1;
  }

  private static int median(int left, int up, int diagonal) {
    if (diagonal >= Math.max(left, up)) return Math.min(left, up);
    if (diagonal <= Math.min(left, up)) return Math.max(left, up);
    return left + up - diagonal;
  }

  private int regular(int q, int sign, int guess) throws IOException {
    int prediction = Math.clamp(guess + (long) sign * c[q], 0, p.maxValue());
    int k = 0;
    while (n[q] << k < a[q]) k++;
    int mapped = in.golomb(k, p.limit(), p.bits());
    int error = (mapped & 1) == 0 ? mapped >> 1 : -((mapped + 1) >> 1);
    if (p.near() == 0 && k == 0 && 2 * b[q] <= -n[q]) error = -(error + 1);
    update(q, error);
    return p.reconstruct(prediction, sign * error);
  }

  private void update(int q, int error) {
    b[q] += error * (2 * p.near() + 1);
    a[q] += Math.abs(error);
    if (n[q] == p.reset()) {
      a[q] >>= 1;
      b[q] >>= 1;
      n[q] >>= 1;
    }
    n[q]++;
    if (b[q] <= -n[q]) {
      b[q] = Math.max(b[q] + n[q], 1 - n[q]);
      if (c[q] > -128) c[q]--;
    } else if (b[q] > 0) {
      b[q] = Math.min(b[q] - n[q], 0);
      if (c[q] < 127) c[q]++;
    }
  }

  private int run(int[] line, int[] above, int start) throws IOException {
    int value = line[start - 1];
    int x = start;
    while (in.bit() == 1) {
      int length = 1 << RUN_BITS[runIndex];
      int end = Math.min(x + length, columns + 1);
      Arrays.fill(line, x, end, value);
      if (end - x == length && runIndex < 31) runIndex++;
      x = end;
      if (x > columns) return x;
    }
    int rest = in.bits(RUN_BITS[runIndex]);
    if (x + rest > columns) throw new IOException("a JPEG-LS run past the end of its line");
    Arrays.fill(line, x, x + rest, value);
    x += rest;
    line[x] = interruption(value, above[x]);
    if (runIndex > 0) runIndex--;
    return x + 1;
  }

  /// The sample that ends a run (A.7.2).
  private int interruption(int left, int up) throws IOException {
    int type = Math.abs(left - up) <= p.near() ? 1 : 0;
    int q = CONTEXTS + type;
    int threshold = type == 1 ? a[q] + (n[q] >> 1) : a[q];
    int k = 0;
    while (n[q] << k < threshold) k++;
    int mapped = in.golomb(k, p.limit() - RUN_BITS[runIndex] - 1, p.bits());
    int odd = (mapped + type) & 1;
    int size = (mapped + type + odd) >> 1;
    boolean oddMeansNegative = k != 0 || 2 * negative[type] >= n[q];
    int error = oddMeansNegative == (odd == 1) ? -size : size;
    if (error < 0) negative[type]++;
    a[q] += (mapped + 1 - type) >> 1;
    if (n[q] == p.reset()) {
      a[q] >>= 1;
      n[q] >>= 1;
      negative[type] >>= 1;
    }
    n[q]++;
    if (type == 1) return p.reconstruct(left, error);
    return p.reconstruct(up, left > up ? -error : error);
  }
}

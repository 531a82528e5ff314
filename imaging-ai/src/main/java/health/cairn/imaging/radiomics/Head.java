package health.cairn.imaging.radiomics;

import java.util.BitSet;

/// Where the head lies on a slice: bright pixels that hang together, with what they enclose, and the
/// box that holds 98 % of them along each axis. A rough outline, meant for positions only.
final class Head {
  private static final int SIZE = CanonicalSlice.SIZE;

  /// Of the range 0..1: above the noise beside the head, below any tissue but bone and air.
  private static final double TISSUE = 0.1;

  private static final double TRIMMED = 0.01;

  private final BitSet pixels;
  private final double[] low = new double[2];
  private final double[] high = new double[2];

  private Head(BitSet pixels) {
    this.pixels = pixels;
    int[][] counts = new int[2][SIZE];
    for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
      counts[0][at % SIZE]++;
      counts[1][at / SIZE]++;
    }
    double trimmed = TRIMMED * pixels.cardinality();
    for (int axis = 0; axis < 2; axis++) {
      int first = 0;
      for (double sum = counts[axis][0]; sum <= trimmed && first < SIZE - 1; ) {
        sum += counts[axis][++first];
      }
      int last = SIZE - 1;
      for (double sum = counts[axis][last]; sum <= trimmed && last > first; ) {
        sum += counts[axis][--last];
      }
      low[axis] = first;
      high[axis] = last + 1.0;
    }
  }

  static Head of(CanonicalSlice slice) {
    BitSet bright = new BitSet(SIZE * SIZE);
    for (int at = 0; at < SIZE * SIZE; at++) {
      bright.set(at, slice.values()[at] > TISSUE);
    }
    return new Head(Pixels.filled(Pixels.largestPart(bright)));
  }

  BitSet pixels() {
    return pixels;
  }

  /// Along x (0) or y (1), in pixels.
  double centre(int axis) {
    return (low[axis] + high[axis]) / 2;
  }

  double half(int axis) {
    return Math.max(1, (high[axis] - low[axis]) / 2);
  }

  /// Correlation of the slice with its mirror image about the head's middle column: near 1 on axial and
  /// coronal slices, lower on sagittal ones.
  double symmetry(CanonicalSlice slice) {
    double n = 0;
    double sa = 0;
    double sb = 0;
    double saa = 0;
    double sbb = 0;
    double sab = 0;
    for (int y = (int) low[1]; y < high[1]; y++) {
      for (int x = (int) low[0]; x < high[0]; x++) {
        int mirror = (int) Math.round(2 * centre(0) - 1 - x);
        if (mirror >= 0 && mirror < SIZE) {
          double a = slice.at(x, y);
          double b = slice.at(mirror, y);
          n++;
          sa += a;
          sb += b;
          saa += a * a;
          sbb += b * b;
          sab += a * b;
        }
      }
    }
    double va = saa - sa * sa / n;
    double vb = sbb - sb * sb / n;
    return va <= 0 || vb <= 0 ? 0 : (sab - sa * sb / n) / Math.sqrt(va * vb);
  }
}

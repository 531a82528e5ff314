package health.cairn.imaging.radiomics;

import health.cairn.imaging.classify.SliceSample;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;

/// Outlines as a segmenter might have drawn them, from the true one: wobbling borders, larger or
/// smaller, a little aside, now and then a part missing; and outlines of healthy tissue. For training
/// only. The same seed gives the same outline.
final class MaskVariants {
  private static final int SIZE = CanonicalSlice.SIZE;
  private static final int TRIES = 60;

  private final Random random;
  private final BitSet truth;

  MaskVariants(BitSet truth, long seed) {
    this.truth = truth;
    this.random = new Random(seed);
  }

  /// The outline as another hand might have drawn it.
  BitSet near() {
    double radius = Math.sqrt(truth.cardinality() / Math.PI);
    int blur = Math.clamp(Math.round(radius / 4), 1, 6);
    double shift = Math.min(4, radius / 5);
    double[] soft = blurred(moved(truth, within(shift), within(shift), false), blur);
    double threshold = 0.35 + 0.3 * random.nextDouble();
    double[] noise = noise(8 + random.nextInt(16));
    double strength = 0.6 * random.nextDouble();
    boolean cut = random.nextDouble() < 0.25;
    double angle = 2 * Math.PI * random.nextDouble();
    double keep = 0.7 * radius * random.nextDouble();
    double[] centre = centre(truth);
    BitSet drawn = new BitSet();
    for (int at = 0; at < soft.length; at++) {
      int row = at / SIZE;
      double along =
          (at % SIZE - centre[0]) * Math.cos(angle) + (row - centre[1]) * Math.sin(angle);
      boolean removed = cut && along > keep;
      drawn.set(at, !removed && soft[at] + strength * noise[at] > threshold && soft[at] > 0.01);
    }
    return drawn;
  }

  /// The outline laid over healthy tissue of the same head; empty where there is no room.
  Optional<BitSet> elsewhere(SliceSample sample) {
    BitSet head = Head.of(CanonicalSlice.of(sample)).pixels();
    BitSet keepOut = Pixels.grown(truth, 6);
    BitSet shape = near();
    for (int attempt = 0; attempt < TRIES; attempt++) {
      boolean mirrored = random.nextBoolean();
      BitSet moved = moved(shape, within(110), within(110), mirrored);
      BitSet inHead = (BitSet) moved.clone();
      inHead.and(head);
      if (!moved.intersects(keepOut)
          && moved.cardinality() > 0.9 * shape.cardinality()
          && inHead.cardinality() > 0.9 * moved.cardinality()) {
        return Optional.of(moved);
      }
    }
    return Optional.empty();
  }

  private int within(double limit) {
    return (int) Math.round(limit * (2 * random.nextDouble() - 1));
  }

  private static double[] centre(BitSet pixels) {
    double x = 0;
    double y = 0;
    for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
      int row = at / SIZE;
      x += at % SIZE;
      y += row;
    }
    return new double[] {x / pixels.cardinality(), y / pixels.cardinality()};
  }

  private static BitSet moved(BitSet pixels, int dx, int dy, boolean mirrored) {
    BitSet moved = new BitSet();
    for (int at = pixels.nextSetBit(0); at >= 0; at = pixels.nextSetBit(at + 1)) {
      int x = (mirrored ? SIZE - 1 - at % SIZE : at % SIZE) + dx;
      int y = at / SIZE + dy;
      if (x >= 0 && x < SIZE && y >= 0 && y < SIZE) {
        moved.set(y * SIZE + x);
      }
    }
    return moved;
  }

  /// Mean over a square of `2 radius + 1` pixels.
  private static double[] blurred(BitSet pixels, int radius) {
    double[] sums = new double[(SIZE + 1) * (SIZE + 1)];
    for (int y = 0; y < SIZE; y++) {
      for (int x = 0; x < SIZE; x++) {
        sums[(y + 1) * (SIZE + 1) + x + 1] =
            (pixels.get(y * SIZE + x) ? 1 : 0)
                + sums[y * (SIZE + 1) + x + 1]
                + sums[(y + 1) * (SIZE + 1) + x]
                - sums[y * (SIZE + 1) + x];
      }
    }
    double[] mean = new double[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      int top = Math.max(0, y - radius);
      int bottom = Math.min(SIZE, y + radius + 1);
      for (int x = 0; x < SIZE; x++) {
        int left = Math.max(0, x - radius);
        int right = Math.min(SIZE, x + radius + 1);
        double sum =
            sums[bottom * (SIZE + 1) + right]
                - sums[top * (SIZE + 1) + right]
                - sums[bottom * (SIZE + 1) + left]
                + sums[top * (SIZE + 1) + left];
        mean[y * SIZE + x] = sum / ((bottom - top) * (right - left));
      }
    }
    return mean;
  }

  /// Smooth noise in -0.5..0.5: random values on a coarse grid, bilinear between.
  private double[] noise(int step) {
    int nodes = SIZE / step + 2;
    double[] grid = new double[nodes * nodes];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = random.nextDouble() - 0.5;
    }
    double[] noise = new double[SIZE * SIZE];
    for (int y = 0; y < SIZE; y++) {
      int row = y / step;
      double fy = y / (double) step - row;
      for (int x = 0; x < SIZE; x++) {
        int column = x / step;
        double fx = x / (double) step - column;
        double top = grid[row * nodes + column] * (1 - fx) + grid[row * nodes + column + 1] * fx;
        double low =
            grid[(row + 1) * nodes + column] * (1 - fx) + grid[(row + 1) * nodes + column + 1] * fx;
        noise[y * SIZE + x] = top * (1 - fy) + low * fy;
      }
    }
    return noise;
  }
}

package health.cairn.sample.phantom;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Volume;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/// Images the head in several sequences: signal, coil sensitivity, point spread, noise.
final class Scanner {
  private static final int NOISE_TABLE = 1 << 16;

  private final Head head;
  private final Placement placement;
  private final long seed;
  private final GradientNoise texture;
  private final float[] gaussian = new float[NOISE_TABLE];

  Scanner(Head head, Placement placement, long seed) {
    this.head = head;
    this.placement = placement;
    this.seed = seed;
    texture = new GradientNoise(seed * 31 + 11);
    Random random = new Random(seed * 31 + 12);
    for (int i = 0; i < NOISE_TABLE; i++) {
      gaussian[i] = (float) random.nextGaussian();
    }
  }

  /// Acquires all sequences of one examination.
  ///
  /// @param sequences in any order; their series come back in the same order
  Examination acquire(List<MrSequence> sequences) {
    Grid truthGrid = placement.grid(Raster.SIZE / 2);
    short[][] stored = new short[sequences.size()][];
    for (int s = 0; s < stored.length; s++) {
      stored[s] = new short[placement.grid(sequences.get(s).matrix()).voxels()];
    }
    BitSet[] truth = new BitSet[Placement.SLICES];
    IntStream.range(0, Placement.SLICES)
        .parallel()
        .forEach(
            slice -> {
              Raster raster = new Raster(head, placement, slice);
              truth[slice] = mask(raster);
              for (int s = 0; s < stored.length; s++) {
                image(raster, sequences.get(s), slice, stored[s]);
              }
            });
    BitSet tumour = new BitSet();
    for (int slice = 0; slice < truth.length; slice++) {
      int offset = slice * truthGrid.voxelsPerSlice();
      truth[slice].stream().forEach(i -> tumour.set(offset + i));
    }
    List<Examination.Acquired> series =
        IntStream.range(0, stored.length)
            .mapToObj(s -> acquired(sequences.get(s), stored[s]))
            .toList();
    return new Examination(series, Mask.of(truthGrid, tumour), head.tumour().volumeMl());
  }

  private Examination.Acquired acquired(MrSequence sequence, short[] stored) {
    Grid grid = placement.grid(sequence.matrix());
    return new Examination.Acquired(sequence, Volume.owning(grid, stored, false, 1, 0));
  }

  private static BitSet mask(Raster raster) {
    BitSet bits = new BitSet();
    for (int i = 0; i < raster.tumourPoints.length; i++) {
      if (raster.tumourPoints[i] >= 2 * Raster.LAYERS) {
        bits.set(i);
      }
    }
    return bits;
  }

  private void image(Raster raster, MrSequence sequence, int slice, short[] stored) {
    int n = sequence.matrix();
    float[] pixels = spread(shrink(raster.signal(sequence), n), n);
    SplittableRandom random =
        new SplittableRandom(seed * 1_000_003 + sequence.number() * 1009L + slice);
    for (int row = 0; row < n; row++) {
      for (int column = 0; column < n; column++) {
        int i = row * n + column;
        double x = (column + 0.5) / n * 2 - 1;
        double y = (row + 0.5) / n * 2 - 1;
        double z = (slice + 0.5) / Placement.SLICES * 2 - 1;
        double signal = pixels[i];
        if (signal > 1e-4) {
          signal *= coil(x, y, z, sequence) * grain(x, y, z, sequence);
        }
        long bits = random.nextLong();
        double real = signal + sequence.noise() * gaussian[(int) (bits & 0xffff)];
        double imaginary = sequence.noise() * gaussian[(int) (bits >>> 16 & 0xffff)];
        double magnitude = Math.sqrt(real * real + imaginary * imaginary);
        stored[(slice * n + row) * n + column] =
            (short) Math.clamp(Math.round(magnitude * sequence.gain()), 0, 4095);
      }
    }
  }

  /// Receive sensitivity: an array coil sees the surface best, and one side a little better.
  private static double coil(double x, double y, double z, MrSequence sequence) {
    double r2 = x * x + y * y;
    double tilt = 0.03 * x - 0.05 * y + 0.02 * (sequence.number() % 3) * x * y;
    return 0.93 + 0.24 * r2 + tilt - 0.06 * z * z;
  }

  /// Tissue is never quite even.
  private double grain(double x, double y, double z, MrSequence sequence) {
    double s = sequence.number() % 2 == 0 ? 40 : 0;
    return 1
        + 0.030 * texture.at(x * 9 + s, y * 9, z * 9)
        + 0.035 * texture.at(x * 26, y * 26 + s, z * 13);
  }

  /// Averages the fine points by area.
  private static float[] shrink(float[] fine, int n) {
    float[] narrow = shrinkRows(fine, n);
    return transpose(shrinkRows(transpose(narrow, Raster.SIZE, n), n), n, n);
  }

  /// Shortens every row of `source` from [Raster#SIZE] to `n` samples.
  private static float[] shrinkRows(float[] source, int n) {
    double ratio = (double) Raster.SIZE / n;
    int rows = source.length / Raster.SIZE;
    float[] result = new float[rows * n];
    for (int i = 0; i < n; i++) {
      double from = i * ratio;
      double to = from + ratio;
      for (int row = 0; row < rows; row++) {
        double sum = 0;
        for (int j = (int) from; j < to - 1e-9; j++) {
          sum += (Math.min(to, j + 1) - Math.max(from, j)) * source[row * Raster.SIZE + j];
        }
        result[row * n + i] = (float) (sum / ratio);
      }
    }
    return result;
  }

  private static float[] transpose(float[] source, int rows, int columns) {
    float[] result = new float[source.length];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        result[column * rows + row] = source[row * columns + column];
      }
    }
    return result;
  }

  /// The point spread of a finite acquisition matrix, as a small binomial kernel.
  private static float[] spread(float[] image, int n) {
    float side = 0.16f;
    float[] across = new float[image.length];
    float[] result = new float[image.length];
    for (int i = 0; i < image.length; i++) {
      int column = i % n;
      float left = image[column > 0 ? i - 1 : i];
      float right = image[column < n - 1 ? i + 1 : i];
      across[i] = (1 - 2 * side) * image[i] + side * (left + right);
    }
    for (int i = 0; i < image.length; i++) {
      float above = across[i >= n ? i - n : i];
      float below = across[i + n < image.length ? i + n : i];
      result[i] = (1 - 2 * side) * across[i] + side * (above + below);
    }
    return result;
  }
}

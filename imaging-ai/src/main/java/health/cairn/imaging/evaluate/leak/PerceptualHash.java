package health.cairn.imaging.evaluate.leak;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.regex.Pattern;

/// What a picture looks like, in 255 bits that resizing, re-compression and gamma hardly change: the
/// signs of its lowest cosine frequencies (after Zauner, Implementation and Benchmarking of
/// Perceptual Image Hash Functions, 2010). Immutable.
///
/// The picture is averaged to 32 x 32 and transformed (DCT-II); of the lowest 16 x 16 coefficients,
/// all but the mean give a bit each. Mirroring a picture flips the signs of odd coefficients and
/// transposing it transposes them, so the hashes of all eight orientations come from one.
///
/// Measured on 300 of the training slices: copies mirrored, transposed, resized to 110..512 pixels,
/// stored as JPEG of quality 40, or with gamma 0.7 to 1.5 stay within 26 bits (99 % within 23); of the
/// 2,400 Cheng slices only one pair of different patients lies within 24, and it is one person.
public final class PerceptualHash {
  /// Pictures that differ in at most this many bits are near-duplicates.
  public static final int NEAR = 24;

  // Between the fields of the averaged picture; dark slices at the ends of a stack have less.
  private static final double LEAST_CONTRAST = 2;
  private static final int SIDE = 32;
  private static final int KEPT = 16;
  private static final int WORDS = KEPT * KEPT / Long.SIZE;
  private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
  private static final double[][] COSINES = cosines();

  private final long[] bits;

  private PerceptualHash(long[] bits) {
    this.bits = bits;
  }

  /// @param value grey 0..255 at `row * columns + column`
  /// @return empty for a picture of one grey or nearly so, which looks like nothing
  public static Optional<PerceptualHash> of(int rows, int columns, IntToDoubleFunction value) {
    double[][] fields = averaged(rows, columns, value);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double[] row : fields) {
      for (double field : row) {
        low = Math.min(low, field);
        high = Math.max(high, field);
      }
    }
    if (!(high - low >= LEAST_CONTRAST)) {
      return Optional.empty();
    }
    double[][] coefficients = transform(fields);
    long[] bits = new long[WORDS];
    for (int i = 1; i < KEPT * KEPT; i++) {
      if (coefficients[i / KEPT][i % KEPT] > 0) {
        set(bits, i);
      }
    }
    return Optional.of(new PerceptualHash(bits));
  }

  /// The hashes of the picture as it is and of its seven mirrored and turned forms.
  public List<PerceptualHash> orientations() {
    List<PerceptualHash> orientations = new ArrayList<>();
    for (int turn = 0; turn < 8; turn++) {
      long[] turned = new long[WORDS];
      for (int i = 1; i < KEPT * KEPT; i++) {
        int row = i / KEPT;
        int column = i % KEPT;
        boolean positive = (turn & 4) != 0 ? get(column * KEPT + row) : get(i);
        boolean flips = ((turn & 1) != 0 && row % 2 == 1) ^ ((turn & 2) != 0 && column % 2 == 1);
        if (positive ^ flips) {
          set(turned, i);
        }
      }
      orientations.add(new PerceptualHash(turned));
    }
    return orientations;
  }

  /// @param hex 64 lower-case hexadecimal digits, as [#hex] writes them
  public static PerceptualHash parse(String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("no perceptual hash");
    }
    long[] bits = new long[WORDS];
    for (int word = 0; word < WORDS; word++) {
      bits[word] = Long.parseUnsignedLong(hex, 16 * word, 16 * word + 16, 16);
    }
    return new PerceptualHash(bits);
  }

  public String hex() {
    StringBuilder hex = new StringBuilder();
    for (long word : bits) {
      hex.append("%016x".formatted(word));
    }
    return hex.toString();
  }

  /// Bits that differ, 0..255.
  public int distance(PerceptualHash other) {
    int distance = 0;
    for (int word = 0; word < WORDS; word++) {
      distance += Long.bitCount(bits[word] ^ other.bits[word]);
    }
    return distance;
  }

  /// Whether at most [#NEAR] bits differ; mostly told by the first word.
  boolean isNear(PerceptualHash other) {
    int distance = 0;
    for (int word = 0; word < WORDS; word++) {
      distance += Long.bitCount(bits[word] ^ other.bits[word]);
      if (distance > NEAR) {
        return false;
      }
    }
    return true;
  }

  /// Mean of the part of the picture that each of 32 x 32 fields covers.
  private static double[][] averaged(int rows, int columns, IntToDoubleFunction value) {
    double[][] narrow = new double[rows][SIDE];
    for (int row = 0; row < rows; row++) {
      int start = row * columns;
      for (int field = 0; field < SIDE; field++) {
        narrow[row][field] = mean(field, columns, i -> value.applyAsDouble(start + i));
      }
    }
    double[][] fields = new double[SIDE][SIDE];
    for (int row = 0; row < SIDE; row++) {
      for (int column = 0; column < SIDE; column++) {
        int at = column;
        fields[row][column] = mean(row, rows, i -> narrow[i][at]);
      }
    }
    return fields;
  }

  private static double mean(int field, int n, IntToDoubleFunction value) {
    double width = n / (double) SIDE;
    double low = field * width;
    double high = low + width;
    double sum = 0;
    for (int i = (int) low; i < Math.min(n, (int) Math.ceil(high)); i++) {
      sum += value.applyAsDouble(i) * (Math.min(high, i + 1) - Math.max(low, i));
    }
    return sum / width;
  }

  private static double[][] transform(double[][] fields) {
    double[][] across = new double[SIDE][KEPT];
    for (int row = 0; row < SIDE; row++) {
      for (int k = 0; k < KEPT; k++) {
        for (int i = 0; i < SIDE; i++) {
          across[row][k] += COSINES[k][i] * fields[row][i];
        }
      }
    }
    double[][] both = new double[KEPT][KEPT];
    for (int down = 0; down < KEPT; down++) {
      for (int k = 0; k < KEPT; k++) {
        for (int i = 0; i < SIDE; i++) {
          both[down][k] += COSINES[down][i] * across[i][k];
        }
      }
    }
    return both;
  }

  private boolean get(int i) {
    return (bits[i / Long.SIZE] >>> (i % Long.SIZE) & 1) != 0;
  }

  private static void set(long[] bits, int i) {
    bits[i / Long.SIZE] |= 1L << (i % Long.SIZE);
  }

  private static double[][] cosines() {
    double[][] cosines = new double[KEPT][SIDE];
    for (int k = 0; k < KEPT; k++) {
      for (int i = 0; i < SIDE; i++) {
        cosines[k][i] = Math.cos(Math.PI * k * (2 * i + 1) / (2.0 * SIDE));
      }
    }
    return cosines;
  }
}

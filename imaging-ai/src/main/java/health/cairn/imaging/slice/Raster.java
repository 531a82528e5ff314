package health.cairn.imaging.slice;

import java.nio.FloatBuffer;
import java.util.Arrays;

/// Values on the pixels of one slice: an image in 0..1, a probability, a map. Row by row from the top
/// left; never changes. Any thread.
public final class Raster {
  /// The longest side; a network's input is far smaller.
  public static final int MAX_SIDE = 4096;

  private final int width;
  private final int height;
  private final float[] values;

  private Raster(int width, int height, float[] values) {
    this.width = width;
    this.height = height;
    this.values = values;
  }

  /// Copies `width * height` finite values.
  public static Raster of(int width, int height, float[] values) {
    check(width, height);
    if (values.length != width * height) {
      throw new IllegalArgumentException(
          values.length + " values for " + width + " x " + height + " pixels");
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("a pixel that is not a number");
      }
    }
    return new Raster(width, height, values.clone());
  }

  /// What `value` says of each pixel.
  public static Raster drawn(int width, int height, PixelValue value) {
    check(width, height);
    float[] values = new float[width * height];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        values[y * width + x] = (float) value.at(x, y);
      }
    }
    return of(width, height, values);
  }

  private static void check(int width, int height) {
    if (width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
      throw new IllegalArgumentException("a slice of " + width + " x " + height + " pixels");
    }
  }

  /// The value of the pixel in column `x` of row `y`.
  @FunctionalInterface
  public interface PixelValue {
    double at(int x, int y);
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// How many pixels there are.
  public int count() {
    return values.length;
  }

  public float at(int x, int y) {
    if (x < 0 || x >= width) {
      throw new IndexOutOfBoundsException("column " + x + " of " + width);
    }
    return values[y * width + x];
  }

  /// By index, row by row.
  public float at(int index) {
    return values[index];
  }

  /// Between pixel centres; beyond the edge the edge's value.
  public double between(double x, double y) {
    double inX = Math.clamp(x, 0, width - 1.0);
    double inY = Math.clamp(y, 0, height - 1.0);
    int x0 = Math.min((int) inX, Math.max(0, width - 2));
    int y0 = Math.min((int) inY, Math.max(0, height - 2));
    int x1 = Math.min(x0 + 1, width - 1);
    int y1 = Math.min(y0 + 1, height - 1);
    double fx = inX - x0;
    double fy = inY - y0;
    double top = values[y0 * width + x0] * (1 - fx) + values[y0 * width + x1] * fx;
    double bottom = values[y1 * width + x0] * (1 - fx) + values[y1 * width + x1] * fx;
    return top * (1 - fy) + bottom * fy;
  }

  public float[] toArray() {
    return values.clone();
  }

  public void writeTo(FloatBuffer target) {
    target.put(values);
  }

  public boolean sameSizeAs(Raster other) {
    return width == other.width && height == other.height;
  }

  /// Bilinear between pixel centres, edges repeated, as a network's map is enlarged.
  public Raster resized(int newWidth, int newHeight) {
    double stepX = width / (double) newWidth;
    double stepY = height / (double) newHeight;
    return drawn(
        newWidth, newHeight, (x, y) -> between((x + 0.5) * stepX - 0.5, (y + 0.5) * stepY - 0.5));
  }

  /// Left and right exchanged.
  public Raster mirrored() {
    return drawn(width, height, (x, y) -> at(width - 1 - x, y));
  }

  /// Each value changed by itself.
  public Raster map(Change change) {
    float[] changed = new float[values.length];
    for (int i = 0; i < changed.length; i++) {
      changed[i] = (float) change.of(values[i]);
    }
    return of(width, height, changed);
  }

  /// A change of one value.
  @FunctionalInterface
  public interface Change {
    double of(double value);
  }

  /// Divided by its largest value, negative values 0; all 0 where nothing is positive.
  public Raster normalised() {
    double max = max();
    return map(v -> max <= 0 ? 0 : Math.max(0, v) / max);
  }

  public double max() {
    double max = Double.NEGATIVE_INFINITY;
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  public double sum() {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum;
  }

  public double mean() {
    return sum() / values.length;
  }

  /// Indices of the pixels, the largest value first; of equals the first pixel first.
  public int[] brightestFirst() {
    long[] keyed = new long[values.length];
    for (int i = 0; i < keyed.length; i++) {
      int bits = Float.floatToIntBits(values[i] + 0.0f);
      int ascending = bits >= 0 ? bits : bits ^ 0x7fffffff;
      // The complement sorts the largest value first, the index breaks ties.
      keyed[i] = ((long) ~ascending << 32) | i;
    }
    Arrays.sort(keyed);
    int[] order = new int[keyed.length];
    for (int i = 0; i < order.length; i++) {
      order[i] = (int) keyed[i];
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Raster raster
        && sameSizeAs(raster)
        && Arrays.equals(values, raster.values);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return width + " x " + height + " pixels";
  }
}

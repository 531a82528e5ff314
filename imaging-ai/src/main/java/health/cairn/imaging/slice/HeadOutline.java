package health.cairn.imaging.slice;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.stream.IntStream;

/// Where the head is in a slice: what is brighter than the air around it, with its holes filled.
///
/// `found` asks for something of a head's size and shape that is not of one brightness; it is a check
/// against images that are something else altogether, not a segmentation of the skull.
public final class HeadOutline {
  private static final double BLUR = 1.0;
  private static final double LEAST_BRIGHTNESS = 0.03;
  private static final double AIR_SHARE = 0.4;
  private static final double LEAST_AREA = 0.1;
  private static final double MOST_AREA = 0.98;
  private static final double LEAST_FULLNESS = 0.75;

  /// A rectangle has 1.27 (a knee that reaches from edge to edge 1.20 and more), the fullest of 796 slices
  /// of the training's heads 1.15.
  private static final double MOST_FULLNESS = 1.18;

  /// Between the outer deciles. A bottle of water has 0.09 with strong noise, the blandest of the same
  /// slices 0.15.
  private static final double LEAST_SPREAD = 0.12;

  /// What is as round as this is a bottle where its middle half is bland as well, whatever is built into
  /// it: a phantom has 1.05 and 0.06, of the same slices the nearest 1.05 and 0.074, or 1.10 and 0.070.
  private static final double ROUND = 1.08;

  private static final double BLAND = 0.065;

  private static final double RIM = 0.1;
  private static final double MOST_ELONGATION = 2;
  private static final int BINS = 64;

  private final int width;
  private final boolean[] inside;
  private final float[] depth;
  private final int area;
  private final double centreX;
  private final double centreY;
  private final double halfWidth;
  private final double halfHeight;
  private final double spread;
  private final double middleSpread;

  private HeadOutline(
      int width, boolean[] inside, float[] depth, int[] box, int area, Raster image) {
    this.width = width;
    this.inside = inside;
    this.depth = depth;
    this.area = area;
    this.centreX = (box[0] + box[2]) / 2.0;
    this.centreY = (box[1] + box[3]) / 2.0;
    this.halfWidth = (box[2] - box[0] + 1) / 2.0;
    this.halfHeight = (box[3] - box[1] + 1) / 2.0;
    double[] values = deepValues(image);
    this.spread = spread(values, values.length / 10);
    this.middleSpread = spread(values, values.length / 4);
  }

  /// @param image brightness in 0..1, air near 0
  public static HeadOutline of(Raster image) {
    Raster smooth = Blur.of(image, BLUR);
    double limit = Math.max(LEAST_BRIGHTNESS, AIR_SHARE * otsu(smooth));
    boolean[] bright = new boolean[image.count()];
    for (int i = 0; i < bright.length; i++) {
      bright[i] = smooth.at(i) > limit;
    }
    boolean[] head = largest(filled(bright, image.width()), image.width());
    int[] box = {image.width() / 2, image.height() / 2, image.width() / 2, image.height() / 2};
    int area = 0;
    for (int i = 0; i < head.length; i++) {
      if (head[i]) {
        int x = i % image.width();
        int y = i / image.width();
        box =
            area == 0
                ? new int[] {x, y, x, y}
                : new int[] {
                  Math.min(box[0], x), Math.min(box[1], y), Math.max(box[2], x), Math.max(box[3], y)
                };
        area++;
      }
    }
    return new HeadOutline(image.width(), head, depth(head, image.width()), box, area, image);
  }

  /// Whether it has a head's size and shape: a filled oval, of more than one brightness.
  public boolean found() {
    double share = area / (double) inside.length;
    double fullness = area / (Math.PI * halfWidth * halfHeight);
    double elongation = Math.max(halfWidth, halfHeight) / Math.min(halfWidth, halfHeight);
    return share >= LEAST_AREA
        && share <= MOST_AREA
        && fullness >= LEAST_FULLNESS
        && fullness <= MOST_FULLNESS
        && elongation <= MOST_ELONGATION
        && spread >= LEAST_SPREAD
        && (elongation >= ROUND || middleSpread >= BLAND);
  }

  /// Brightness inside, without a rim of a tenth of the radius, ascending.
  private double[] deepValues(Raster image) {
    return IntStream.range(0, image.count())
        .filter(i -> depth[i] > RIM * radius())
        .mapToDouble(image::at)
        .sorted()
        .toArray();
  }

  /// (high - low) / (high + low) of what lies that many from either end, 0..1; 0 where there is nothing.
  private static double spread(double[] ascending, int fromEnd) {
    if (ascending.length == 0) {
      return 0;
    }
    double low = ascending[fromEnd];
    double high = ascending[ascending.length - 1 - fromEnd];
    return high + low > 0 ? (high - low) / (high + low) : 0;
  }

  public boolean inside(int x, int y) {
    return inside[y * width + x];
  }

  /// By index, row by row.
  public boolean inside(int index) {
    return inside[index];
  }

  /// Distance from the head's edge in pixels; 0 outside. Where the image cuts the head off there is
  /// no edge.
  public double depth(int index) {
    return depth[index];
  }

  /// Pixels.
  public int area() {
    return area;
  }

  /// Of a circle of the same area, in pixels.
  public double radius() {
    return Math.sqrt(area / Math.PI);
  }

  public double centreX() {
    return centreX;
  }

  public double centreY() {
    return centreY;
  }

  /// Half of the head's width in pixels.
  public double halfWidth() {
    return halfWidth;
  }

  /// Half of the head's height in pixels.
  public double halfHeight() {
    return halfHeight;
  }

  /// The brightness that separates two groups best (Otsu 1979).
  private static double otsu(Raster image) {
    int[] histogram = new int[BINS];
    for (int i = 0; i < image.count(); i++) {
      histogram[Math.clamp((int) (image.at(i) * BINS), 0, BINS - 1)]++;
    }
    double total = 0;
    for (int b = 0; b < BINS; b++) {
      total += b * (double) histogram[b];
    }
    double below = 0;
    long count = 0;
    double best = -1;
    int chosen = 0;
    for (int b = 0; b < BINS - 1; b++) {
      count += histogram[b];
      below += b * (double) histogram[b];
      long rest = image.count() - count;
      if (count > 0 && rest > 0) {
        double off = below / count - (total - below) / rest;
        double between = off * off * count * rest;
        if (between > best) {
          best = between;
          chosen = b;
        }
      }
    }
    return (chosen + 1) / (double) BINS;
  }

  /// Everything that air from the image's edge does not reach.
  private static boolean[] filled(boolean[] bright, int width) {
    int height = bright.length / width;
    boolean[] air = new boolean[bright.length];
    ArrayDeque<Integer> next = new ArrayDeque<>();
    for (int i = 0; i < bright.length; i++) {
      int x = i % width;
      int y = i / width;
      if ((x == 0 || y == 0 || x == width - 1 || y == height - 1) && !bright[i]) {
        air[i] = true;
        next.add(i);
      }
    }
    spread(next, air, bright, width);
    boolean[] head = new boolean[bright.length];
    for (int i = 0; i < head.length; i++) {
      head[i] = !air[i];
    }
    return head;
  }

  /// Marks what can be reached over four neighbours without crossing `wall`; returns how many.
  private static int spread(
      ArrayDeque<Integer> next, boolean[] reached, boolean[] wall, int width) {
    int count = 0;
    while (!next.isEmpty()) {
      int at = next.remove();
      count += reached[at] ? 0 : 1;
      reached[at] = true;
      int x = at % width;
      for (int to :
          new int[] {at - width, at + width, x > 0 ? at - 1 : -1, x < width - 1 ? at + 1 : -1}) {
        if (to >= 0 && to < wall.length && !wall[to] && !reached[to]) {
          reached[to] = true;
          count++;
          next.add(to);
        }
      }
    }
    return count;
  }

  private static boolean[] largest(boolean[] parts, int width) {
    boolean[] wall = new boolean[parts.length];
    for (int i = 0; i < parts.length; i++) {
      wall[i] = !parts[i];
    }
    boolean[] seen = new boolean[parts.length];
    int first = -1;
    int most = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] && !seen[i]) {
        int count = spread(from(i), seen, wall, width);
        if (count > most) {
          most = count;
          first = i;
        }
      }
    }
    boolean[] best = new boolean[parts.length];
    if (first >= 0) {
      spread(from(first), best, wall, width);
    }
    return best;
  }

  private static ArrayDeque<Integer> from(int start) {
    ArrayDeque<Integer> next = new ArrayDeque<>();
    next.add(start);
    return next;
  }

  /// Chamfer distance (steps 1 and 1.41; Borgefors 1986).
  private static float[] depth(boolean[] head, int width) {
    int height = head.length / width;
    float[] depth = new float[head.length];
    Arrays.fill(depth, Float.MAX_VALUE / 2);
    for (int pass = 0; pass < 2; pass++) {
      for (int n = 0; n < head.length; n++) {
        int i = pass == 0 ? n : head.length - 1 - n;
        if (!head[i]) {
          depth[i] = 0;
          continue;
        }
        int sign = pass == 0 ? -1 : 1;
        int x = i % width;
        int y = i / width;
        for (int[] step : new int[][] {{sign, 0}, {0, sign}, {1, sign}, {-1, sign}}) {
          int toX = x + step[0];
          int toY = y + step[1];
          if (toX >= 0 && toX < width && toY >= 0 && toY < height) {
            float by = step[0] != 0 && step[1] != 0 ? 1.414f : 1;
            depth[i] = Math.min(depth[i], depth[toY * width + toX] + by);
          }
        }
      }
    }
    return depth;
  }
}

package health.cairn.imaging.fuse;

import health.cairn.imaging.slice.HeadOutline;
import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.slice.SymmetryLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Measures what the rules are told of a slice, on the image and the outline as the networks see them.
public final class EvidenceMeasure {
  private static final double RIM = 0.2;
  private static final double AROUND = 0.12;
  private static final double QUANTILE = 0.95;

  private EvidenceMeasure() {}

  /// @param image network input, brightness in 0..1, air near 0
  /// @param probability of a tumour, on the same pixels
  /// @param threshold outlined from here up
  public static SliceEvidence of(Raster image, Raster probability, double threshold) {
    if (!image.sameSizeAs(probability)) {
      throw new IllegalArgumentException("an outline of another size than the image");
    }
    HeadOutline head = HeadOutline.of(image);
    Raster mask = probability.map(p -> p >= threshold ? 1 : 0);
    List<Integer> inside = new ArrayList<>();
    for (int i = 0; i < mask.count(); i++) {
      if (mask.at(i) > 0) {
        inside.add(i);
      }
    }
    double noise = noise(image, head);
    double sharpness = sharpness(image, head);
    double found = head.found() ? 1 : 0;
    if (inside.isEmpty()) {
      return new SliceEvidence(
          0,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          Double.NaN,
          noise,
          sharpness,
          found);
    }
    double x = inside.stream().mapToDouble(i -> i % image.width()).average().orElseThrow();
    double y = inside.stream().mapToDouble(i -> i / image.width()).average().orElseThrow();
    double sum = inside.stream().mapToDouble(probability::at).sum();
    Optional<SymmetryLine> line = SymmetryLine.of(image, head, mask);
    double acrossX = (x - head.centreX()) / head.halfWidth();
    double acrossY = (y - head.centreY()) / head.halfHeight();
    return new SliceEvidence(
        head.area() > 0 ? 100.0 * inside.size() / head.area() : Double.NaN,
        sum / inside.size(),
        line.map(l -> Math.abs(l.distance(x, y)) / head.halfWidth()).orElse(Double.NaN),
        head.found() ? Math.hypot(acrossX, acrossY) : Double.NaN,
        head.found() ? acrossY : Double.NaN,
        head.found() ? rimContact(mask, head) : Double.NaN,
        contrast(image, mask, head),
        noise,
        sharpness,
        found);
  }

  /// Share of the outline's edge pixels near the head's edge.
  private static double rimContact(Raster mask, HeadOutline head) {
    int edge = 0;
    int near = 0;
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(x, y) > 0 && isEdge(mask, x, y)) {
          edge++;
          near += head.depth(y * mask.width() + x) < RIM * head.radius() ? 1 : 0;
        }
      }
    }
    return edge == 0 ? Double.NaN : near / (double) edge;
  }

  private static boolean isEdge(Raster mask, int x, int y) {
    return x == 0
        || y == 0
        || x == mask.width() - 1
        || y == mask.height() - 1
        || mask.at(x - 1, y) == 0
        || mask.at(x + 1, y) == 0
        || mask.at(x, y - 1) == 0
        || mask.at(x, y + 1) == 0;
  }

  /// Inside against a ring of an eighth of the head's radius around, within the head.
  private static double contrast(Raster image, Raster mask, HeadOutline head) {
    int reach = Math.max(2, (int) Math.round(AROUND * head.radius()));
    double inside = 0;
    int insideCount = 0;
    double around = 0;
    int aroundCount = 0;
    boolean[] near = near(mask, reach);
    for (int i = 0; i < image.count(); i++) {
      if (mask.at(i) > 0) {
        inside += image.at(i);
        insideCount++;
      } else if (near[i] && head.inside(i)) {
        around += image.at(i);
        aroundCount++;
      }
    }
    double in = inside / insideCount;
    double out = around / aroundCount;
    return aroundCount == 0 || in + out <= 0 ? Double.NaN : (in - out) / (in + out);
  }

  /// Within `reach` pixels along rows and columns of the outline.
  private static boolean[] near(Raster mask, int reach) {
    boolean[] rows = new boolean[mask.count()];
    boolean[] near = new boolean[mask.count()];
    for (int y = 0; y < mask.height(); y++) {
      for (int x = 0; x < mask.width(); x++) {
        if (mask.at(x, y) > 0) {
          int from = y * mask.width() + Math.max(0, x - reach);
          Arrays.fill(rows, from, y * mask.width() + Math.min(mask.width(), x + reach + 1), true);
        }
      }
    }
    for (int i = 0; i < rows.length; i++) {
      if (rows[i]) {
        for (int by = -reach; by <= reach; by++) {
          int to = i + by * mask.width();
          if (to >= 0 && to < near.length) {
            near[to] = true;
          }
        }
      }
    }
    return near;
  }

  /// Immerkaer (1996): the mean absolute value of a mask that is blind to edges and ramps. Over the
  /// whole image where there is no head.
  private static double noise(Raster image, HeadOutline head) {
    double sum = 0;
    int count = 0;
    for (int y = 1; y < image.height() - 1; y++) {
      for (int x = 1; x < image.width() - 1; x++) {
        if (head.inside(x, y) || !head.found()) {
          double value =
              image.at(x - 1, y - 1)
                  - 2 * image.at(x, y - 1)
                  + image.at(x + 1, y - 1)
                  - 2 * image.at(x - 1, y)
                  + 4 * image.at(x, y)
                  - 2 * image.at(x + 1, y)
                  + image.at(x - 1, y + 1)
                  - 2 * image.at(x, y + 1)
                  + image.at(x + 1, y + 1);
          sum += Math.abs(value);
          count++;
        }
      }
    }
    return count == 0 ? Double.NaN : Math.sqrt(Math.PI / 2) * sum / (6 * count);
  }

  private static double sharpness(Raster image, HeadOutline head) {
    List<Double> steps = new ArrayList<>();
    for (int y = 0; y < image.height() - 1; y++) {
      for (int x = 0; x < image.width() - 1; x++) {
        if (head.inside(x, y) || !head.found()) {
          double right = image.at(x + 1, y) - image.at(x, y);
          double down = image.at(x, y + 1) - image.at(x, y);
          steps.add(Math.hypot(right, down));
        }
      }
    }
    if (steps.isEmpty()) {
      return Double.NaN;
    }
    double[] sorted = steps.stream().mapToDouble(v -> v).sorted().toArray();
    return sorted[(int) (QUANTILE * (sorted.length - 1))];
  }
}

package health.cairn.imaging.explain;

import health.cairn.imaging.slice.Blur;
import health.cairn.imaging.slice.HeadOutline;
import health.cairn.imaging.slice.Raster;
import health.cairn.imaging.slice.SymmetryLine;
import java.util.Optional;

/// A slice as it might look without its tumour: the outlined region replaced by the mirrored other
/// side, where there is a healthy one, else filled in from its surroundings. With a soft edge, so that
/// no seam tells a classifier where something was.
///
/// @param image the changed slice
/// @param how what was put in the tumour's place
record TumourRemoval(Raster image, How how) {
  enum How {
    MIRRORED("the mirrored other side"),
    FILLED("a smooth filling from around it");

    private final String words;

    How(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }
  }

  private static final double INSIDE = 0.5;
  private static final double GROW = 1.5;
  private static final double MOST_OVERLAP = 0.05;
  private static final int MOST_SWEEPS = 2000;
  private static final double SETTLED = 1e-5;
  private static final double OVER_RELAXED = 1.8;

  /// @param mask the tumour, inside from 0.5 up
  static TumourRemoval of(Raster image, Raster mask) {
    // The outline is widened, because a tumour's edge and its glow lie outside of it.
    Raster wide = Blur.of(mask, GROW).map(v -> v > 0.1 ? 1 : 0);
    HeadOutline head = HeadOutline.of(image);
    Optional<SymmetryLine> line = SymmetryLine.of(image, head, wide);
    if (line.isPresent() && hasOtherSide(line.get(), head, wide)) {
      return new TumourRemoval(mirrored(image, wide, line.get()), How.MIRRORED);
    }
    return new TumourRemoval(blended(image, filled(image, wide), wide), How.FILLED);
  }

  /// Whether the mirrored region lies in the head and not in the tumour.
  private static boolean hasOtherSide(SymmetryLine line, HeadOutline head, Raster wide) {
    int inside = 0;
    int bad = 0;
    for (int y = 0; y < wide.height(); y++) {
      for (int x = 0; x < wide.width(); x++) {
        if (wide.at(x, y) >= INSIDE) {
          int toX = (int) Math.round(line.mirrorX(x, y));
          int toY = (int) Math.round(line.mirrorY(x, y));
          boolean there = toX >= 0 && toY >= 0 && toX < wide.width() && toY < wide.height();
          inside++;
          bad += !there || !head.inside(toX, toY) || wide.at(toX, toY) >= INSIDE ? 1 : 0;
        }
      }
    }
    return inside > 0 && bad <= MOST_OVERLAP * inside;
  }

  private static Raster mirrored(Raster image, Raster wide, SymmetryLine line) {
    Raster other =
        Raster.drawn(
            image.width(),
            image.height(),
            (x, y) -> image.between(line.mirrorX(x, y), line.mirrorY(x, y)));
    // Coils make one side brighter: match the ring around the region with the ring it comes from.
    Raster ring = Blur.of(wide, 3);
    double here = 0;
    double there = 0;
    int count = 0;
    for (int i = 0; i < image.count(); i++) {
      if (ring.at(i) > 0.05 && wide.at(i) < INSIDE) {
        here += image.at(i);
        there += other.at(i);
        count++;
      }
    }
    double scale = count == 0 || there <= 0 ? 1 : Math.clamp(here / there, 0.7, 1.4);
    return blended(image, other.map(v -> Math.clamp(v * scale, 0, 1)), wide);
  }

  /// Soft over a pixel or two on both sides of the edge.
  private static Raster blended(Raster image, Raster instead, Raster wide) {
    Raster soft = Blur.of(wide, 1);
    return Raster.drawn(
        image.width(),
        image.height(),
        (x, y) -> {
          double share = Math.min(1, 2 * soft.at(x, y));
          return (1 - share) * image.at(x, y) + share * instead.at(x, y);
        });
  }

  /// The harmonic function of the values around the region (successive over-relaxation).
  private static Raster filled(Raster image, Raster wide) {
    int width = image.width();
    int height = image.height();
    double around = 0;
    double[] values = new double[image.count()];
    for (int i = 0; i < values.length; i++) {
      values[i] = image.at(i);
      around += values[i] / values.length;
    }
    for (int i = 0; i < values.length; i++) {
      values[i] = wide.at(i) >= INSIDE ? around : values[i];
    }
    double moved = 1;
    for (int sweep = 0; sweep < MOST_SWEEPS && moved > SETTLED; sweep++) {
      moved = 0;
      for (int i = 0; i < values.length; i++) {
        if (wide.at(i) < INSIDE) {
          continue;
        }
        int x = i % width;
        int y = i / width;
        double mean =
            (values[x > 0 ? i - 1 : i]
                    + values[x < width - 1 ? i + 1 : i]
                    + values[y > 0 ? i - width : i]
                    + values[y < height - 1 ? i + width : i])
                / 4;
        double by = OVER_RELAXED * (mean - values[i]);
        values[i] += by;
        moved = Math.max(moved, Math.abs(by));
      }
    }
    return Raster.drawn(width, height, (x, y) -> Math.clamp(values[y * width + x], 0, 1));
  }
}

package health.cairn.imaging.slice;

import java.util.Optional;

/// The line across which a head's two sides resemble each other most, on axial and coronal slices.
/// Points are (x, y) in pixels; the line is all points with nx * x + ny * y = offset.
///
/// @param nx of the unit vector across the line, mostly to the right
/// @param ny the other component
/// @param correlation of the head with its mirror image, up to 1
public record SymmetryLine(double nx, double ny, double offset, double correlation) {
  /// Below this the slice has no two sides (a sagittal one, or not a head).
  public static final double LEAST_CORRELATION = 0.5;

  private static final double MOST_DEGREES = 20;
  private static final double MOST_SHIFT = 0.12;

  /// Searches lines up to 20 degrees off the vertical and an eighth of the half width off the middle.
  ///
  /// @param without pixels that are left out on both sides (an outlined tumour), inside from 0.5 up
  /// @return empty where no line is good enough
  public static Optional<SymmetryLine> of(Raster image, HeadOutline head, Raster without) {
    if (!head.found()) {
      return Optional.empty();
    }
    Raster smooth = Blur.of(image, 1.5);
    SymmetryLine best = line(smooth, head, without, 0, 0);
    for (double[] grid : new double[][] {{5, 0.03}, {1.5, 0.01}}) {
      SymmetryLine around = best;
      double reach = grid[0] == 5 ? 4 : 3;
      double degrees = Math.toDegrees(Math.atan2(around.ny, around.nx));
      double shift =
          (around.offset - around.nx * head.centreX() - around.ny * head.centreY())
              / head.halfWidth();
      for (double a = -reach; a <= reach; a++) {
        for (double s = -reach; s <= reach; s++) {
          double toDegrees = degrees + a * grid[0];
          double toShift = shift + s * grid[1];
          if (Math.abs(toDegrees) <= MOST_DEGREES && Math.abs(toShift) <= MOST_SHIFT) {
            SymmetryLine tried = line(smooth, head, without, toDegrees, toShift);
            best = tried.correlation > best.correlation ? tried : best;
          }
        }
      }
    }
    return best.correlation >= LEAST_CORRELATION ? Optional.of(best) : Optional.empty();
  }

  private static SymmetryLine line(
      Raster smooth, HeadOutline head, Raster without, double degrees, double shift) {
    double nx = Math.cos(Math.toRadians(degrees));
    double ny = Math.sin(Math.toRadians(degrees));
    double offset = nx * head.centreX() + ny * head.centreY() + shift * head.halfWidth();
    SymmetryLine line = new SymmetryLine(nx, ny, offset, -1);
    int step = Math.max(1, smooth.width() / 64);
    double sum = 0;
    double other = 0;
    double squares = 0;
    double otherSquares = 0;
    double products = 0;
    int count = 0;
    for (int y = 0; y < smooth.height(); y += step) {
      for (int x = 0; x < smooth.width(); x += step) {
        double toX = line.mirrorX(x, y);
        double toY = line.mirrorY(x, y);
        int atX = (int) Math.round(toX);
        int atY = (int) Math.round(toY);
        if (!head.inside(x, y) || without.at(x, y) >= 0.5) {
          continue;
        }
        boolean there =
            atX >= 0
                && atY >= 0
                && atX < smooth.width()
                && atY < smooth.height()
                && head.inside(atX, atY);
        if (there && without.at(atX, atY) >= 0.5) {
          continue;
        }
        // What has no other side counts as unlike: else a line beside the head would do.
        double a = smooth.at(x, y);
        double b = there ? smooth.between(toX, toY) : 0;
        sum += a;
        other += b;
        squares += a * a;
        otherSquares += b * b;
        products += a * b;
        count++;
      }
    }
    double variance = (squares - sum * sum / count) * (otherSquares - other * other / count);
    double correlation =
        count < 2 || variance <= 0 ? -1 : (products - sum * other / count) / Math.sqrt(variance);
    return new SymmetryLine(nx, ny, offset, correlation);
  }

  /// Signed distance from the line in pixels.
  public double distance(double x, double y) {
    return nx * x + ny * y - offset;
  }

  public double mirrorX(double x, double y) {
    return x - 2 * distance(x, y) * nx;
  }

  public double mirrorY(double x, double y) {
    return y - 2 * distance(x, y) * ny;
  }
}

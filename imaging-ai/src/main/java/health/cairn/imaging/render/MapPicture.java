package health.cairn.imaging.render;

import health.cairn.imaging.slice.Raster;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;

/// A map laid over the slice that it explains, with the outline of the tumour. The map is clear where it
/// says nothing and goes from violet over orange to yellow where it says most, which can be told apart
/// without seeing red and green.
public final class MapPicture {
  private static final int[][] COLOURS = {
    {66, 10, 104}, {147, 38, 103}, {221, 81, 58}, {252, 165, 10}, {252, 255, 164}
  };
  private static final double MOST = 0.75;
  private static final double INSIDE = 0.5;
  private static final double BRAIN = 0.35;
  private static final Color OUTLINE = new Color(0x56B4E9);

  private MapPicture() {}

  /// @param image 0..1
  /// @param map 0..1, of the image's size
  /// @param outline inside from 0.5 up, of the image's size
  /// @param side of the square picture, pixels
  public static BufferedImage of(Raster image, Raster map, Raster outline, int side) {
    if (!image.sameSizeAs(map) || !image.sameSizeAs(outline)) {
      throw new IllegalArgumentException("a map or an outline of another size than the image");
    }
    BufferedImage small =
        new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        small.setRGB(x, y, mixed(image.at(x, y), map.at(x, y)));
      }
    }
    BufferedImage picture = new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.drawImage(small, 0, 0, side, side, null);
      pen.setColor(OUTLINE);
      edges(pen, outline, side / (double) image.width());
      return picture;
    } finally {
      pen.dispose();
    }
  }

  /// What its colours stand for: from 0 at the left to 1 at the right, over the grey of a brain.
  public static BufferedImage scale(int width, int height) {
    BufferedImage scale = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < width; x++) {
      int rgb = mixed(BRAIN, x / Math.max(1.0, width - 1));
      for (int y = 0; y < height; y++) {
        scale.setRGB(x, y, rgb);
      }
    }
    return scale;
  }

  private static int mixed(double grey, double value) {
    double at = Math.clamp(value, 0, 1) * (COLOURS.length - 1);
    int low = (int) Math.min(at, COLOURS.length - 2);
    double share = at - low;
    double cover = MOST * Math.min(1, 2 * Math.clamp(value, 0, 1));
    int rgb = 0;
    for (int channel = 0; channel < 3; channel++) {
      double colour = COLOURS[low][channel] * (1 - share) + COLOURS[low + 1][channel] * share;
      double mixed = (1 - cover) * 255 * Math.clamp(grey, 0, 1) + cover * colour;
      rgb = rgb << 8 | (int) Math.round(mixed);
    }
    return rgb;
  }

  /// A line along every pixel side that has the tumour on one hand only.
  private static void edges(Graphics2D pen, Raster outline, double scale) {
    for (int y = 0; y < outline.height(); y++) {
      for (int x = 0; x < outline.width(); x++) {
        if (!inside(outline, x, y)) {
          continue;
        }
        int left = (int) Math.round(x * scale);
        int right = (int) Math.round((x + 1) * scale);
        int top = (int) Math.round(y * scale);
        int bottom = (int) Math.round((y + 1) * scale);
        if (!inside(outline, x - 1, y)) {
          pen.drawLine(left, top, left, bottom);
        }
        if (!inside(outline, x + 1, y)) {
          pen.drawLine(right, top, right, bottom);
        }
        if (!inside(outline, x, y - 1)) {
          pen.drawLine(left, top, right, top);
        }
        if (!inside(outline, x, y + 1)) {
          pen.drawLine(left, bottom, right, bottom);
        }
      }
    }
  }

  private static boolean inside(Raster outline, int x, int y) {
    return x >= 0
        && y >= 0
        && x < outline.width()
        && y < outline.height()
        && outline.at(x, y) >= INSIDE;
  }
}

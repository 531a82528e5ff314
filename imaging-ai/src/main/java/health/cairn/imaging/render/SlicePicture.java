package health.cairn.imaging.render;

import health.cairn.imaging.render.SegmentSlice.Edge;
import health.cairn.imaging.uncertainty.DoubtMap;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/// One slice as a picture for files and reports: pixels square in millimetres, segments as outline and
/// light fill, letters for the patient's sides; where a model doubts as a veil with its legend.
public final class SlicePicture {
  private static final float OUTLINE_PX = 1.5f;
  private static final int FILL_ALPHA = 64; // a quarter
  private static final int MARGIN = 6;
  private static final int LEGEND_PX = 12;
  private static final Color LETTERS = new Color(0xe6e8eb);

  private SlicePicture() {}

  /// @param segments drawn where they cross the slice; each on any grid of the same patient space
  /// @param lettered whether the directions of the patient are known
  /// @param longestSide of the picture, pixels
  public static BufferedImage of(
      Volume volume,
      int slice,
      WindowLevel look,
      List<Segment> segments,
      boolean lettered,
      int longestSide) {
    return of(volume, slice, look, segments, Optional.empty(), lettered, longestSide);
  }

  /// @param doubt on the volume's own grid, under the segments
  public static BufferedImage of(
      Volume volume,
      int slice,
      WindowLevel look,
      List<Segment> segments,
      Optional<DoubtMap> doubt,
      boolean lettered,
      int longestSide) {
    if (doubt.isPresent() && !doubt.get().grid().equals(volume.grid())) {
      throw new IllegalArgumentException("a map of doubt of another grid than the picture's");
    }
    int columns = volume.grid().columns();
    int rows = volume.grid().rows();
    Affine affine = volume.grid().affine();
    double widthMm = columns * affine.columnSpacingMm();
    double heightMm = rows * affine.rowSpacingMm();
    double scale = longestSide / Math.max(widthMm, heightMm);
    int width = Math.max(1, (int) Math.round(widthMm * scale));
    int height = Math.max(1, (int) Math.round(heightMm * scale));
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = picture.createGraphics();
    try {
      pen.setRenderingHint(
          RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.drawImage(grey(volume, slice, look), 0, 0, width, height, null);
      double sx = (double) width / columns;
      double sy = (double) height / rows;
      doubt.ifPresent(map -> pen.drawImage(veil(map, slice), 0, 0, width, height, null));
      for (Segment segment : segments) {
        draw(pen, SegmentSlice.cut(segment.mask(), volume.grid(), slice), segment, sx, sy);
      }
      if (lettered) {
        letters(pen, EdgeLetters.of(affine), width, height);
      }
      doubt.ifPresent(map -> legend(pen, DoubtVeil.words(map), height));
      return picture;
    } finally {
      pen.dispose();
    }
  }

  private static BufferedImage grey(Volume volume, int slice, WindowLevel look) {
    int columns = volume.grid().columns();
    int rows = volume.grid().rows();
    int[] argb = new int[columns * rows];
    new SlicePainter().paint(volume, slice, look, argb);
    BufferedImage grey = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_RGB);
    grey.setRGB(0, 0, columns, rows, argb, 0, columns);
    return grey;
  }

  private static BufferedImage veil(DoubtMap map, int slice) {
    int columns = map.grid().columns();
    int rows = map.grid().rows();
    BufferedImage veil = new BufferedImage(columns, rows, BufferedImage.TYPE_INT_ARGB_PRE);
    veil.getRaster().setDataElements(0, 0, columns, rows, DoubtVeil.argb(map.slice(slice)));
    return veil;
  }

  private static void legend(Graphics2D pen, String words, int height) {
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, LEGEND_PX));
    // Above the letter in the middle of the lower edge, which the words would run into.
    int base = height - 2 * MARGIN - 2 * LEGEND_PX;
    // On a ground of its own: the skull is as bright as the letters.
    int wide = LEGEND_PX + 2 + pen.getFontMetrics().stringWidth(words);
    pen.setColor(Color.BLACK);
    pen.fillRect(MARGIN - 2, base - LEGEND_PX, wide + 4, LEGEND_PX + 4);
    pen.setColor(new Color(DoubtVeil.RGB));
    pen.fillRect(MARGIN, base - LEGEND_PX + 2, LEGEND_PX - 2, LEGEND_PX - 2);
    pen.setColor(LETTERS);
    pen.drawString(words, MARGIN + LEGEND_PX + 2, base);
  }

  private static void draw(
      Graphics2D pen, SegmentSlice cut, Segment segment, double sx, double sy) {
    Color colour = new Color(SegmentColour.of(segment).rgb());
    pen.setColor(new Color(colour.getRed(), colour.getGreen(), colour.getBlue(), FILL_ALPHA));
    for (int at = cut.inside().nextSetBit(0); at >= 0; at = cut.inside().nextSetBit(at + 1)) {
      int column = at % cut.columns();
      int row = at / cut.columns();
      int x = (int) Math.round(column * sx);
      int y = (int) Math.round(row * sy);
      pen.fillRect(
          x, y, (int) Math.round((column + 1) * sx) - x, (int) Math.round((row + 1) * sy) - y);
    }
    pen.setColor(colour);
    pen.setStroke(new BasicStroke(OUTLINE_PX));
    for (Edge edge : cut.outline()) {
      pen.draw(
          new Line2D.Double(
              edge.fromColumn() * sx,
              edge.fromRow() * sy,
              edge.toColumn() * sx,
              edge.toRow() * sy));
    }
  }

  private static void letters(Graphics2D pen, EdgeLetters letters, int width, int height) {
    pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, Math.max(11, width / 32)));
    var metrics = pen.getFontMetrics();
    pen.setColor(LETTERS);
    int middle = height / 2 + metrics.getAscent() / 2;
    pen.drawString(letters.left(), MARGIN, middle);
    pen.drawString(letters.right(), width - MARGIN - metrics.stringWidth(letters.right()), middle);
    pen.drawString(
        letters.top(),
        (width - metrics.stringWidth(letters.top())) / 2,
        MARGIN + metrics.getAscent());
    pen.drawString(
        letters.bottom(),
        (width - metrics.stringWidth(letters.bottom())) / 2,
        height - MARGIN - metrics.getDescent());
  }
}

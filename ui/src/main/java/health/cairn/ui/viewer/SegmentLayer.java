package health.cairn.ui.viewer;

import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.render.SegmentSlice;
import health.cairn.imaging.volume.Grid;
import java.nio.IntBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.image.Image;
import javafx.scene.image.PixelBuffer;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.StrokeLineCap;

/// Draws segments over a picture: a quarter-transparent fill in the picture's own resolution and a
/// thin outline along the voxels' edges.
final class SegmentLayer {
  static final double FILL = 0.25;
  static final double OUTLINE_PX = 1.5;

  private record Drawn(SegmentSlice cut, Color colour, Image fill) {}

  private final Map<SegmentView, Drawn> here = new HashMap<>();
  private int slice = -1;
  private Object grid = this;

  void draw(
      GraphicsContext g,
      List<SegmentView> segments,
      Grid pictureGrid,
      int pictureSlice,
      ViewTransform t,
      double opacity) {
    if (slice != pictureSlice || !pictureGrid.equals(grid)) {
      here.clear();
      slice = pictureSlice;
      grid = pictureGrid;
    }
    here.keySet().retainAll(segments);
    for (SegmentView view : segments) {
      Drawn drawn = here.computeIfAbsent(view, v -> make(v, pictureGrid, pictureSlice));
      if (!drawn.cut().isEmpty()) {
        paint(g, drawn, t, opacity);
      }
    }
  }

  private static Drawn make(SegmentView view, Grid grid, int slice) {
    SegmentSlice cut = SegmentSlice.cut(view.segment().mask(), grid, slice);
    int rgb = SegmentColour.of(view.segment()).rgb();
    int[] argb = new int[cut.columns() * cut.rows()];
    int fill = premultiplied(rgb);
    cut.inside().stream().forEach(i -> argb[i] = fill);
    Image image =
        new WritableImage(
            new PixelBuffer<>(
                cut.columns(),
                cut.rows(),
                IntBuffer.wrap(argb),
                PixelFormat.getIntArgbPreInstance()));
    return new Drawn(cut, Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff), image);
  }

  static int premultiplied(int rgb) {
    int r = (int) Math.round((rgb >> 16 & 0xff) * FILL);
    int g = (int) Math.round((rgb >> 8 & 0xff) * FILL);
    int b = (int) Math.round((rgb & 0xff) * FILL);
    return (int) Math.round(255 * FILL) << 24 | r << 16 | g << 8 | b;
  }

  private static void paint(GraphicsContext g, Drawn drawn, ViewTransform t, double opacity) {
    SegmentSlice cut = drawn.cut();
    g.save();
    g.setGlobalAlpha(opacity);
    // Never smoothed: a blurred border would claim a precision the mask does not have.
    g.setImageSmoothing(false);
    g.drawImage(
        drawn.fill(), t.left(), t.top(), cut.columns() * t.columnPx(), cut.rows() * t.rowPx());
    g.setStroke(drawn.colour());
    g.setLineWidth(OUTLINE_PX);
    g.setLineCap(StrokeLineCap.SQUARE);
    g.beginPath();
    for (SegmentSlice.Edge edge : cut.outline()) {
      g.moveTo(t.left() + edge.fromColumn() * t.columnPx(), t.top() + edge.fromRow() * t.rowPx());
      g.lineTo(t.left() + edge.toColumn() * t.columnPx(), t.top() + edge.toRow() * t.rowPx());
    }
    g.stroke();
    g.restore();
  }
}

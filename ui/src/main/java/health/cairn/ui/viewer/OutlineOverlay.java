package health.cairn.ui.viewer;

import health.cairn.imaging.draw.Contour;
import health.cairn.imaging.draw.OutlineEditor;
import health.cairn.imaging.draw.Patch;
import health.cairn.imaging.render.SegmentColour;
import health.cairn.imaging.volume.Grid;
import health.cairn.ui.outline.OutlineModel;
import health.cairn.ui.outline.OutlineSession;
import java.util.Optional;
import javafx.beans.InvalidationListener;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/// What the hand draws over a picture, on a sheet of its own: a stroke paints the rectangle that it changed, and the
/// picture below is left alone. Painted at most once per frame.
final class OutlineOverlay extends Region {
  /// Half a line's width, and what smoothing spreads.
  private static final double MARGIN_PX = 3;

  private final Canvas canvas = new Canvas();
  private final ViewerViewModel viewer;
  private final OutlineModel outline;
  private final ViewportModel model;
  private final OutlinePixels pixels = new OutlinePixels();
  private Optional<ScreenPoint> brush = Optional.empty();

  // What is to be painted anew, in screen pixels; none where right is not above left.
  private double left;
  private double top;
  private double right;
  private double bottom;

  OutlineOverlay(ViewerViewModel viewer, OutlineModel outline, ViewportModel model) {
    this.viewer = viewer;
    this.outline = outline;
    this.model = model;
    // A layout of its own: asking for it does not lay out, and so paint, the picture below.
    setManaged(false);
    setMouseTransparent(true);
    getChildren().add(canvas);
    outline.onPaint(this::changed);
    InvalidationListener all = o -> repaint();
    outline.sessionProperty().addListener(all);
    outline.phaseProperty().addListener(all);
    outline.toolProperty().addListener(o -> repaintBrush());
    outline.sizeMmProperty().addListener(o -> repaint());
    viewer.toolProperty().addListener(all);
  }

  /// Everything is to be painted anew.
  void repaint() {
    spoil(0, 0, getWidth(), getHeight());
  }

  /// Where the brush is, or that it has left.
  void brushAt(Optional<ScreenPoint> place) {
    repaintBrush();
    brush = place;
    repaintBrush();
  }

  private void repaintBrush() {
    double radius = radiusPx() + MARGIN_PX;
    brush.ifPresent(b -> spoil(b.x() - radius, b.y() - radius, b.x() + radius, b.y() + radius));
  }

  private void changed(Optional<Patch> patch) {
    if (here().isEmpty()) {
      return;
    }
    if (patch.isEmpty()) {
      // A line is drawn, from anywhere to anywhere.
      spoil(0, 0, getWidth(), getHeight());
      return;
    }
    Patch p = patch.get();
    pixels.changed(here().get(), p);
    if (p.slice() != model.slice()) {
      return;
    }
    model
        .transform(getWidth(), getHeight())
        .ifPresent(
            t ->
                spoil(
                    t.left() + p.firstColumn() * t.columnPx() - MARGIN_PX,
                    t.top() + p.firstRow() * t.rowPx() - MARGIN_PX,
                    t.left() + (p.lastColumn() + 1) * t.columnPx() + MARGIN_PX,
                    t.top() + (p.lastRow() + 1) * t.rowPx() + MARGIN_PX));
  }

  private void spoil(double x0, double y0, double x1, double y1) {
    boolean none = right <= left || bottom <= top;
    left = none ? x0 : Math.min(left, x0);
    top = none ? y0 : Math.min(top, y0);
    right = none ? x1 : Math.max(right, x1);
    bottom = none ? y1 : Math.max(bottom, y1);
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.floor(getWidth());
    double height = Math.floor(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
      left = 0;
      top = 0;
      right = width;
      bottom = height;
    }
    double x = Math.max(0, Math.floor(left));
    double y = Math.max(0, Math.floor(top));
    double w = Math.min(width, Math.ceil(right)) - x;
    double h = Math.min(height, Math.ceil(bottom)) - y;
    left = 0;
    right = 0;
    if (w > 0 && h > 0) {
      paint(x, y, w, h);
    }
  }

  private void paint(double x, double y, double w, double h) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    g.clearRect(x, y, w, h);
    Optional<OutlineSession> drawn = here();
    Optional<ViewTransform> transform = model.transform(getWidth(), getHeight());
    if (drawn.isEmpty() || transform.isEmpty() || !viewer.overlayProperty().get()) {
      return;
    }
    ViewTransform t = transform.get();
    g.save();
    g.beginPath();
    g.rect(x, y, w, h);
    g.clip();
    g.setGlobalAlpha(viewer.overlayOpacityProperty().get());
    g.setImageSmoothing(false);
    Grid grid = drawn.get().editor().grid();
    g.drawImage(
        pixels.of(drawn.get(), model.slice()),
        t.left(),
        t.top(),
        grid.columns() * t.columnPx(),
        grid.rows() * t.rowPx());
    edges(g, drawn.get(), t, x, y, w, h);
    g.setGlobalAlpha(1);
    outline.contour().ifPresent(line -> line(g, line, t));
    ring(g);
    g.restore();
  }

  /// The border along the voxels' edges, as far as it lies in a rectangle of the screen.
  private void edges(
      GraphicsContext g,
      OutlineSession drawn,
      ViewTransform t,
      double x,
      double y,
      double w,
      double h) {
    OutlineEditor editor = drawn.editor();
    Grid grid = editor.grid();
    int slice = model.slice();
    int firstColumn = Math.max(0, (int) Math.floor((x - t.left()) / t.columnPx()) - 1);
    int firstRow = Math.max(0, (int) Math.floor((y - t.top()) / t.rowPx()) - 1);
    int lastColumn =
        Math.min(grid.columns() - 1, (int) Math.ceil((x + w - t.left()) / t.columnPx()) + 1);
    int lastRow = Math.min(grid.rows() - 1, (int) Math.ceil((y + h - t.top()) / t.rowPx()) + 1);
    g.setStroke(colour(drawn));
    g.setLineWidth(SegmentLayer.OUTLINE_PX);
    g.beginPath();
    for (int row = firstRow; row <= lastRow; row++) {
      double up = t.top() + row * t.rowPx();
      double down = up + t.rowPx();
      for (int column = firstColumn; column <= lastColumn; column++) {
        if (!editor.at(column, row, slice)) {
          continue;
        }
        double from = t.left() + column * t.columnPx();
        double to = from + t.columnPx();
        if (row == 0 || !editor.at(column, row - 1, slice)) {
          side(g, from, up, to, up);
        }
        if (row == grid.rows() - 1 || !editor.at(column, row + 1, slice)) {
          side(g, from, down, to, down);
        }
        if (column == 0 || !editor.at(column - 1, row, slice)) {
          side(g, from, up, from, down);
        }
        if (column == grid.columns() - 1 || !editor.at(column + 1, row, slice)) {
          side(g, to, up, to, down);
        }
      }
    }
    g.stroke();
  }

  private static void side(GraphicsContext g, double x0, double y0, double x1, double y1) {
    g.moveTo(x0, y0);
    g.lineTo(x1, y1);
  }

  private static void line(GraphicsContext g, Contour line, ViewTransform t) {
    g.setStroke(Color.WHITE);
    g.setLineWidth(1.5);
    g.beginPath();
    for (int i = 0; i < line.size(); i++) {
      double x = t.left() + (line.column(i) + 0.5) * t.columnPx();
      double y = t.top() + (line.row(i) + 0.5) * t.rowPx();
      if (i == 0) {
        g.moveTo(x, y);
      } else {
        g.lineTo(x, y);
      }
    }
    g.stroke();
  }

  /// How far the brush reaches.
  private void ring(GraphicsContext g) {
    boolean drawing = viewer.toolProperty().get() == ViewerViewModel.Tool.OUTLINE;
    if (!drawing || brush.isEmpty() || outline.toolProperty().get() == OutlineModel.Tool.CONTOUR) {
      return;
    }
    double r = radiusPx();
    ScreenPoint b = brush.get();
    g.setStroke(Color.BLACK);
    g.setLineWidth(3);
    g.strokeOval(b.x() - r, b.y() - r, 2 * r, 2 * r);
    g.setStroke(Color.WHITE);
    g.setLineWidth(1);
    g.strokeOval(b.x() - r, b.y() - r, 2 * r, 2 * r);
  }

  private double radiusPx() {
    return model
        .transform(getWidth(), getHeight())
        .map(t -> outline.sizeMmProperty().get() / 2 * t.unitPx())
        .orElse(0.0);
  }

  /// What is drawn, where it is drawn on the pixels of this picture.
  private Optional<OutlineSession> here() {
    return outline
        .sessionProperty()
        .get()
        .filter(drawn -> model.series().filter(s -> drawn.liesOn(s.series())).isPresent());
  }

  private static Color colour(OutlineSession drawn) {
    int rgb = SegmentColour.of(drawn.what()).rgb();
    return Color.rgb(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
  }
}

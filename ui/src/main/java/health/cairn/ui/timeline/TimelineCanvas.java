package health.cairn.ui.timeline;

import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Palette;
import health.cairn.ui.design.TextWidth;
import health.cairn.ui.design.Theme;
import health.cairn.ui.design.Units;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Orientation;
import javafx.geometry.VPos;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.Region;
import javafx.scene.text.Font;
import javafx.scene.text.FontSmoothingType;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// The lanes on one axis. Painted at most once per frame; only what is visible is painted.
final class TimelineCanvas extends Region {
  static final double GUTTER = 192;
  private static final double HEAD = 28;
  private static final double RIGHT = 14;
  private static final Font BODY = Font.font("Noto Sans", 12);
  private static final Font STRONG = Font.font("Noto Sans", FontWeight.BOLD, 12);
  private static final Font SMALL = Font.font("Noto Sans", 11);

  private final TimelineViewModel model;
  private final ObservableValue<Theme> theme;
  private final Canvas canvas = new Canvas();
  private final ScrollBar bar = new ScrollBar();
  private final TextWidth widths = new TextWidth(SMALL);
  private final TextWidth titles = new TextWidth(STRONG);
  private final InvalidationListener repaint = o -> requestLayout();
  private List<LanePainter.Spot> spots = List.of();
  private double lastX;
  private double lastY;
  private double pressedX;

  TimelineCanvas(TimelineViewModel model, ObservableValue<Theme> theme) {
    this.model = model;
    this.theme = theme;
    getStyleClass().add("timeline-canvas");
    setFocusTraversable(true);
    setId("timeline-axis");
    setAccessibleText("Timeline as a picture. The same events are in the list: choose List above.");
    bar.setOrientation(Orientation.VERTICAL);
    bar.setMin(0);
    getChildren().addAll(canvas, bar);
    model.axisProperty().addListener(repaint);
    model.lanes().addListener(repaint);
    model.cursorProperty().addListener(repaint);
    model.chosenProperty().addListener(repaint);
    bar.valueProperty().addListener(repaint);
    // The look is the window's and outlives this canvas: a locked window must not hold a patient's
    // pictures by it.
    theme.addListener(new WeakInvalidationListener(repaint));
    setOnScroll(this::scrolled);
    setOnMousePressed(this::pressed);
    setOnMouseDragged(this::dragged);
    setOnMouseReleased(this::released);
    setOnMouseMoved(e -> cursor(e.getX()));
    setOnMouseExited(e -> model.cursorProperty().set(OptionalDouble.empty()));
    addEventHandler(KeyEvent.KEY_PRESSED, this::key);
  }

  private double axisWidth() {
    return Math.max(1, getWidth() - GUTTER - RIGHT);
  }

  private void cursor(double x) {
    double at = x - GUTTER;
    model
        .cursorProperty()
        .set(
            at < 0 || at > axisWidth()
                ? OptionalDouble.empty()
                : OptionalDouble.of(model.axisProperty().get().secondsAt(at, axisWidth())));
  }

  private void scrolled(ScrollEvent e) {
    if (e.isShiftDown() || e.getX() < GUTTER) {
      double delta = e.getDeltaY() == 0 ? e.getDeltaX() : e.getDeltaY();
      bar.setValue(Math.clamp(bar.getValue() - delta, 0, bar.getMax()));
    } else {
      model.zoomAt(e.getX() - GUTTER, axisWidth(), Math.pow(1.2, e.getDeltaY() / 40));
      cursor(e.getX());
    }
    e.consume();
  }

  private void pressed(MouseEvent e) {
    requestFocus();
    lastX = e.getX();
    lastY = e.getY();
    pressedX = e.getX();
  }

  private void dragged(MouseEvent e) {
    model.pan(e.getX() - lastX, axisWidth());
    bar.setValue(Math.clamp(bar.getValue() - (e.getY() - lastY), 0, bar.getMax()));
    lastX = e.getX();
    lastY = e.getY();
    cursor(e.getX());
  }

  private void released(MouseEvent e) {
    if (Math.abs(e.getX() - pressedX) < 4) {
      model
          .chosenProperty()
          .set(
              spots.reversed().stream()
                  .filter(s -> s.holds(e.getX(), e.getY()))
                  .map(LanePainter.Spot::event)
                  .findFirst());
    }
  }

  private void key(KeyEvent e) {
    double width = axisWidth();
    switch (e.getCode()) {
      case LEFT -> model.pan(width / 8, width);
      case RIGHT -> model.pan(-width / 8, width);
      case UP -> bar.setValue(Math.clamp(bar.getValue() - 40, 0, bar.getMax()));
      case DOWN -> bar.setValue(Math.clamp(bar.getValue() + 40, 0, bar.getMax()));
      case PLUS, ADD, EQUALS -> model.zoomAt(width / 2, width, 1.4);
      case MINUS, SUBTRACT -> model.zoomAt(width / 2, width, 1 / 1.4);
      case HOME -> model.fit();
      default -> {
        return;
      }
    }
    e.consume();
  }

  @Override
  protected void layoutChildren() {
    double width = Math.floor(getWidth());
    double height = Math.floor(getHeight());
    if (canvas.getWidth() != width || canvas.getHeight() != height) {
      canvas.setWidth(width);
      canvas.setHeight(height);
    }
    double content = model.lanes().stream().mapToDouble(Lane::height).sum();
    double room = height - HEAD;
    bar.setMax(Math.max(0, content - room));
    bar.setVisibleAmount(bar.getMax() * room / Math.max(1, content));
    bar.setUnitIncrement(40);
    bar.setVisible(content > room);
    if (bar.getValue() > bar.getMax()) {
      bar.setValue(bar.getMax());
    }
    double breadth = bar.prefWidth(-1);
    bar.resizeRelocate(width - breadth, HEAD, breadth, room);
    paint(width, height);
  }

  private void paint(double width, double height) {
    GraphicsContext g = canvas.getGraphicsContext2D();
    Palette palette = theme.getValue().palette();
    TimeAxis axis = model.axisProperty().get();
    g.setFontSmoothingType(FontSmoothingType.GRAY);
    g.setFill(palette.windowColor());
    g.fillRect(0, 0, width, height);
    LanePainter painter =
        new LanePainter(g, palette, axis, GUTTER, axisWidth(), model.chosenProperty().get());
    ticks(g, palette, axis, height);
    g.save();
    g.beginPath();
    g.rect(0, HEAD, width, height - HEAD);
    g.clip();
    double top = HEAD - bar.getValue();
    for (Lane lane : model.lanes()) {
      if (top + lane.height() > HEAD && top < height) {
        lane(g, palette, painter, lane, top, height);
      }
      top += lane.height();
    }
    g.restore();
    spots = painter.spots();
    model.cursorProperty().get().ifPresent(at -> hairline(g, palette, axis, at, height));
  }

  private void ticks(GraphicsContext g, Palette palette, TimeAxis axis, double height) {
    g.setTextBaseline(VPos.CENTER);
    g.setFont(SMALL);
    g.setLineWidth(1);
    for (TimeAxis.Tick tick : axis.ticks(axisWidth(), 56)) {
      double x = Math.floor(GUTTER + axis.x(tick.seconds(), axisWidth())) + 0.5;
      g.setStroke(tick.major() ? palette.lineColor() : palette.raisedColor());
      g.strokeLine(x, HEAD - 6, x, height);
      if (x < GUTTER + axisWidth() - 70) {
        g.setTextAlign(TextAlignment.LEFT);
        g.setFill(tick.major() ? palette.textColor() : palette.secondaryColor());
        g.fillText(tick.label(), x + 4, HEAD / 2);
      }
    }
    double edge = Math.floor(GUTTER + axisWidth()) + 0.5;
    boolean today = Math.abs(axis.end() - axis.latest()) < TimeAxis.DAY;
    g.setTextAlign(TextAlignment.RIGHT);
    g.setFill(today ? palette.accentColor() : palette.secondaryColor());
    g.fillText(today ? "today" : Figures.date(TimeAxis.dayAt(axis.end())), edge, HEAD / 2);
    g.setStroke(today ? palette.accentColor() : palette.lineColor());
    g.strokeLine(edge, HEAD - 6, edge, height);
  }

  private void lane(
      GraphicsContext g,
      Palette palette,
      LanePainter painter,
      Lane lane,
      double top,
      double height) {
    g.save();
    g.beginPath();
    g.rect(GUTTER, HEAD, axisWidth() + 8, height - HEAD);
    g.clip();
    painter.draw(lane, top);
    g.restore();
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    double middle = top + Math.min(lane.height(), 32) / 2 + 2;
    g.setFont(STRONG);
    g.setFill(palette.textColor());
    if (lane instanceof Lane.Trend trend) {
      g.setFont(BODY);
      g.fillText(titles.fitted(shortName(lane.title()), GUTTER - 28), 16, top + 17);
      g.setFont(SMALL);
      g.setFill(palette.secondaryColor());
      g.fillText(Units.written(trend.unit()) + reference(trend), 16, top + 34);
    } else {
      g.fillText(titles.fitted(lane.title(), GUTTER - 28), 16, middle);
    }
    g.setStroke(palette.raisedColor());
    g.setLineWidth(1);
    double line = Math.floor(top + lane.height()) - 0.5;
    g.strokeLine(0, line, GUTTER + axisWidth(), line);
  }

  /// "Creatinine" for "Creatinine [Mass/volume] in Serum": the unit below says the rest.
  private static String shortName(String title) {
    int bracket = title.indexOf(" [");
    return bracket > 0 ? title.substring(0, bracket) : title;
  }

  private static String reference(Lane.Trend trend) {
    String low = trend.low().map(v -> Figures.value(v, "")).orElse("");
    String high = trend.high().map(v -> Figures.value(v, "")).orElse("");
    if (low.isEmpty() && high.isEmpty()) {
      return "";
    }
    if (low.isEmpty()) {
      return "   below " + high;
    }
    return high.isEmpty() ? "   above " + low : "   " + low + " to " + high;
  }

  /// One line through all lanes, with every value at that time.
  private void hairline(
      GraphicsContext g, Palette palette, TimeAxis axis, double at, double height) {
    double x = Math.floor(GUTTER + axis.x(at, axisWidth())) + 0.5;
    g.setStroke(palette.textColor());
    g.setLineWidth(0.5);
    g.strokeLine(x, HEAD, x, height);
    tag(g, palette, Figures.date(TimeAxis.dayAt(at)), x, HEAD / 2, true);
    double top = HEAD - bar.getValue();
    for (Lane lane : model.lanes()) {
      double middle = top + lane.height() / 2;
      if (lane instanceof Lane.Trend trend && middle > HEAD && middle < height) {
        trend
            .at(at)
            .flatMap(TimelineEvent::measure)
            .ifPresent(m -> tag(g, palette, words(m), x, middle, false));
      } else if (lane instanceof Lane.Points points && middle > HEAD && middle < height) {
        nearest(points, at, axis).ifPresent(e -> tag(g, palette, e.title(), x, middle, false));
      }
      top += lane.height();
    }
  }

  private Optional<TimelineEvent> nearest(Lane.Points lane, double at, TimeAxis axis) {
    double reach = (axis.end() - axis.start()) / axisWidth() * 6;
    TimelineEvent best = null;
    double distance = reach;
    for (TimelineEvent e : lane.events()) {
      double d = Math.abs(seconds(e.start()) - at);
      if (d <= distance) {
        distance = d;
        best = e;
      }
    }
    return Optional.ofNullable(best);
  }

  private static double seconds(Instant when) {
    return when.getEpochSecond();
  }

  private static String words(Measure m) {
    String note =
        m.high().map(h -> m.value() > h).orElse(false)
            ? " high"
            : m.low().map(l -> m.value() < l).orElse(false) ? " low" : "";
    return Figures.value(m.value(), m.unit()) + note;
  }

  private void tag(
      GraphicsContext g, Palette palette, String text, double x, double y, boolean centred) {
    double width = widths.of(text) + 12;
    double start = centred ? x - width / 2 : x + 6;
    if (start + width > GUTTER + axisWidth()) {
      start = x - 6 - width;
    }
    g.setFill(palette.panelColor());
    g.fillRoundRect(start, y - 9, width, 18, 6, 6);
    g.setStroke(palette.lineColor());
    g.setLineWidth(1);
    g.strokeRoundRect(start, y - 9, width, 18, 6, 6);
    g.setFont(SMALL);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(palette.textColor());
    g.fillText(text, start + width / 2, y);
  }
}

package health.cairn.ui.timeline;

import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Measure;
import health.cairn.ui.design.Meaning;
import health.cairn.ui.design.Palette;
import health.cairn.ui.design.TextWidth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/// Draws the content of lanes, and remembers where each event landed so that it can be pointed at.
/// Only what is on the screen is drawn; what would fall on the same pixel is drawn once.
final class LanePainter {
  /// An event and the place where it was drawn.
  record Spot(TimelineEvent event, double x, double y, double width, double height) {
    boolean holds(double px, double py) {
      return px >= x && px <= x + width && py >= y && py <= y + height;
    }
  }

  private static final Font SMALL = Font.font("Noto Sans", 11);
  private static final double DOT = 8;

  private final GraphicsContext g;
  private final Palette palette;
  private final TimeAxis axis;
  private final double left;
  private final double width;
  private final Optional<TimelineEvent> chosen;
  private final List<Spot> spots = new ArrayList<>();
  private final TextWidth widths = new TextWidth(SMALL);

  /// @param left where the axis begins on the canvas
  /// @param width of the axis, pixels
  LanePainter(
      GraphicsContext g,
      Palette palette,
      TimeAxis axis,
      double left,
      double width,
      Optional<TimelineEvent> chosen) {
    this.g = g;
    this.palette = palette;
    this.axis = axis;
    this.left = left;
    this.width = width;
    this.chosen = chosen;
  }

  List<Spot> spots() {
    return spots;
  }

  void draw(Lane lane, double top) {
    switch (lane) {
      case Lane.Points points -> points(points, top);
      case Lane.Bars bars -> bars(bars, top);
      case Lane.Trend trend -> trend(trend, top);
    }
  }

  private double x(TimelineEvent e) {
    return left + axis.x(e.start(), width);
  }

  private boolean visible(double from, double to) {
    return to >= left - DOT && from <= left + width + DOT;
  }

  private void points(Lane.Points lane, double top) {
    double y = top + lane.height() / 2;
    double textFree = Double.NEGATIVE_INFINITY;
    double lastX = Double.NEGATIVE_INFINITY;
    for (TimelineEvent e : lane.events()) {
      double x = x(e);
      if (!visible(x, x)) {
        continue;
      }
      if (x - lastX < 1 && !isChosen(e)) {
        continue;
      }
      lastX = x;
      mark(e, x, y);
      spots.add(new Spot(e, x - DOT / 2 - 2, y - DOT, DOT + 4, DOT * 2));
      double length = widths.of(e.title());
      if (x > textFree && roomAfter(lane, e, length + DOT + 8) && x + length < left + width) {
        text(e.title(), x + DOT, y, palette.secondaryColor());
        textFree = x + DOT + length;
      }
    }
  }

  private boolean roomAfter(Lane.Points lane, TimelineEvent e, double needed) {
    int next = lane.events().indexOf(e) + 1;
    return next >= lane.events().size() || x(lane.events().get(next)) - x(e) > needed;
  }

  private void mark(TimelineEvent e, double x, double y) {
    Color colour =
        switch (e.kind()) {
          case PROCEDURE -> palette.textColor();
          case IMAGING, FINDING -> Meaning.INFORMATIVE.color();
          default -> palette.secondaryColor();
        };
    g.setFill(colour);
    switch (e.kind()) {
      case PROCEDURE ->
          g.fillPolygon(
              new double[] {x, x + DOT / 2 + 1, x, x - DOT / 2 - 1},
              new double[] {y - DOT / 2 - 1, y, y + DOT / 2 + 1, y},
              4);
      case IMAGING -> g.fillRect(x - DOT / 2, y - DOT / 2, DOT, DOT);
      default -> g.fillOval(x - DOT / 2, y - DOT / 2, DOT, DOT);
    }
    ring(e, x, y);
  }

  private void ring(TimelineEvent e, double x, double y) {
    if (isChosen(e)) {
      g.setStroke(palette.accentColor());
      g.setLineWidth(2);
      g.strokeOval(x - DOT, y - DOT, DOT * 2, DOT * 2);
    }
  }

  private boolean isChosen(TimelineEvent e) {
    return chosen.filter(e::equals).isPresent();
  }

  private void bars(Lane.Bars lane, double top) {
    double y = top + 6;
    for (List<TimelineEvent> row : lane.rows()) {
      for (int i = 0; i < row.size(); i++) {
        double next = i + 1 < row.size() ? x(row.get(i + 1)) : left + width;
        bar(row.get(i), y, next);
      }
      y += Lane.Bars.ROW;
    }
  }

  /// @param next where the next bar of the row begins
  private void bar(TimelineEvent e, double y, double next) {
    double from = x(e);
    double to = e.ongoing() ? left + width : e.end().map(t -> left + axis.x(t, width)).orElse(from);
    to = Math.max(to, from + 4);
    if (!visible(from, to)) {
      return;
    }
    double shownFrom = Math.max(left, from);
    double shownTo = Math.min(left + width, to);
    double height = Lane.Bars.ROW - 4;
    g.setFill(palette.raisedColor());
    g.fillRect(shownFrom, y, shownTo - shownFrom, height);
    g.setFill(isChosen(e) ? palette.accentColor() : palette.secondaryColor());
    g.fillRect(shownFrom, y + height - 2, shownTo - shownFrom, 2);
    double middle = y + height / 2 - 1;
    double inside = shownTo - shownFrom - 8;
    double beside = next - shownTo - 8;
    if (widths.of(e.title()) <= inside || beside < inside) {
      text(widths.fitted(e.title(), inside), shownFrom + 4, middle, palette.textColor());
    } else {
      text(widths.fitted(e.title(), beside), shownTo + 4, middle, palette.secondaryColor());
    }
    spots.add(new Spot(e, shownFrom, y, shownTo - shownFrom, height));
  }

  private void trend(Lane.Trend lane, double top) {
    double upper = top + 8;
    double lower = top + lane.height() - 8;
    range(lane, upper, lower);
    int n = lane.events().size();
    double[] xs = new double[n];
    double[] ys = new double[n];
    int kept = 0;
    for (int i = 0; i < n; i++) {
      double x = x(lane.events().get(i));
      // One neighbour on either side of the screen, so that the line enters and leaves it.
      boolean near =
          (x >= left && x <= left + width)
              || (i + 1 < n && x < left && x(lane.events().get(i + 1)) >= left)
              || (i > 0 && x > left + width && x(lane.events().get(i - 1)) <= left + width);
      if (near) {
        xs[kept] = x;
        ys[kept] = y(lane, value(lane.events().get(i)), upper, lower);
        kept++;
      }
    }
    g.setStroke(palette.secondaryColor());
    g.setLineWidth(1.25);
    g.strokePolyline(xs, ys, kept);
    double lastX = Double.NEGATIVE_INFINITY;
    for (TimelineEvent e : lane.events()) {
      double x = x(e);
      if (x >= left - 1 && x <= left + width + 1 && (x - lastX >= 2 || isChosen(e))) {
        value(lane, e, x, y(lane, value(e), upper, lower));
        lastX = x;
      }
    }
  }

  private void range(Lane.Trend lane, double upper, double lower) {
    if (lane.low().isEmpty() && lane.high().isEmpty()) {
      return;
    }
    double high = lane.high().map(v -> y(lane, v, upper, lower)).orElse(upper);
    double low = lane.low().map(v -> y(lane, v, upper, lower)).orElse(lower);
    g.setFill(palette.raisedColor());
    g.fillRect(left, high, width, Math.max(1, low - high));
  }

  private static double y(Lane.Trend lane, double value, double upper, double lower) {
    return lower - (value - lane.bottom()) / (lane.top() - lane.bottom()) * (lower - upper);
  }

  private static double value(TimelineEvent e) {
    return e.measure().orElseThrow().value();
  }

  /// A value in its range is a dot; one out of it is a triangle that points the way, in colour too.
  private void value(Lane.Trend lane, TimelineEvent e, double x, double y) {
    Measure m = e.measure().orElseThrow();
    boolean high = m.high().map(h -> m.value() > h).orElse(false);
    boolean low = m.low().map(l -> m.value() < l).orElse(false);
    if (high || low) {
      double tip = high ? y - 4.5 : y + 4.5;
      double base = high ? y + 3 : y - 3;
      g.setFill(Meaning.REJECTED.color());
      g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {base, base, tip}, 3);
    } else {
      g.setFill(
          lane.kind() == TimelineEvent.Kind.FINDING
              ? Meaning.INFORMATIVE.color()
              : palette.textColor());
      g.fillOval(x - 2.5, y - 2.5, 5, 5);
    }
    ring(e, x, y);
    spots.add(new Spot(e, x - 5, y - 6, 10, 12));
  }

  private void text(String text, double x, double y, Color colour) {
    g.setFont(SMALL);
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.CENTER);
    g.setFill(colour);
    g.fillText(text, x, y);
  }
}

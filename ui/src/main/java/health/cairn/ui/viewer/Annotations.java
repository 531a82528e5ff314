package health.cairn.ui.viewer;

import health.cairn.app.desk.OpenedStudy;
import health.cairn.imaging.render.EdgeLetters;
import health.cairn.imaging.render.WindowLevel;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Meaning;
import health.cairn.ui.design.Palette;
import health.cairn.ui.design.TextWidth;
import health.cairn.ui.design.Theme;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.TextAlignment;

/// The small print over a picture: what it is, where in the patient, how it is windowed, how large.
final class Annotations {
  private static final Font FONT = Font.font("Noto Sans", 11);
  private static final Font STRONG = Font.font("Noto Sans", FontWeight.BOLD, 12);
  private static final double LINE = 15;
  private static final double PAD = 10;
  // Pictures are dark in every theme, so what is written on them is light in every theme.
  private static final Palette PALETTE = Theme.DARK.palette();
  private static final Color TEXT = PALETTE.textColor();
  private static final Color SECOND = PALETTE.secondaryColor();
  private static final Color WARN = Color.web("#E69F00");

  private final GraphicsContext g;
  private final TextWidth widths = new TextWidth(FONT);
  private final double width;
  private final double height;
  private double nextRight = PAD;

  Annotations(GraphicsContext g, double width, double height) {
    this.g = g;
    this.width = width;
    this.height = height;
  }

  void draw(ViewportModel model, DisplaySeries shown, OpenedStudy study, ViewTransform t) {
    topLeft(shown, study);
    topRight(model, shown);
    bottomRight(model, shown, t);
    bottomLeft(model, shown, t);
    if (shown.series().orientationKnown()) {
      letters(EdgeLetters.of(shown.series().volume().grid().affine()));
    }
  }

  private void topLeft(DisplaySeries shown, OpenedStudy study) {
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.TOP);
    g.setFont(FONT);
    // The first line is a button: what the series shows (RoleButton).
    String description = shown.series().description();
    double y = PAD + LINE + 6;
    if (!description.isEmpty() && !description.equals(shown.shortName())) {
      write(widths.fitted(description, width / 2 - PAD - 16), PAD, y, SECOND);
      y += LINE;
    }
    Optional<String> date = study.when().map(w -> Figures.date(w.toLocalDate()));
    if (date.isPresent()) {
      write(date.get(), PAD, y, SECOND);
    }
  }

  private void topRight(ViewportModel model, DisplaySeries shown) {
    startRight();
    List<String> lines = new ArrayList<>();
    if (!model.linkNoteProperty().get().isEmpty()) {
      lines.add(model.linkNoteProperty().get());
    }
    if (!shown.series().spacingKnown()) {
      lines.add("no spacing: distances are off");
    }
    if (!shown.series().orientationKnown()) {
      lines.add("orientation unknown");
    }
    for (String line : lines) {
      right(line, WARN);
    }
  }

  private void right(String line, Color colour) {
    write(line, width - PAD, nextRight, colour);
    nextRight += LINE;
  }

  /// What the veil over the picture is, and how dense it is under the pointer.
  ///
  /// @param here figures in words, or empty
  void doubt(String words, String here) {
    startRight();
    String fitted = widths.fitted(words, width / 2 - PAD - 30);
    g.setFill(Meaning.UNCERTAIN.color());
    g.fillRect(width - PAD - widths.of(fitted) - 16, nextRight + 3, 10, 10);
    right(fitted, TEXT);
    if (!here.isEmpty()) {
      right(here, SECOND);
    }
  }

  /// That there is no veil over this picture, although it is asked for.
  void noDoubt() {
    startRight();
    right("no map of doubt in this series", SECOND);
  }

  private void startRight() {
    g.setTextAlign(TextAlignment.RIGHT);
    g.setTextBaseline(VPos.TOP);
    g.setFont(FONT);
  }

  private void bottomRight(ViewportModel model, DisplaySeries shown, ViewTransform t) {
    g.setTextAlign(TextAlignment.RIGHT);
    g.setTextBaseline(VPos.BOTTOM);
    g.setFont(FONT);
    WindowLevel look = model.lookProperty().get();
    double y = height - PAD;
    write("zoom " + Math.round(t.columnPx() * 100) + " %", width - PAD, y, SECOND);
    write(
        "W " + figure(look.window()) + "  L " + figure(look.level()), width - PAD, y - LINE, TEXT);
    g.setFont(STRONG);
    write(model.slice() + 1 + "/" + shown.slices(), width - PAD, y - 2 * LINE, TEXT);
  }

  private void bottomLeft(ViewportModel model, DisplaySeries shown, ViewTransform t) {
    g.setTextAlign(TextAlignment.LEFT);
    g.setTextBaseline(VPos.BOTTOM);
    g.setFont(FONT);
    model
        .pointerProperty()
        .get()
        .ifPresent(p -> write(underPointer(p, model, shown), PAD, height - PAD, SECOND));
    if (shown.series().spacingKnown()) {
      ScaleBar bar = ScaleBar.of(t.unitPx(), Math.min(120, width / 4));
      double y = height - PAD - LINE - 6;
      g.setStroke(Color.BLACK);
      g.setLineWidth(3);
      bracket(bar.lengthPx(), y);
      g.setStroke(TEXT);
      g.setLineWidth(1);
      bracket(bar.lengthPx(), y);
      write(figure(bar.lengthMm()) + " mm", PAD + bar.lengthPx() + 6, y + 5, TEXT);
    }
  }

  private void bracket(double length, double y) {
    double line = Math.floor(y) + 0.5;
    double left = PAD + 0.5;
    double right = Math.floor(PAD + length) + 0.5;
    g.strokePolyline(
        new double[] {left, left, right, right}, new double[] {line - 5, line, line, line - 5}, 4);
  }

  private static String underPointer(VoxelIndex pointer, ViewportModel model, DisplaySeries shown) {
    Grid grid = shown.series().volume().grid();
    int column = (int) Math.round(pointer.column());
    int row = (int) Math.round(pointer.row());
    if (column < 0 || row < 0 || column >= grid.columns() || row >= grid.rows()) {
      return "";
    }
    String value = figure(shown.series().volume().valueAt(column, row, model.slice()));
    if (!shown.series().spacingKnown() || !shown.series().orientationKnown()) {
      return value;
    }
    PatientPoint p = grid.affine().toPatient(new VoxelIndex(column, row, model.slice()));
    return value
        + "   "
        + side(p.xMm(), "L", "R")
        + "  "
        + side(p.yMm(), "P", "A")
        + "  "
        + side(p.zMm(), "H", "F")
        + " mm";
  }

  private static String side(double mm, String positive, String negative) {
    return (mm >= 0 ? positive : negative) + " " + String.format(Locale.UK, "%.0f", Math.abs(mm));
  }

  private void letters(EdgeLetters letters) {
    g.setFont(STRONG);
    g.setTextBaseline(VPos.CENTER);
    g.setTextAlign(TextAlignment.LEFT);
    write(letters.left(), PAD, height / 2, TEXT);
    g.setTextAlign(TextAlignment.RIGHT);
    write(letters.right(), width - PAD, height / 2, TEXT);
    g.setTextAlign(TextAlignment.CENTER);
    g.setTextBaseline(VPos.TOP);
    write(letters.top(), width / 2, PAD, TEXT);
    g.setTextBaseline(VPos.BOTTOM);
    write(letters.bottom(), width / 2, height - PAD, TEXT);
  }

  void ruler(ScreenPoint from, ScreenPoint to, String label) {
    g.setStroke(Color.BLACK);
    g.setLineWidth(3);
    g.strokeLine(from.x(), from.y(), to.x(), to.y());
    g.setStroke(PALETTE.accentColor());
    g.setLineWidth(1.5);
    g.strokeLine(from.x(), from.y(), to.x(), to.y());
    cross(from);
    cross(to);
    g.setFont(STRONG);
    boolean right = to.x() >= from.x();
    g.setTextAlign(right ? TextAlignment.LEFT : TextAlignment.RIGHT);
    g.setTextBaseline(VPos.CENTER);
    write(label, to.x() + (right ? 8 : -8), to.y(), TEXT);
  }

  private void cross(ScreenPoint p) {
    g.strokeLine(p.x() - 4, p.y(), p.x() + 4, p.y());
    g.strokeLine(p.x(), p.y() - 4, p.x(), p.y() + 4);
  }

  /// Light on a dark edge: readable over white matter and over air.
  private void write(String text, double x, double y, Color colour) {
    g.setFill(Color.BLACK);
    g.fillText(text, x + 1, y + 1);
    g.fillText(text, x - 0.5, y - 0.5);
    g.setFill(colour);
    g.fillText(text, x, y);
  }

  private static String figure(double value) {
    return Figures.value(value, "");
  }
}

package health.cairn.ui.kiosk;

import java.text.Bidi;
import javafx.scene.control.Labeled;
import javafx.scene.text.Font;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;

/// Breaks text with letters that run from right to left into lines: JavaFX 26 fails on some such text when it
/// wraps it (`PrismTextLayout.computeTrailingSpaceWidth`), and a name can bring it to any page.
final class BrokenLines {
  private static final String FAMILY = "Almarai";

  private BrokenLines() {}

  /// Gives a label its text, in lines no wider than `widthPx` at the size its style has.
  static void put(Labeled label, String text, double widthPx, double sizePx, FontWeight weight) {
    boolean bidi = Bidi.requiresBidi(text.toCharArray(), 0, text.length());
    label.setWrapText(!bidi);
    label.setText(bidi ? broken(text, widthPx, Font.font(FAMILY, weight, sizePx)) : text);
  }

  static String broken(String text, double widthPx, Font font) {
    StringBuilder lines = new StringBuilder();
    String line = "";
    for (String word : text.split(" ", -1)) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && width(longer, font) > widthPx) {
        lines.append(line).append('\n');
        line = word;
      } else {
        line = longer;
      }
    }
    return lines.append(line).toString();
  }

  private static double width(String line, Font font) {
    Text text = new Text(line);
    text.setFont(font);
    return text.getLayoutBounds().getWidth();
  }
}

package health.cairn.ui.design;

import javafx.scene.text.Font;
import javafx.scene.text.Text;

/// How wide words are, for what is painted rather than laid out. On the JavaFX thread.
public final class TextWidth {
  private static final int WIDEST = 400;

  private final Text probe = new Text();

  public TextWidth(Font font) {
    probe.setFont(font);
  }

  /// Width in pixels.
  public double of(String text) {
    probe.setText(text);
    return probe.getLayoutBounds().getWidth();
  }

  /// As much of a text as fits, with an ellipsis where it was cut; empty where nothing useful fits.
  public String fitted(String text, double room) {
    String whole = text.length() <= WIDEST ? text : text.substring(0, WIDEST);
    if (of(whole) <= room) {
      return whole;
    }
    int fits = 0;
    int tooLong = whole.length();
    while (tooLong - fits > 1) {
      int middle = (fits + tooLong) >>> 1;
      if (of(whole.substring(0, middle) + "…") <= room) {
        fits = middle;
      } else {
        tooLong = middle;
      }
    }
    return fits < 3 ? "" : whole.substring(0, fits).stripTrailing() + "…";
  }
}

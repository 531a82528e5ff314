package health.cairn.ui.design;

import javafx.scene.paint.Color;

/// The colours of a theme. Stylesheets and canvases are both fed from here, so that they cannot
/// drift apart.
///
/// @param window behind everything
/// @param panel what lies on the window
/// @param raised what lies on a panel, and what the pointer is over
/// @param line what separates where space does not
/// @param text words and figures
/// @param secondary labels, units, what is less than the figure
/// @param accent what is active or next, nothing else
/// @param onAccent text on the accent
public record Palette(
    String window,
    String panel,
    String raised,
    String line,
    String text,
    String secondary,
    String accent,
    String onAccent) {

  static final Palette DARK =
      new Palette(
          "#0e0f11", "#16181b", "#1e2125", "#2b2f35", "#e6e8eb", "#9aa1ab", "#4aa3ff", "#06101c");
  static final Palette LIGHT =
      new Palette(
          "#f4f5f6", "#ffffff", "#e9ebee", "#cfd3d9", "#16181b", "#555c66", "#0b63c5", "#ffffff");
  static final Palette CONTRAST =
      new Palette(
          "#000000", "#000000", "#1c1c1c", "#ffffff", "#ffffff", "#e0e0e0", "#ffd400", "#000000");

  public Color windowColor() {
    return Color.web(window);
  }

  public Color panelColor() {
    return Color.web(panel);
  }

  public Color raisedColor() {
    return Color.web(raised);
  }

  public Color lineColor() {
    return Color.web(line);
  }

  public Color textColor() {
    return Color.web(text);
  }

  public Color secondaryColor() {
    return Color.web(secondary);
  }

  public Color accentColor() {
    return Color.web(accent);
  }
}

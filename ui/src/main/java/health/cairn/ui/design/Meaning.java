package health.cairn.ui.design;

import javafx.scene.paint.Color;

/// Colours that always mean the same (Okabe and Ito 2008: distinct to colour-blind eyes). A colour
/// never speaks alone: an icon or a word stands beside it.
public enum Meaning {
  PROPOSED("#E69F00"),
  ACCEPTED("#009E73"),
  REJECTED("#D55E00"),
  UNCERTAIN("#CC79A7"),
  INFORMATIVE("#56B4E9"),
  NEUTRAL("#9aa1ab");

  private final String web;

  Meaning(String web) {
    this.web = web;
  }

  public Color color() {
    return Color.web(web);
  }

  /// Style class that sets `-cairn-meaning` for a node.
  public String styleClass() {
    return "meaning-" + name().toLowerCase(java.util.Locale.ROOT);
  }

  String web() {
    return web;
  }
}

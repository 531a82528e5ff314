package health.cairn.ui.design;

import javafx.scene.control.Label;
import org.kordamp.ikonli.feather.Feather;

/// A word with its colour and icon: the state of something, or what it is.
public final class Chip extends Label {

  private Chip(String text) {
    super(text);
    getStyleClass().add("chip");
    setMinWidth(USE_PREF_SIZE);
  }

  /// A state: icon, word and colour say the same.
  public static Chip state(Meaning meaning, Feather icon, String word) {
    Chip chip = new Chip(word);
    chip.getStyleClass().addAll("state-chip", meaning.styleClass());
    chip.setGraphic(Icons.of(icon, 12));
    return chip;
  }

  /// A plain word, such as the name of a sequence.
  public static Chip word(String word) {
    Chip chip = new Chip(word);
    chip.getStyleClass().add("word-chip");
    return chip;
  }
}

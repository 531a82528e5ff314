package health.cairn.ui.shell;

import javafx.scene.input.KeyCode;
import org.kordamp.ikonli.feather.Feather;

/// The screens of the left rail, from top to bottom.
public enum Screen {
  WORKLIST("Work list", Feather.LIST, KeyCode.DIGIT1),
  VIEWER("Viewer", Feather.GRID, KeyCode.DIGIT2),
  TIMELINE("Timeline", Feather.ACTIVITY, KeyCode.DIGIT3),
  PROOF("Proof", Feather.SHIELD, KeyCode.DIGIT4),
  MODELS("Models", Feather.CPU, KeyCode.DIGIT5);

  private final String label;
  private final Feather icon;
  private final KeyCode key;

  Screen(String label, Feather icon, KeyCode key) {
    this.label = label;
    this.icon = icon;
    this.key = key;
  }

  public String label() {
    return label;
  }

  Feather icon() {
    return icon;
  }

  /// The key that, with Alt, goes to the screen.
  KeyCode key() {
    return key;
  }
}

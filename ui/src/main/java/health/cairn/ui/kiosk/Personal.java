package health.cairn.ui.kiosk;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

/// A part of a page that nobody but the patient should see: a name, an answer, a signature. Veiled, it is out of
/// the scene, for eyes and screen readers alike, and a quiet box as large stands in its place, so that the
/// rest of the page does not move.
final class Personal extends StackPane {
  private final Node content;

  Personal(Node content) {
    super(content);
    this.content = content;
    getStyleClass().add("kiosk-personal");
  }

  /// @param line what the box says, or empty
  void veil(String line) {
    setMinHeight(getHeight());
    setMaxHeight(getHeight());
    Label box = KioskNodes.soft(line);
    box.getStyleClass().add("kiosk-veil");
    box.setMinHeight(0);
    box.setMaxSize(KioskNodes.TEXT_WIDTH, Double.MAX_VALUE);
    box.setPrefWidth(KioskNodes.TEXT_WIDTH);
    box.setFocusTraversable(!line.isEmpty());
    getChildren().setAll(box);
  }

  void unveil() {
    setMinHeight(Region.USE_COMPUTED_SIZE);
    setMaxHeight(Region.USE_COMPUTED_SIZE);
    getChildren().setAll(content);
  }

  boolean holds(Node node) {
    for (Node at = node; at != null; at = at.getParent()) {
      if (at.equals(content)) {
        return true;
      }
    }
    return false;
  }

  /// Brings a screen reader to the line of a veiled part.
  void focusLine() {
    getChildren().getFirst().requestFocus();
  }
}

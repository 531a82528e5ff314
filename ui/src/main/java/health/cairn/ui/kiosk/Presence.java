package health.cairn.ui.kiosk;

import javafx.event.EventHandler;
import javafx.scene.control.Button;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TouchEvent;

/// Sees every input before the page does. Any of it says that somebody is there; the press that brings a veiled page
/// back does nothing else, from its beginning to its release.
final class Presence implements EventHandler<InputEvent> {
  private final KioskModel model;
  private boolean pointerSpent;
  private KeyCode keySpent = KeyCode.UNDEFINED;

  Presence(KioskModel model) {
    this.model = model;
  }

  @Override
  public void handle(InputEvent event) {
    if (event instanceof MouseEvent mouse && besidesTheHand(mouse)) {
      return;
    }
    model.touched();
    boolean begins =
        event.getEventType() == MouseEvent.MOUSE_PRESSED
            || event.getEventType() == TouchEvent.TOUCH_PRESSED
            || event.getEventType() == KeyEvent.KEY_PRESSED;
    if (begins && model.veiledProperty().get()) {
      model.unveil();
      pointerSpent = !(event instanceof KeyEvent);
      keySpent = event instanceof KeyEvent key ? key.getCode() : KeyCode.UNDEFINED;
    }
    if (event instanceof KeyEvent key) {
      key(key);
    } else if (pointerSpent) {
      event.consume();
      pointerSpent = event.getEventType() != MouseEvent.MOUSE_RELEASED;
    }
  }

  private void key(KeyEvent event) {
    boolean pressed = event.getEventType() == KeyEvent.KEY_PRESSED;
    if (pressed && event.getCode() != keySpent) {
      keySpent = KeyCode.UNDEFINED; // another key, whatever became of the first
    }
    if (keySpent != KeyCode.UNDEFINED) {
      event.consume();
      if (event.getEventType() == KeyEvent.KEY_RELEASED) {
        keySpent = KeyCode.UNDEFINED;
      }
    } else if (pressed) {
      enterPresses(event);
    }
  }

  /// A page that changes under a pointer at rest enters and leaves it too.
  private static boolean besidesTheHand(MouseEvent event) {
    return event.getEventType() == MouseEvent.MOUSE_ENTERED
        || event.getEventType() == MouseEvent.MOUSE_EXITED
        || event.getEventType() == MouseEvent.MOUSE_ENTERED_TARGET
        || event.getEventType() == MouseEvent.MOUSE_EXITED_TARGET;
  }

  /// People expect Enter to press a button, not only the space bar.
  private static void enterPresses(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER
        && event.getTarget() instanceof Button button
        && !button.isDisabled()) {
      event.consume();
      button.fire();
    }
  }
}

package health.cairn.ui.kiosk;

import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import org.testfx.api.FxRobot;
import org.testfx.robot.Motion;
import org.testfx.util.WaitForAsyncUtils;

/// A patient's hand: presses buttons with the pointer, or reaches them with Tab and presses them with Space and
/// Enter in turn.
final class RobotHand {
  // One for all: the in-memory screen's robot never lets go of a window older than itself.
  private static final FxRobot ROBOT = new FxRobot();
  private static final int MOST_TABS = 40;

  private final KioskStand stand;
  private final boolean keyboard;
  private boolean enter;

  RobotHand(KioskStand stand, boolean keyboard) {
    this.stand = stand;
    this.keyboard = keyboard;
    ROBOT.targetWindow(stand.stage());
  }

  /// Presses, and waits for what comes of it.
  void press(String id, KioskStep then) throws Exception {
    press(id);
    KioskStand.until(() -> stand.model.pageProperty().get().step() == then);
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  void press(String id) throws Exception {
    Optional<Node> found = stand.find(id);
    Node node = found.orElseThrow(() -> new AssertionError("there is no " + id + " on screen"));
    if (keyboard) {
      reach(id);
      enter = !enter;
      type(enter ? KeyCode.ENTER : KeyCode.SPACE);
    } else {
      ROBOT.clickOn(node, Motion.DIRECT, MouseButton.PRIMARY);
    }
    KioskStand.until(() -> !stand.model.busyProperty().get());
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  void code(String digits) throws Exception {
    for (char digit : digits.toCharArray()) {
      if (keyboard) {
        type(KeyCode.getKeyCode(String.valueOf(digit)));
      } else {
        press("pad-" + digit);
      }
    }
  }

  /// Draws, or types the name where there is only a keyboard.
  void sign(String name) throws Exception {
    if (keyboard) {
      press("sign-type");
      ROBOT.write(name, 0);
    } else {
      Node pad = stand.find("sign-pad").orElseThrow();
      ROBOT.drag(pad, MouseButton.PRIMARY).moveBy(60, 20, Motion.DIRECT).drop();
    }
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  /// Types into a field.
  void write(String id, String words) throws Exception {
    if (keyboard) {
      reach(id);
    } else {
      ROBOT.clickOn(stand.find(id).orElseThrow(), Motion.DIRECT, MouseButton.PRIMARY);
    }
    ROBOT.write(words, 0);
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  void type(KeyCode key) {
    ROBOT.press(key).release(key);
    WaitForAsyncUtils.waitForFxEvents(1);
  }

  void chord(KeyCode modifier, KeyCode key) {
    ROBOT.press(modifier, key).release(key, modifier);
    WaitForAsyncUtils.waitForFxEvents(1);
  }

  /// Brings the focus to a node with Tab.
  void reach(String id) throws Exception {
    for (int tabs = 0; tabs < MOST_TABS; tabs++) {
      String at =
          KioskStand.onScreen(
              () -> {
                Node owner = stand.scene().getFocusOwner();
                return owner == null ? "" : String.valueOf(owner.getId());
              });
      if (at.equals(id)) {
        return;
      }
      type(KeyCode.TAB);
    }
    throw new AssertionError(id + " cannot be reached with Tab");
  }
}

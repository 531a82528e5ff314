package health.cairn.ui.kiosk;

import java.util.List;
import javafx.geometry.NodeOrientation;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Eight digits, by touch on the pad or typed; the eighth sends them. Figures run from left to right in every
/// language; a keyboard may type them in any script.
final class CodePad {
  private static final String EMPTY = "_ _ _ _   _ _ _ _";

  private final KioskModel model;
  private final StringBuilder typed = new StringBuilder();
  private final Label field = new Label(EMPTY);

  CodePad(KioskModel model) {
    this.model = model;
  }

  KioskScreen screen() {
    field.setId("code-field");
    field.getStyleClass().add("kiosk-code");
    field.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    field.setAccessibleRole(AccessibleRole.TEXT);
    field.setAccessibleText(model.texts().say("code.field"));
    VBox box = new VBox(4, field, pad());
    box.setAlignment(Pos.CENTER);
    box.sceneProperty()
        .subscribe(
            (before, now) -> {
              if (before != null) {
                before.setOnKeyTyped(null);
                before.setOnKeyPressed(null);
              }
              if (now != null) {
                now.setOnKeyTyped(this::keyTyped);
                now.setOnKeyPressed(this::keyPressed);
              }
            });
    return new KioskScreen(
        List.of(
            KioskNodes.title(model.texts().say("code.title")),
            KioskNodes.text(model.texts().say("code.text")),
            box),
        List.of(),
        KioskScreens.spoken(model.texts().say("code.title"), model.texts().say("code.text")));
  }

  private GridPane pad() {
    GridPane pad = new GridPane(8, 8);
    pad.setAlignment(Pos.CENTER);
    pad.setNodeOrientation(NodeOrientation.LEFT_TO_RIGHT);
    for (int digit = 1; digit <= 9; digit++) {
      pad.add(key(digit), (digit - 1) % 3, (digit - 1) / 3);
    }
    pad.add(key(0), 1, 3);
    Button delete =
        KioskNodes.withIcon(
            KioskNodes.button("pad-delete", model.texts().say("code.delete"), this::delete),
            Feather.DELETE);
    delete.getStyleClass().add("kiosk-key");
    pad.add(delete, 2, 3);
    return pad;
  }

  private Button key(int digit) {
    Button key = KioskNodes.button("pad-" + digit, String.valueOf(digit), () -> add(digit));
    key.getStyleClass().add("kiosk-key");
    return key;
  }

  private void keyTyped(KeyEvent event) {
    if (event.getCharacter().length() == 1) {
      int digit = Character.digit(event.getCharacter().charAt(0), 10);
      if (digit >= 0) {
        add(digit);
      }
    }
  }

  private void keyPressed(KeyEvent event) {
    if (event.getCode() == KeyCode.BACK_SPACE) {
      delete();
    }
  }

  private void add(int digit) {
    if (model.busyProperty().get()) {
      return;
    }
    typed.append(digit);
    if (typed.length() == KioskModel.CODE_DIGITS) {
      String code = typed.toString();
      typed.setLength(0);
      show();
      model.enter(code);
    } else {
      show();
    }
  }

  private void delete() {
    if (!typed.isEmpty()) {
      typed.setLength(typed.length() - 1);
      show();
    }
  }

  private void show() {
    StringBuilder shown = new StringBuilder();
    for (int i = 0; i < KioskModel.CODE_DIGITS; i++) {
      shown.append(i < typed.length() ? typed.charAt(i) : '_');
      shown.append(i == 3 ? "   " : i == 7 ? "" : " ");
    }
    field.setText(shown.toString());
  }
}

package health.cairn.ui.kiosk;

import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Screens on which staff type: as a witness, or to leave the kiosk. The passphrase goes from the field to the
/// model as characters, and the field is emptied at once.
final class StaffForms {
  private final KioskModel model;

  StaffForms(KioskModel model) {
    this.model = model;
  }

  KioskScreen witness() {
    TextField name = field(new TextField(), "witness-name", "witness.name");
    PasswordField secret = field(new PasswordField(), "witness-passphrase", "witness.passphrase");
    Button done =
        KioskNodes.main(
            "witness-done",
            model.texts().say("witness.done"),
            () -> model.witness(name.getText(), take(secret)));
    done.disableProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    name.getText().isBlank()
                        || name.getText().length() > 100
                        || secret.getText().isEmpty(),
                name.textProperty(),
                secret.textProperty()));
    return new KioskScreen(
        List.of(
            KioskNodes.icon(Feather.USER_CHECK),
            KioskNodes.title(model.texts().say("witness.title")),
            KioskNodes.text(model.texts().say("witness.text")),
            new Personal(labelled("witness.name", name)),
            labelled("witness.passphrase", secret)),
        List.of(done),
        KioskScreens.spoken(model.texts().say("witness.title"), model.texts().say("witness.text")));
  }

  KioskScreen leave() {
    PasswordField secret = field(new PasswordField(), "staff-passphrase", "staff.passphrase");
    Button leave =
        KioskNodes.main(
            "staff-leave", model.texts().say("staff.leave"), () -> model.unlock(take(secret)));
    leave.disableProperty().bind(secret.textProperty().isEmpty());
    return new KioskScreen(
        List.of(
            KioskNodes.icon(Feather.KEY),
            KioskNodes.title(model.texts().say("staff.title")),
            KioskNodes.text(model.texts().say("staff.text")),
            labelled("staff.passphrase", secret)),
        List.of(leave),
        "");
  }

  private static char[] take(PasswordField secret) {
    char[] typed = secret.getText().toCharArray();
    secret.clear();
    return typed;
  }

  private <T extends TextField> T field(T field, String id, String label) {
    field.setId(id);
    field.getStyleClass().add("kiosk-field");
    field.setMaxWidth(560);
    field.setAccessibleText(model.texts().say(label));
    return field;
  }

  private VBox labelled(String key, TextField field) {
    Label label = KioskNodes.soft(model.texts().say(key));
    label.setLabelFor(field);
    VBox box = new VBox(4, label, field);
    box.setAlignment(Pos.CENTER);
    return box;
  }
}

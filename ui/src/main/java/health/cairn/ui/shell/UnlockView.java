package health.cairn.ui.shell;

import health.cairn.ui.design.Notice;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/// The screen before anybody has signed in.
public final class UnlockView extends StackPane {
  private final UnlockViewModel model;
  private final TextField user = new TextField();
  private final PasswordField secret = new PasswordField();
  private final PasswordField again = new PasswordField();

  public UnlockView(UnlockViewModel model) {
    this.model = model;
    getStyleClass().add("unlock");
    VBox box = new VBox(16);
    box.setMaxSize(360, Region.USE_PREF_SIZE);
    box.getStyleClass().add("unlock-box");
    Label brand = new Label("Cairn", new CairnMark());
    brand.getStyleClass().add("brand");
    Label title = new Label(model.creating() ? "Set up this desk" : "Unlock");
    title.getStyleClass().add("heading-1");
    Label text =
        new Label(
            model.creating()
                ? "Patients' data will lie encrypted on this machine. The passphrase is the only key:"
                    + " if it is lost, so is the data."
                : "Patients' data on this machine is encrypted.");
    text.setWrapText(true);
    text.getStyleClass().add("secondary");
    box.getChildren().addAll(brand, new VBox(8, title, text));
    if (model.creating()) {
      box.getChildren().add(field("Your name", user, "unlock-user"));
    }
    if (model.asksWho()) {
      user.setText(model.user());
      box.getChildren().add(field("Account", user, "unlock-account"));
    }
    box.getChildren().add(field("Passphrase", secret, "unlock-passphrase"));
    if (model.creating()) {
      box.getChildren().add(field("Passphrase again", again, "unlock-again"));
    }
    box.getChildren().addAll(Notice.problem(model.problemProperty()), button());
    user.setOnAction(e -> secret.requestFocus());
    secret.setOnAction(e -> secretEntered());
    again.setOnAction(e -> submit());
    getChildren().add(box);
    if (!model.creating() && !model.user().isBlank()) {
      // What is typed first is the passphrase: it must not show in the field above.
      secret.sceneProperty().subscribe(scene -> Platform.runLater(secret::requestFocus));
    }
  }

  private void secretEntered() {
    if (model.creating()) {
      again.requestFocus();
    } else {
      submit();
    }
  }

  private static Node field(String name, TextField field, String id) {
    Label label = new Label(name);
    label.setLabelFor(field);
    field.setId(id);
    field.setAccessibleText(name);
    return new VBox(4, label, field);
  }

  private Node button() {
    Button button = new Button(model.creating() ? "Create" : "Unlock");
    button.setId("unlock-submit");
    button.getStyleClass().add("accent");
    button.disableProperty().bind(model.busyProperty());
    button.setOnAction(e -> submit());
    Label wait = new Label("Opening");
    wait.getStyleClass().add("secondary");
    wait.visibleProperty().bind(model.busyProperty());
    HBox row = new HBox(12, button, wait);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void submit() {
    if (model.creating()) {
      model.create(user.getText(), secret.getText(), again.getText());
    } else {
      model.unlock(model.asksWho() ? user.getText() : model.user(), secret.getText());
      // A wrong passphrase is typed again from the start.
      secret.clear();
    }
  }
}

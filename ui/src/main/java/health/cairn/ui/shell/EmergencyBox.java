package health.cairn.ui.shell;

import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Asks why this is an emergency, over everything else: the data behind it stays closed until then.
final class EmergencyBox extends StackPane {
  private final TextField reason = new TextField();

  EmergencyBox(EmergencyModel model) {
    getStyleClass().add("emergency-veil");
    Label heading = new Label("This patient's data is closed", Icons.of(Feather.LOCK, 18));
    heading.getStyleClass().add("heading-2");
    Label why = new Label();
    why.setWrapText(true);
    why.setId("emergency-why");
    Label consequence =
        new Label(
            "Your name, the time and your reason go into the journal, and the patient can see them. It opens"
                + " the data for care, for one hour.");
    consequence.setWrapText(true);
    consequence.getStyleClass().add("secondary");
    Label label = new Label("Why is this an emergency?");
    label.setLabelFor(reason);
    reason.setId("emergency-reason");
    reason.setAccessibleText("Why is this an emergency?");
    Button open = new Button("Open in an emergency");
    open.setId("emergency-open");
    open.getStyleClass().add("danger");
    open.disableProperty().bind(model.busyProperty().or(reason.textProperty().isEmpty()));
    open.setOnAction(e -> model.breakGlass(reason.getText()));
    Button leave = new Button("Leave it closed");
    leave.setId("emergency-leave");
    leave.setCancelButton(true);
    leave.setOnAction(e -> model.dismiss());
    reason.setOnAction(e -> open.fire());
    HBox buttons = new HBox(8, leave, open);
    buttons.setAlignment(Pos.CENTER_RIGHT);
    VBox box =
        new VBox(
            12,
            heading,
            why,
            consequence,
            new VBox(4, label, reason),
            Notice.problem(model.problemProperty()),
            buttons);
    box.getStyleClass().add("emergency-box");
    box.setMaxSize(460, Region.USE_PREF_SIZE);
    getChildren().add(box);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            model.dismiss();
            e.consume();
          }
        });
    model
        .refusedProperty()
        .subscribe(
            refused -> {
              setVisible(refused.isPresent());
              refused.ifPresent(
                  r -> {
                    why.setText(r.why());
                    reason.clear();
                    reason.requestFocus();
                  });
            });
  }
}

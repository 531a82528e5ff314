package health.cairn.ui.trust;

import javafx.scene.Node;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;

/// What can be proved of one patient's records, or what the monitor says of the whole home.
public final class TrustScreen extends BorderPane {
  private final MonitorViewModel model;
  private final MonitorPanel monitor;
  private final Runnable focusRecords;

  /// @param records the proofs of a patient
  /// @param focusRecords gives them the keyboard
  public TrustScreen(MonitorViewModel model, Node records, Runnable focusRecords) {
    this.model = model;
    this.monitor = new MonitorPanel(model);
    this.focusRecords = focusRecords;
    getStyleClass().add("screen");
    ToggleButton patient = toggle("Records of the patient", "trust-records");
    ToggleButton home = toggle("Monitor", "trust-monitor");
    ToggleGroup either = new ToggleGroup();
    either.getToggles().addAll(patient, home);
    patient.setOnAction(e -> model.shownProperty().set(false));
    home.setOnAction(e -> model.shownProperty().set(true));
    HBox head = new HBox(8, patient, home);
    head.getStyleClass().add("screen-head");
    setTop(head);
    model
        .shownProperty()
        .subscribe(
            shown -> {
              patient.setSelected(!shown);
              home.setSelected(shown);
              setCenter(shown ? monitor : records);
              if (shown) {
                model.refresh();
              }
            });
  }

  /// Gives the keyboard to what is shown.
  public void focusContent() {
    if (model.shownProperty().get()) {
      monitor.focusContent();
    } else {
      focusRecords.run();
    }
  }

  private static ToggleButton toggle(String words, String id) {
    ToggleButton button = new ToggleButton(words);
    button.setId(id);
    button.getStyleClass().add("quiet");
    return button;
  }
}

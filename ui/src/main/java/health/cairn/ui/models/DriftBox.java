package health.cairn.ui.models;

import health.cairn.app.desk.DriftView;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Meaning;
import health.cairn.ui.design.Words;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// What the drift monitor says: one sentence, and what changed.
final class DriftBox extends VBox {
  DriftBox(CareModel model) {
    super(8);
    setId("drift-box");
    model.driftProperty().subscribe(this::fill);
  }

  private void fill(Optional<DriftView> view) {
    getChildren().setAll(Words.heading("Do the models still see what they know?"));
    if (view.isEmpty()) {
      getChildren().add(Words.secondary("Looking…"));
      return;
    }
    DriftView drift = view.get();
    boolean alert = !drift.changes().isEmpty();
    Label advice = Words.plain(drift.advice());
    advice.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(advice, Priority.ALWAYS);
    HBox line = new HBox(8, Icons.of(alert ? Feather.ALERT_TRIANGLE : Feather.INFO, 16), advice);
    line.setAlignment(Pos.TOP_LEFT);
    line.getStyleClass()
        .addAll("verdict", (alert ? Meaning.REJECTED : Meaning.NEUTRAL).styleClass());
    getChildren().add(line);
    for (DriftView.Change change : drift.changes()) {
      VBox one =
          new VBox(
              Words.plain(change.name()),
              Words.secondary("before: " + change.before()),
              Words.secondary("now: " + change.now()),
              Words.secondary(change.evidence()));
      one.getStyleClass().add("model-facts");
      getChildren().add(one);
    }
  }
}

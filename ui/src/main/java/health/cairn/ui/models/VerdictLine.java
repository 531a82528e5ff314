package health.cairn.ui.models;

import health.cairn.app.desk.TrialView.Demand;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Meaning;
import health.cairn.ui.design.Words;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;

/// A demand, with a word and a sign for whether it holds.
final class VerdictLine extends HBox {
  VerdictLine(Demand demand) {
    this(demand.holds(), (demand.holds() ? "Holds: " : "Fails: ") + demand.words());
  }

  VerdictLine(boolean good, String sentence) {
    super(8);
    Label words = Words.plain(sentence);
    words.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(words, Priority.ALWAYS);
    setAlignment(Pos.TOP_LEFT);
    getStyleClass().addAll("verdict", (good ? Meaning.ACCEPTED : Meaning.REJECTED).styleClass());
    getChildren().addAll(Icons.of(good ? Feather.CHECK : Feather.X, 16), words);
  }
}

package health.cairn.ui.trust;

import health.cairn.ui.design.Notice;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

/// The proof of what is on screen, small: a state, a sentence, and the way to the rest.
public final class ProofPanel extends VBox {

  /// @param more opens the proof screen
  public ProofPanel(ProofViewModel model, Runnable more) {
    super(8);
    getStyleClass().add("proof-panel");
    Label title = new Label("PROOF");
    title.getStyleClass().add("panel-title");
    VBox body = new VBox(8);
    Hyperlink open = new Hyperlink("Show the proof");
    open.setOnAction(e -> more.run());
    getChildren().addAll(title, Notice.problem(model.problemProperty()), body);
    model.chosenProperty().addListener((o, was, now) -> fill(model, body, open));
    fill(model, body, open);
  }

  private static void fill(ProofViewModel model, VBox body, Hyperlink open) {
    Label sentence = new Label();
    sentence.setWrapText(true);
    sentence.setMinHeight(USE_PREF_SIZE);
    body.getChildren().clear();
    model
        .chosenProperty()
        .get()
        .ifPresentOrElse(
            proof -> {
              sentence.setText(proof.sentence());
              body.getChildren().addAll(ProofWords.chip(proof), sentence, open);
            },
            () -> {
              sentence.setText("Nothing of this study has been checked yet.");
              sentence.getStyleClass().add("secondary");
              body.getChildren().add(sentence);
            });
  }
}

package health.cairn.ui.findings;

import health.cairn.app.desk.ModelReturn;
import health.cairn.ui.design.Words;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// Takes back that a model was switched on, after a question that names both models and what happens.
final class GoBackBox extends VBox {
  private final VBox question = new VBox(8);

  GoBackBox(ModelReturn back, ModelChoiceModel model) {
    super(8);
    Hyperlink ask = new Hyperlink("Go back to the model before…");
    ask.getStyleClass().addAll("secondary-link", "go-back");
    ask.setAccessibleText("Go back to the model before " + back.decided());
    TextField why = new TextField();
    why.setPromptText("Why? Kept with the decision");
    why.setAccessibleText("Why to go back");
    ask.setOnAction(
        e -> {
          ask.setVisited(false);
          open(true);
          why.requestFocus();
        });
    question
        .getChildren()
        .addAll(Words.plain(ModelChoiceModel.question(back)), why, buttons(back, model, why));
    getChildren()
        .addAll(
            Words.heading("Switched on for everyone here"),
            Words.secondary("%s, %s (%s).".formatted(back.decided(), back.since(), back.task())),
            ask);
  }

  private Node buttons(ModelReturn back, ModelChoiceModel model, TextField why) {
    Button go = new Button("Go back");
    go.getStyleClass().addAll("decide", "meaning-rejected", "go-back-confirm");
    go.setAccessibleText("Go back to " + back.then());
    go.disableProperty().bind(model.goingBackProperty());
    go.setOnAction(e -> model.goBack(back, why.getText()));
    Button keep = new Button("Leave it");
    keep.getStyleClass().addAll("quiet", "go-back-keep");
    keep.setOnAction(e -> open(false));
    return new HBox(8, go, keep);
  }

  private void open(boolean shown) {
    getChildren().remove(question);
    if (shown) {
      getChildren().add(question);
    }
  }
}

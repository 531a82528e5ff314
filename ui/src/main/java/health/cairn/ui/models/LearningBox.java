package health.cairn.ui.models;

import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.LearningView.Row;
import health.cairn.app.desk.LearningView.SideBySide;
import health.cairn.app.desk.LearningView.Step;
import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Words;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// What is learnt from corrections: champion and challenger side by side, and the next step with its question.
final class LearningBox extends VBox {
  private final CareModel model;
  private final VBox content = new VBox(12);

  LearningBox(CareModel model) {
    super(8);
    this.model = model;
    setId("learning-box");
    getChildren()
        .addAll(
            Words.heading("What is learnt from corrections here?"),
            content,
            Notice.problem(model.learningProblemProperty()));
    model.learningProperty().subscribe(l -> fill());
    model.askingProperty().subscribe(a -> fill());
  }

  private void fill() {
    Optional<LearningView> view = model.learningProperty().get();
    if (view.isEmpty()) {
      content.getChildren().setAll(Words.secondary("Looking…"));
      return;
    }
    LearningView l = view.get();
    VBox standing = new VBox(4);
    l.standing().forEach(s -> standing.getChildren().add(Words.plain(s)));
    standing.getChildren().add(Words.plain("Answers now: " + l.champion() + "."));
    if (!l.challenger().isEmpty()) {
      standing.getChildren().add(Words.plain("Newest challenger: " + l.challenger() + "."));
    }
    content.getChildren().setAll(standing);
    l.comparisons().forEach(c -> content.getChildren().add(beside(c)));
    l.demands().forEach(d -> content.getChildren().add(new VerdictLine(d)));
    content.getChildren().add(Words.secondary(l.why()));
    l.next().ifPresent(step -> content.getChildren().add(step(step)));
  }

  private Node step(Step step) {
    if (!model.askingProperty().get()) {
      Button ask = new Button(CareModel.deed(step) + "…");
      ask.setId("learning-next");
      ask.disableProperty().bind(model.steppingProperty());
      ask.setOnAction(e -> model.ask());
      return ask;
    }
    Button go = new Button(CareModel.deed(step));
    go.setId("learning-confirm");
    go.getStyleClass().addAll("decide", "meaning-accepted");
    go.disableProperty().bind(model.steppingProperty());
    go.setOnAction(e -> model.step());
    Button stay = new Button("Leave it");
    stay.getStyleClass().add("quiet");
    stay.setOnAction(e -> model.leave());
    VBox question = new VBox(8, Words.plain(CareModel.question(step)));
    if (step == Step.PROMOTE) {
      TextField why = new TextField();
      why.setId("learning-reason");
      why.setPromptText("Why? Signed with the decision");
      why.setAccessibleText("Why the challenger is to answer");
      why.textProperty().bindBidirectional(model.reasonProperty());
      question.getChildren().add(why);
    }
    question.getChildren().add(new HBox(8, go, stay));
    return question;
  }

  private static Node beside(SideBySide c) {
    GridPane table = new GridPane();
    table.setHgap(24);
    table.setVgap(4);
    String[] heads = {c.on(), "Champion", "Challenger", "Difference (95 %)"};
    for (int i = 0; i < heads.length; i++) {
      Label head = new Label(heads[i]);
      head.getStyleClass().add("secondary");
      table.add(head, i, 0);
    }
    int at = 1;
    for (Row row : c.rows()) {
      table.add(new Label(row.figure()), 0, at);
      table.add(figure(row.champion()), 1, at);
      table.add(figure(row.challenger()), 2, at);
      table.add(new Label(row.difference()), 3, at);
      at++;
    }
    VBox box = new VBox(4, table);
    if (!c.caution().isEmpty()) {
      box.getChildren().add(Words.secondary(c.caution()));
    }
    return box;
  }

  private static Label figure(String text) {
    Label figure = new Label(text);
    figure.getStyleClass().add("small-figure");
    return figure;
  }
}

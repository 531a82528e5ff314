package health.cairn.ui.findings;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.TumourType;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Words;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.TextField;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/// The reader says that it is another type of tumour, and sees what becomes of that.
final class CorrectionBox extends VBox {
  private final FindingView finding;
  private final CorrectionModel model;
  private final ToggleGroup kinds = new ToggleGroup();
  private final VBox form = new VBox(8);

  CorrectionBox(FindingView finding, CorrectionModel model) {
    super(8);
    this.finding = finding;
    this.model = model;
    Hyperlink ask = new Hyperlink("It is another type…");
    ask.getStyleClass().addAll("secondary-link", "correct");
    ask.setAccessibleText("Correct " + finding.title());
    ask.setOnAction(e -> open(true));
    form.getChildren().add(Words.plain("What is it?"));
    TumourType.KINDS.stream()
        .filter(kind -> !finding.title().endsWith(": " + kind))
        .forEach(kind -> form.getChildren().add(choice(kind)));
    TextField why = new TextField();
    why.setPromptText("Why? Kept with the finding");
    why.setAccessibleText("Why it is another type");
    form.getChildren().addAll(why, learning(), buttons(why));
    open(false);
    getChildren().addAll(ask, form);
  }

  private void open(boolean shown) {
    form.setVisible(shown);
    form.setManaged(shown);
    if (shown) {
      kinds.getToggles().stream()
          .findFirst()
          .filter(Node.class::isInstance)
          .map(Node.class::cast)
          .ifPresent(Node::requestFocus);
    }
  }

  private Node choice(String kind) {
    RadioButton button = new RadioButton(words(kind));
    button.getStyleClass().add("kind-" + kind);
    button.setToggleGroup(kinds);
    button.setUserData(kind);
    return button;
  }

  static String words(String kind) {
    return kind.equals("none") ? "No tumour of these types" : Figures.sentenceCase(kind);
  }

  private Node learning() {
    Label words = Words.secondary("");
    words.getStyleClass().add("learning-words");
    words
        .textProperty()
        .bind(Bindings.createStringBinding(model::learningWords, model.agreedProperty()));
    Hyperlink change = new Hyperlink();
    change.getStyleClass().addAll("secondary-link", "learning-consent");
    change
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () ->
                    model.agreedProperty().get().orElse(false)
                        ? "The patient takes that back: destroy what was kept"
                        : "The patient agrees: record that",
                model.agreedProperty()));
    change.setWrapText(true);
    change
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> model.agreedProperty().get().isPresent(), model.agreedProperty()));
    change.managedProperty().bind(change.visibleProperty());
    change.disableProperty().bind(model.busyProperty());
    change.setOnAction(
        e -> {
          model.agree(!model.agreedProperty().get().orElse(true));
          change.setVisited(false);
        });
    return new VBox(4, words, change);
  }

  private Node buttons(TextField why) {
    Button send = new Button("Correct finding");
    send.getStyleClass().addAll("decide", "meaning-accepted", "correct-confirm");
    send.disableProperty().bind(kinds.selectedToggleProperty().isNull().or(model.busyProperty()));
    send.setOnAction(
        e -> {
          Toggle named = kinds.getSelectedToggle();
          if (named != null) {
            model.correct(finding, String.valueOf(named.getUserData()), why.getText());
          }
        });
    Button keep = new Button("Leave it");
    keep.getStyleClass().add("quiet");
    keep.setOnAction(e -> open(false));
    return new HBox(8, send, keep);
  }
}

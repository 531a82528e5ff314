package health.cairn.ui.findings;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.KeySlice;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Words;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.InvalidationListener;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Findings of the study on screen, as cards.
public final class FindingsPanel extends VBox {
  private final FindingsViewModel model;
  private final Consumer<KeySlice> jump;
  private final Consumer<String> prove;
  private final Consumer<FindingView> redraw;
  private final VBox cards = new VBox(12);
  private final ModelChoiceBox choice;

  private final ObservableBooleanValue lacksContrast;
  private final Supplier<Optional<OpenedStudy>> study;

  /// @param redraw takes the brush to the outline of a finding
  /// @param lacksContrast whether no series of the study is read as T1 after contrast agent, which is
  ///   what the models look at
  /// @param study on screen
  public FindingsPanel(
      FindingsViewModel model,
      Consumer<KeySlice> jump,
      Consumer<String> prove,
      Consumer<FindingView> redraw,
      ObservableBooleanValue lacksContrast,
      Supplier<Optional<OpenedStudy>> study) {
    super(8);
    this.study = study;
    this.lacksContrast = lacksContrast;
    this.model = model;
    this.jump = jump;
    this.prove = prove;
    this.redraw = redraw;
    getStyleClass().add("findings-panel");
    Label title = new Label("FINDINGS");
    title.getStyleClass().add("panel-title");
    this.choice = new ModelChoiceBox(model.choice());
    getChildren()
        .addAll(
            title,
            Notice.problem(model.problemProperty()),
            Notice.problem(model.correction().problemProperty()),
            outcome(),
            cards);
    InvalidationListener fill = o -> fill();
    model.findings().addListener(fill);
    model.explanations().addListener(fill);
    model.analysingProperty().addListener(fill);
    model.openProperty().addListener(fill);
    lacksContrast.addListener(fill);
    fill();
  }

  private void fill() {
    if (isFocusWithin()) {
      // Else the keyboard would jump to the top of the window when its button goes.
      requestFocus();
    }
    cards.getChildren().clear();
    if (!model.openProperty().get()) {
      cards.getChildren().add(Words.secondary("Open a study to see what was found in it."));
      return;
    }
    if (model.analysingProperty().get()) {
      cards.getChildren().add(Words.secondary("The models are at work. You can go on reading."));
      return;
    }
    boolean undecided =
        model.findings().stream().anyMatch(f -> f.status() == FindingView.Status.PROPOSED);
    if (undecided) {
      cards.getChildren().add(Words.secondary("Models propose. You decide."));
    }
    model
        .findings()
        .forEach(f -> cards.getChildren().add(new FindingCard(f, model, jump, prove, redraw)));
    if (model.findings().stream().allMatch(FindingView::organ)) {
      first();
      return;
    }
    cards.getChildren().add(explanation());
    cards.getChildren().addAll(analyse("Analyse again", false), choice);
  }

  /// No model was asked for a tumour so far.
  private void first() {
    cards
        .getChildren()
        .add(
            Words.secondary(
                model.findings().isEmpty()
                    ? "No model has looked at this study yet."
                    : "No model has looked for a tumour in this study yet."));
    if (lacksContrast.get()) {
      cards
          .getChildren()
          .add(
              Words.secondary(
                  "The models look at T1 + contrast, and no series here is read as that. If one"
                      + " is, say so at its name over the picture, or press S."));
    }
    cards.getChildren().addAll(analyse("Analyse", !lacksContrast.get()), choice);
  }

  /// A button, and after it was pressed what the models looked at.
  private VBox explanation() {
    VBox box = new VBox(12);
    if (model.explanations().isEmpty()) {
      Button ask = new Button("Why this type? Show maps", Icons.of(Feather.EYE, 14));
      ask.setId("explain");
      ask.setMaxWidth(Double.MAX_VALUE);
      ask.disableProperty().bind(model.explainingProperty());
      ask.setOnAction(e -> study.get().ifPresent(model::explain));
      box.getChildren().add(ask);
      return box;
    }
    box.getChildren()
        .add(
            Words.secondary(
                "What single networks looked at, on the slice in which the tumour is largest. A map"
                    + " is no outline and no proof: it shows what weighed in the one network that"
                    + " it names, not how the answer as a whole came about, nor that it is"
                    + " right."));
    model.explanations().forEach(e -> box.getChildren().add(new ExplanationCard(e)));
    return box;
  }

  /// What became of a correction.
  private Label outcome() {
    Label outcome = Words.bound(model.correction().outcomeProperty());
    outcome.setId("correction-outcome");
    return outcome;
  }

  private Button analyse(String text, boolean next) {
    Button button = new Button(text, Icons.of(Feather.CPU, 14));
    button.setId("analyse");
    button.setMaxWidth(Double.MAX_VALUE);
    if (next) {
      button.getStyleClass().add("accent");
    }
    button.setOnAction(e -> model.analyse());
    return button;
  }
}

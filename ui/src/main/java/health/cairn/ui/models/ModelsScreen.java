package health.cairn.ui.models;

import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Words;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;

/// Whether the models still see what they know, which are here, how they do on own cases, and what is learnt from
/// corrections.
public final class ModelsScreen extends ScrollPane {
  private static final double READING_WIDTH = 860;

  private final VBox sections;
  private final TrialBox trial;

  /// @param shelf which models are here
  public ModelsScreen(CareModel model, ShelfModel shelf) {
    trial = new TrialBox(model);
    Label title = new Label("Models");
    title.getStyleClass().add("heading-1");
    sections =
        new VBox(
            24,
            new VBox(
                4,
                title,
                Words.secondary(
                    "What holds for everyone who works in this home. Who answers in one look is"
                        + " chosen beside the findings.")),
            Notice.problem(model.problemProperty()),
            new DriftBox(model),
            new ShelfBox(shelf),
            trial,
            new LearningBox(model));
    sections.setMaxWidth(READING_WIDTH);
    sections.getStyleClass().add("models");
    setContent(sections);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    getStyleClass().addAll("edge-to-edge", "screen");
    setId("models-screen");
  }

  /// Gives the keyboard to the first thing to choose.
  public void focusContent() {
    trial.focusChoice();
  }
}

package health.cairn.ui.findings;

import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// Who answers in the next look: each model with what its card says it reached, and how it stands here.
final class ModelChoiceBox extends VBox {
  private static final List<Task> SHOWN =
      List.of(Task.CLASSIFY_T1C, Task.OUTLINE_T1C, Task.OUTLINE_FLAIR, Task.OUTLINE_VOLUME);

  private final ModelChoiceModel model;
  private final VBox choices = new VBox(16);
  private final Hyperlink toggle = new Hyperlink("Choose who answers");

  ModelChoiceBox(ModelChoiceModel model) {
    super(8);
    this.model = model;
    getStyleClass().add("model-choice");
    toggle.setId("choose-models");
    toggle.setOnAction(
        e -> {
          model.toggle();
          toggle.setVisited(false);
        });
    Node summary = Words.bound(model.summaryProperty());
    summary.setId("chosen-models");
    Node problem = Words.bound(model.problemProperty());
    Node outcome = Words.bound(model.outcomeProperty());
    outcome.setId("go-back-outcome");
    choices.visibleProperty().bind(model.openProperty());
    choices.managedProperty().bind(model.openProperty());
    getChildren().addAll(toggle, summary, problem, outcome, choices);
    InvalidationListener fill = o -> fill();
    model.offers().addListener(fill);
    model.openProperty().addListener(fill);
    model.summaryProperty().addListener(fill);
    fill();
  }

  private void fill() {
    toggle.setGraphic(
        Icons.of(model.openProperty().get() ? Feather.CHEVRON_DOWN : Feather.CHEVRON_RIGHT, 12));
    boolean typing = choices.isFocusWithin();
    choices.getChildren().clear();
    if (!model.openProperty().get()) {
      return;
    }
    choices
        .getChildren()
        .add(
            Words.secondary(
                "For the next analysis of this study. Nothing is switched on, and the result says who"
                    + " answered."));
    for (Task task : SHOWN) {
      model.offers().stream()
          .filter(o -> o.task() == task)
          .collect(Collectors.groupingBy(ModelOffer::job, LinkedHashMap::new, Collectors.toList()))
          .forEach((job, offers) -> choices.getChildren().add(job(job, offers)));
    }
    model.returns().forEach(r -> choices.getChildren().add(new GoBackBox(r, model)));
    if (typing) {
      // The chosen button was made anew; the keyboard stays with it.
      choices.lookupAll(".radio-button").stream()
          .filter(RadioButton.class::isInstance)
          .map(RadioButton.class::cast)
          .filter(b -> b.isSelected())
          .findFirst()
          .ifPresent(Node::requestFocus);
    }
  }

  private Node job(String job, List<ModelOffer> offers) {
    VBox box = new VBox(12, Words.heading(job));
    ToggleGroup one = new ToggleGroup();
    if (offers.stream().noneMatch(ModelOffer::serves)) {
      RadioButton nobody = new RadioButton("Nobody");
      nobody.setToggleGroup(one);
      nobody.setSelected(model.nobodyDoes(job));
      nobody.setOnAction(e -> model.asServing(job));
      box.getChildren().add(nobody);
    }
    offers.forEach(o -> box.getChildren().add(offer(o, one)));
    return box;
  }

  private Node offer(ModelOffer offer, ToggleGroup one) {
    RadioButton button = new RadioButton(offer.name() + " " + offer.version());
    button.setId("model-" + offer.name());
    button.setToggleGroup(one);
    button.setWrapText(true);
    button.setSelected(model.answers(offer));
    button.setDisable(offer.barred().isPresent());
    button.setOnAction(e -> model.choose(offer));
    VBox lines = new VBox(2);
    lines.getStyleClass().add("model-facts");
    lines.getChildren().add(Words.secondary(Figures.sentenceCase(offer.standing()) + "."));
    offer.barred().ifPresent(why -> lines.getChildren().add(Words.secondary(why)));
    offer.reached().forEach(r -> lines.getChildren().add(reached(r)));
    if (offer.reached().isEmpty()) {
      lines.getChildren().add(Words.secondary("Its card has no figures."));
    }
    if (button.isSelected() && !offer.measuredOn().isEmpty()) {
      lines.getChildren().add(Words.secondary(offer.measuredOn()));
    }
    button.setAccessibleHelp(offer.standing() + ". " + offer.measuredOn());
    return new VBox(4, button, lines);
  }

  private static Node reached(ModelOffer.Reached reached) {
    return Words.figure(Figures.sentenceCase(reached.label()), reached.value(), reached.interval());
  }
}

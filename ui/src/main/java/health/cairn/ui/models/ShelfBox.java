package health.cairn.ui.models;

import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelTerms;
import health.cairn.ui.design.Disclosure;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Words;
import java.io.File;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.kordamp.ikonli.feather.Feather;

/// Every model of this home with its terms; adds one after its licence was read, and lets one answer after a question.
final class ShelfBox extends VBox {
  private static final int LICENCE_ROWS = 12;

  private final ShelfModel model;
  private final VBox shelf = new VBox(12);
  private final VBox question = new VBox(8);
  private final VBox offered = new VBox(8);
  private final TextField path = new TextField();

  ShelfBox(ShelfModel model) {
    super(8);
    this.model = model;
    setId("shelf-box");
    Label outcome = Words.bound(model.outcomeProperty());
    outcome.setId("shelf-outcome");
    getChildren()
        .addAll(
            Words.heading("Which models are here?"),
            shelf,
            Words.secondary(
                "A model from elsewhere is a card (JSON) with its files beside it. Its files are"
                    + " checked against the card before anything is copied."),
            toAdd(),
            offered,
            outcome,
            Notice.problem(model.problemProperty()));
    InvalidationListener fill = o -> fill();
    model.models().addListener(fill);
    model.askedProperty().subscribe(asked -> question.setVisible(asked.isPresent()));
    question.managedProperty().bind(question.visibleProperty());
    model.foundProperty().subscribe(this::showOffered);
    fill();
  }

  private void fill() {
    if (shelf.isFocusWithin()) {
      // Else the keyboard would jump to the top of the window when its button goes.
      path.requestFocus();
    }
    shelf.getChildren().clear();
    if (model.models().isEmpty()) {
      shelf.getChildren().add(Words.secondary("Looking…"));
    }
    model.models().stream()
        .collect(Collectors.groupingBy(ModelHere::does, LinkedHashMap::new, Collectors.toList()))
        .forEach((job, models) -> shelf.getChildren().add(job(job, models)));
  }

  private Node job(String job, List<ModelHere> models) {
    VBox box = new VBox(2, Words.secondary(job));
    models.forEach(m -> box.getChildren().add(one(m)));
    return box;
  }

  private Node one(ModelHere here) {
    VBox facts = new VBox(4);
    facts.getStyleClass().add("model-facts");
    facts.getChildren().add(Words.secondary("SHA-256 " + here.sha256()));
    here.reached()
        .forEach(
            r ->
                facts
                    .getChildren()
                    .add(Words.figure(Figures.sentenceCase(r.label()), r.value(), r.interval())));
    if (!here.measuredOn().isEmpty()) {
      facts.getChildren().add(Words.secondary(here.measuredOn()));
    }
    facts.getChildren().add(terms(here.terms()));
    if (!here.terms().accepted()) {
      facts.getChildren().add(toAccept(here));
    }
    if (here.canAnswer()) {
      Button ask = new Button("Let it answer…");
      ask.setId("shelf-ask-" + here.key());
      ask.setAccessibleText("Let " + here.title() + " answer");
      ask.disableProperty().bind(model.busyProperty());
      ask.setOnAction(
          e -> {
            model.ask(here);
            ask(here);
            if (question.getParent() instanceof VBox elsewhere) {
              elsewhere.getChildren().remove(question);
            }
            facts.getChildren().add(question);
          });
      facts.getChildren().add(ask);
    }
    return new Disclosure(line(here), facts);
  }

  private static String line(ModelHere here) {
    return here.title()
        + " · "
        + here.terms().licence()
        + " · "
        + (here.terms().accepted() ? here.standing() : "its licence was not accepted here");
  }

  /// Fills the question about one model.
  private void ask(ModelHere here) {
    TextField why = new TextField();
    why.setId("shelf-why");
    why.setPromptText("Why? Signed with the decision");
    why.setAccessibleText("Why it is to answer");
    why.textProperty().bindBidirectional(model.whyProperty());
    Button go = new Button("Let it answer");
    go.setId("shelf-confirm");
    go.getStyleClass().addAll("decide", "meaning-accepted");
    go.disableProperty().bind(model.busyProperty());
    go.setOnAction(e -> model.letAnswer());
    Button stay = new Button("Leave it");
    stay.getStyleClass().add("quiet");
    stay.setOnAction(e -> model.leave());
    question
        .getChildren()
        .setAll(
            Words.plain(
                here.title()
                    + " answers from now on for everyone here: \""
                    + here.does()
                    + "\". The decision is signed with your name, and can be taken back where"
                    + " models are chosen."),
            why);
    if (here.untried()) {
      TextField without = new TextField();
      without.setId("shelf-without-trial");
      without.setPromptText("It has passed no trial here. Why may it answer without?");
      without.setAccessibleText("Why it may answer without a trial");
      without.textProperty().bindBidirectional(model.withoutTrialProperty());
      question.getChildren().add(without);
    }
    question
        .getChildren()
        .addAll(new HBox(8, go, stay), Notice.problem(model.questionProblemProperty()));
    Platform.runLater(why::requestFocus);
  }

  private Node toAccept(ModelHere here) {
    CheckBox read = new CheckBox("I have read this licence and accept it");
    read.setWrapText(true);
    Button accept = new Button("Accept " + here.terms().licence());
    accept.setId("shelf-accept-" + here.key());
    accept.disableProperty().bind(read.selectedProperty().not().or(model.busyProperty()));
    accept.setOnAction(e -> model.accept(here));
    return new VBox(8, read, accept);
  }

  private Node toAdd() {
    path.setId("shelf-path");
    path.setPromptText("Model card (JSON)");
    path.setAccessibleText("Model card to add");
    path.textProperty().bindBidirectional(model.pathProperty());
    path.setPrefWidth(420);
    path.setOnAction(e -> model.lookAt());
    HBox.setHgrow(path, Priority.SOMETIMES);
    Button browse = new Button("Choose card…", Icons.of(Feather.FILE, 14));
    browse.setOnAction(
        e -> {
          FileChooser chooser = new FileChooser();
          chooser.setTitle("Model card");
          chooser
              .getExtensionFilters()
              .add(new FileChooser.ExtensionFilter("Model cards (JSON)", "*.json"));
          File found = chooser.showOpenDialog(getScene().getWindow());
          if (found != null) {
            model.pathProperty().set(found.getPath());
            model.lookAt();
          }
        });
    Button look = new Button("Look at it");
    look.setId("shelf-look");
    look.disableProperty().bind(model.busyProperty());
    look.setOnAction(e -> model.lookAt());
    HBox line = new HBox(8, path, browse, look);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void showOffered(Optional<ModelTerms> found) {
    if (offered.isFocusWithin()) {
      path.requestFocus();
    }
    offered.getChildren().clear();
    found.ifPresent(
        terms -> {
          offered.getChildren().addAll(Words.heading(terms.title()), terms(terms));
          Button add = new Button("Add it");
          add.setId("shelf-add");
          add.getStyleClass().add("accent");
          if (terms.toAccept()) {
            CheckBox read = new CheckBox("I have read this licence and accept it");
            read.setId("shelf-read");
            read.setWrapText(true);
            read.selectedProperty().bindBidirectional(model.readProperty());
            offered.getChildren().add(read);
            add.disableProperty().bind(model.readProperty().not().or(model.busyProperty()));
          } else {
            add.disableProperty().bind(model.busyProperty());
          }
          add.setOnAction(e -> model.add());
          Button leave = new Button("Leave it");
          leave.getStyleClass().add("quiet");
          leave.setOnAction(e -> model.leave());
          offered.getChildren().add(new HBox(8, add, leave));
        });
  }

  private static Node terms(ModelTerms terms) {
    VBox box =
        new VBox(
            4,
            Words.plain(
                "Licence "
                    + terms.licence()
                    + (!terms.toAccept()
                        ? "."
                        : terms.accepted()
                            ? ", accepted here."
                            : ": somebody here has to accept it first.")));
    if (!terms.attribution().isEmpty()) {
      box.getChildren().add(Words.secondary(terms.attribution()));
    }
    if (!terms.text().isEmpty()) {
      TextArea text = new TextArea(terms.text());
      text.setEditable(false);
      text.setWrapText(true);
      text.setPrefRowCount(LICENCE_ROWS);
      text.setAccessibleText("Text of the licence " + terms.licence());
      box.getChildren().add(text);
    }
    return box;
  }
}

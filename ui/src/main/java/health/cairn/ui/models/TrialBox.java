package health.cairn.ui.models;

import health.cairn.app.desk.TrialModel;
import health.cairn.app.desk.TrialView;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Words;
import java.io.File;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.util.StringConverter;
import org.kordamp.ikonli.feather.Feather;

/// Tries a model on a folder of labelled cases, and says in words what came out.
final class TrialBox extends VBox {
  private final CareModel model;
  private final ComboBox<TrialModel> choice = new ComboBox<>();
  private final VBox result = new VBox(8);

  TrialBox(CareModel model) {
    super(8);
    this.model = model;
    setId("trial-box");
    getChildren()
        .addAll(
            Words.heading("How does a model do on your own cases?"),
            Words.secondary(
                "At least 20 patients with known answers, in a folder of DICOM or as `cairn evaluate`"
                    + " reads it. Cases that the model learnt from are left out. The verdict is signed and in"
                    + " the journal."),
            chosen(),
            about(),
            folder(),
            buttons(),
            Notice.problem(model.trialProblemProperty()),
            result);
    model.trialProperty().subscribe(this::show);
  }

  void focusChoice() {
    choice.requestFocus();
  }

  private Node chosen() {
    choice.setItems(model.models());
    choice.setId("trial-model");
    choice.setAccessibleText("Model to try");
    choice.setPrefWidth(420);
    choice.setConverter(
        new StringConverter<>() {
          @Override
          public String toString(TrialModel one) {
            return one == null ? "" : one.title();
          }

          @Override
          public TrialModel fromString(String text) {
            throw new UnsupportedOperationException("the list is not typed into");
          }
        });
    choice.setOnAction(e -> model.chosenProperty().set(Optional.ofNullable(choice.getValue())));
    model.chosenProperty().subscribe(one -> choice.getSelectionModel().select(one.orElse(null)));
    model
        .models()
        .addListener(
            (ListChangeListener<TrialModel>)
                c -> choice.getSelectionModel().select(model.chosenProperty().get().orElse(null)));
    return labelled("Model", choice);
  }

  private Node about() {
    Label about = Words.secondary("");
    about.setId("trial-about");
    model
        .chosenProperty()
        .subscribe(
            one ->
                about.setText(
                    one.map(
                            m ->
                                m.does()
                                    + "; "
                                    + (m.lastTrial().isEmpty()
                                        ? "never tried here"
                                        : "last trial: " + m.lastTrial())
                                    + (m.barred().isEmpty() ? "" : "; " + m.barred()))
                        .orElse("")));
    return labelled("", about);
  }

  private Node folder() {
    TextField path = new TextField();
    path.setId("trial-folder");
    path.setPromptText("Folder with labelled cases");
    path.setAccessibleText("Folder with labelled cases");
    path.textProperty().bindBidirectional(model.folderProperty());
    path.setPrefWidth(420);
    Button browse = new Button("Choose folder…", Icons.of(Feather.FOLDER, 14));
    browse.setOnAction(
        e -> {
          DirectoryChooser chooser = new DirectoryChooser();
          chooser.setTitle("Folder with labelled cases");
          File found = chooser.showDialog(getScene().getWindow());
          if (found != null) {
            model.folderProperty().set(found.getPath());
          }
        });
    return labelled("Cases", path, browse);
  }

  private Node buttons() {
    Button run = new Button("Try it", Icons.of(Feather.PLAY, 14));
    run.setId("trial-run");
    run.getStyleClass().add("accent");
    run.disableProperty().bind(model.tryingProperty());
    run.setOnAction(e -> model.tryIt());
    Button stop = new Button("Stop");
    stop.getStyleClass().add("quiet");
    stop.visibleProperty().bind(model.tryingProperty());
    stop.setOnAction(e -> model.stopTrying());
    Label wait = Words.secondary("At work; the bottom line says how far.");
    wait.visibleProperty().bind(model.tryingProperty());
    return labelled("", run, stop, wait);
  }

  private static HBox labelled(String text, Node... nodes) {
    Label label = new Label(text);
    label.getStyleClass().add("secondary");
    label.setMinWidth(64);
    HBox line = new HBox(8, label);
    line.getChildren().addAll(nodes);
    line.setAlignment(Pos.CENTER_LEFT);
    HBox.setHgrow(nodes[0], Priority.SOMETIMES);
    return line;
  }

  private void show(Optional<TrialView> verdict) {
    result.getChildren().clear();
    if (verdict.isEmpty()) {
      return;
    }
    TrialView v = verdict.get();
    VerdictLine sentence =
        new VerdictLine(
            v.passed(),
            "%s %s on %d cases of %d patients (%s)."
                .formatted(
                    v.model(),
                    v.passed() ? "passed" : "did not pass",
                    v.cases(),
                    v.patients(),
                    v.id()));
    sentence.setId("trial-verdict");
    result.getChildren().add(sentence);
    v.demands().forEach(d -> result.getChildren().add(new VerdictLine(d)));
    v.groups().forEach(g -> result.getChildren().add(Words.secondary(g)));
    if (!v.notRecorded().isEmpty()) {
      result
          .getChildren()
          .add(
              Words.secondary(
                  "Not recorded, so not looked at apart: "
                      + String.join(", ", v.notRecorded())
                      + "."));
    }
    v.warnings().forEach(w -> result.getChildren().add(Words.secondary("Mind: " + w)));
  }
}

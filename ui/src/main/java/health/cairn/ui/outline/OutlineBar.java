package health.cairn.ui.outline;

import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import health.cairn.ui.outline.OutlineModel.Phase;
import health.cairn.ui.outline.OutlineModel.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableBooleanValue;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The line under the tools while an outline is drawn: the brush, how large it all is, and what becomes of it.
public final class OutlineBar extends VBox {
  private static final String NOT_SAID = "as decided, or not said";

  private final OutlineModel model;
  private final HBox line = new HBox(6);

  /// What is asked when an outline is kept.
  private final HBox answers = new HBox(8);

  private final Label heading = new Label();
  private final List<Node> tools;

  public OutlineBar(OutlineModel model) {
    this.model = model;
    getStyleClass().add("outline-bar");
    setId("outline-bar");
    heading.getStyleClass().add("secondary");
    heading.setMinWidth(0);
    tools = tools();
    line.setAlignment(Pos.CENTER_LEFT);
    line.getStyleClass().add("outline-line");
    answers.setAlignment(Pos.CENTER_LEFT);
    answers.getStyleClass().add("outline-line");
    getChildren().addAll(line, answers, Notice.problem(model.problemProperty()));
    visibleProperty()
        .bind(
            model
                .phaseProperty()
                .isNotEqualTo(Phase.NONE)
                .or(model.problemProperty().isNotEmpty()));
    managedProperty().bind(visibleProperty());
    model.phaseProperty().subscribe(this::fill);
  }

  private void fill(Phase phase) {
    heading.setText(model.heading());
    line.getChildren()
        .setAll(
            switch (phase) {
              case NONE -> List.<Node>of();
              case CHOOSING -> choosing();
              case DRAWING -> tools;
              case WAITING -> waiting();
              case KEEPING ->
                  List.of(words("Keep " + model.heading() + " under your name?"), volume());
              case DISCARDING -> discarding();
            });
    boolean keeping = phase == Phase.KEEPING;
    answers.getChildren().setAll(keeping ? keeping() : List.of());
    answers.setVisible(keeping);
    answers.setManaged(keeping);
    if (phase == Phase.CHOOSING || keeping || phase == Phase.DISCARDING) {
      Stream.concat(line.getChildren().stream(), answers.getChildren().stream())
          .filter(n -> n.getStyleClass().contains("first"))
          .findFirst()
          .ifPresent(Node::requestFocus);
    }
  }

  private List<Node> choosing() {
    List<Node> nodes = new ArrayList<>(List.of(words(model.heading() + ":")));
    boolean first = true;
    for (SegmentView choice : model.choices()) {
      String label = choice.segment().label();
      Button correct = button("Correct " + label, Feather.EDIT_2, () -> {});
      correct.getStyleClass().add("outline-correct");
      correct.setOnAction(e -> model.choose(Optional.of(choice)));
      if (first) {
        correct.getStyleClass().add("first");
        first = false;
      }
      nodes.add(correct);
    }
    Button fresh = button("New outline", Feather.PLUS, () -> model.choose(Optional.empty()));
    fresh.setId("outline-new");
    nodes.add(fresh);
    nodes.add(quiet("Leave it", model::rest));
    return nodes;
  }

  private List<Node> tools() {
    Button keep = keepButton("Keep…", model::askKeep);
    keep.setAccessibleText("Keep the outline");
    return List.of(
        tool(Tool.BRUSH, Feather.EDIT_2, "Brush", "B"),
        tool(Tool.ERASER, Feather.DELETE, "Eraser", "E"),
        tool(Tool.CONTOUR, Feather.CIRCLE, "Closed line", "F"),
        new Separator(Orientation.VERTICAL),
        size(),
        sizeWords(),
        new Separator(Orientation.VERTICAL),
        step(Feather.CORNER_UP_LEFT, "Take back", "Ctrl Z", model.canUndoProperty(), model::undo),
        step(
            Feather.CORNER_UP_RIGHT,
            "Do again",
            "Ctrl Shift Z",
            model.canRedoProperty(),
            model::redo),
        volume(),
        heading,
        space(),
        keep,
        quiet("Discard…", model::askDiscard));
  }

  private List<Node> waiting() {
    Button on = button("Go on drawing", Feather.EDIT_2, model::goOn);
    on.setId("outline-go-on");
    return List.of(
        words("Not kept yet: " + model.heading()),
        volume(),
        space(),
        on,
        keepButton("Keep outline…", model::askKeep),
        quiet("Discard…", model::askDiscard));
  }

  private List<Node> keeping() {
    TextField why = new TextField();
    why.setPromptText("Why? Kept with the finding");
    why.setAccessibleText("Why the outline is as you drew it");
    why.textProperty().bindBidirectional(model.noteProperty());
    why.setPrefColumnCount(18);
    HBox.setHgrow(why, Priority.ALWAYS);
    Button keep = keepButton("Keep outline", model::keep);
    keep.setId("outline-keep-confirm");
    keep.getStyleClass().add("first");
    keep.disableProperty().bind(model.keepingProperty());
    List<Node> asked = new ArrayList<>();
    if (model.ofTumour()) {
      asked.addAll(List.of(words("Kind"), kind()));
    }
    asked.addAll(List.of(why, keep, quiet("Go on drawing", model::goOn)));
    return asked;
  }

  private ComboBox<String> kind() {
    ComboBox<String> kind = new ComboBox<>();
    kind.getItems().add(NOT_SAID);
    OutlineModel.kinds().forEach(k -> kind.getItems().add(Figures.sentenceCase(k)));
    kind.getSelectionModel()
        .select(model.kindProperty().get().map(Figures::sentenceCase).orElse(NOT_SAID));
    kind.setPrefWidth(220);
    kind.setAccessibleText("Kind of tumour, for learning");
    kind.setTooltip(new Tooltip("Only needed for an example to learn from"));
    kind.setOnAction(
        e ->
            model
                .kindProperty()
                .set(
                    OutlineModel.kinds().stream()
                        .filter(k -> Figures.sentenceCase(k).equals(kind.getValue()))
                        .findFirst()));
    return kind;
  }

  private List<Node> discarding() {
    Label lost = words(model.whatIsLost());
    lost.setId("outline-lost");
    Button discard = button("Discard outline", Feather.TRASH_2, model::discard);
    discard.getStyleClass().addAll("decide", "meaning-rejected");
    discard.setId("outline-discard-confirm");
    Button stay = quiet("Go on drawing", model::goOn);
    stay.getStyleClass().add("first");
    return List.of(lost, space(), discard, stay);
  }

  private ToggleButton tool(Tool tool, Feather icon, String name, String key) {
    ToggleButton button = new ToggleButton(name, Icons.of(icon, 16));
    button.getStyleClass().add("quiet");
    button.setId("outline-" + tool.name().toLowerCase(java.util.Locale.ROOT));
    button.setTooltip(new Tooltip(name + "   " + key));
    button.setMinWidth(USE_PREF_SIZE);
    button.setSelected(model.toolProperty().get() == tool);
    button.setOnAction(
        e -> {
          model.toolProperty().set(tool);
          button.setSelected(true);
        });
    model.toolProperty().addListener((o, was, now) -> button.setSelected(now == tool));
    return button;
  }

  private Node size() {
    Slider slider =
        new Slider(Math.log(OutlineModel.MIN_SIZE_MM), Math.log(OutlineModel.MAX_SIZE_MM), 0);
    // By ratio: from 1 to 2 mm is as far as from 10 to 20.
    slider.setValue(Math.log(model.sizeMmProperty().get()));
    slider.valueProperty().addListener((o, was, now) -> resized(now.doubleValue()));
    model
        .sizeMmProperty()
        .addListener((o, was, now) -> slider.setValue(Math.log(now.doubleValue())));
    slider.setPrefWidth(80);
    slider.setMinWidth(56);
    slider.setBlockIncrement(0.2);
    slider.setAccessibleText("Size of the brush");
    slider.setTooltip(new Tooltip("Size of the brush   [  ]   or Shift and the wheel"));
    return slider;
  }

  private void resized(double logarithm) {
    if (Math.abs(logarithm - Math.log(model.sizeMmProperty().get())) > 1e-9) {
      model.sizeMmProperty().set(Math.exp(logarithm));
    }
  }

  private Label sizeWords() {
    Label words = new Label();
    words
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Figures.mm(model.sizeMmProperty().get()), model.sizeMmProperty()));
    words.setMinWidth(56);
    words.getStyleClass().add("secondary");
    return words;
  }

  private Label volume() {
    Label volume = new Label();
    volume.setId("outline-volume");
    volume
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> OutlineModel.volumeWords(model.volumeMlProperty().get()),
                model.volumeMlProperty()));
    volume.getStyleClass().add("figure");
    volume.setMinWidth(USE_PREF_SIZE);
    return volume;
  }

  private static Button step(
      Feather icon, String name, String key, ObservableBooleanValue can, Runnable action) {
    Button button = new Button();
    button.setGraphic(Icons.of(icon, 16));
    button.getStyleClass().add("quiet");
    button.setTooltip(new Tooltip(name + "   " + key));
    button.setAccessibleText(name);
    button.disableProperty().bind(Bindings.not(can));
    button.setOnAction(e -> action.run());
    return button;
  }

  private static Button keepButton(String text, Runnable action) {
    Button keep = button(text, Feather.CHECK, action);
    keep.getStyleClass().addAll("decide", "meaning-accepted");
    keep.setId("outline-keep");
    return keep;
  }

  private static Button button(String text, Feather icon, Runnable action) {
    Button button = new Button(text, Icons.of(icon, 14));
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    return button;
  }

  private static Button quiet(String text, Runnable action) {
    Button button = new Button(text);
    button.getStyleClass().add("quiet");
    button.setMinWidth(USE_PREF_SIZE);
    button.setOnAction(e -> action.run());
    return button;
  }

  private static Label words(String text) {
    Label label = new Label(text);
    label.setMinWidth(0);
    return label;
  }

  private static Region space() {
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    return space;
  }
}

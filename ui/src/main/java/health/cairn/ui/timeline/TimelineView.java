package health.cairn.ui.timeline;

import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.fhir.timeline.TimelineEvent.Kind;
import health.cairn.ui.design.Chip;
import health.cairn.ui.design.Figures;
import health.cairn.ui.design.Icons;
import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Theme;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.binding.Bindings;
import javafx.beans.value.ObservableValue;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.SegmentedButton;
import org.kordamp.ikonli.feather.Feather;

/// The timeline screen: lanes on one axis, or the same as a list.
public final class TimelineView extends BorderPane {
  private final TimelineViewModel model;
  private final Consumer<String> prove;
  private final TimelineCanvas canvas;
  private final EventTable table;
  private final HBox detail = new HBox(12);
  private final FlowPane kinds = new FlowPane(6, 6);

  /// @param prove shows the proof of a record
  public TimelineView(
      TimelineViewModel model, ObservableValue<Theme> theme, Consumer<String> prove) {
    this.model = model;
    this.prove = prove;
    getStyleClass().addAll("screen", "timeline");
    kinds.getStyleClass().add("kind-filter");
    setTop(new VBox(head(), kinds, Notice.problem(model.problemProperty())));
    canvas = new TimelineCanvas(model, theme);
    table = new EventTable(model);
    canvas.visibleProperty().bind(model.asListProperty().not());
    table.visibleProperty().bind(model.asListProperty());
    Node empty =
        Notice.empty(
            Feather.ACTIVITY,
            "No events",
            "This patient has no records yet. Import a FHIR bundle on the work list.");
    empty
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () ->
                    !model.loadingProperty().get()
                        && model.countsProperty().get().isEmpty()
                        && model.problemProperty().get().isEmpty(),
                model.loadingProperty(),
                model.countsProperty(),
                model.problemProperty()));
    setCenter(new StackPane(canvas, table, empty));
    detail.getStyleClass().add("event-detail");
    detail.setAlignment(Pos.CENTER_LEFT);
    setBottom(detail);
    model.countsProperty().subscribe(c -> fillKinds());
    model.chosenProperty().subscribe(this::showDetail);
  }

  /// Gives the keyboard to the picture or the list, whichever is shown.
  public void focusContent() {
    (model.asListProperty().get() ? table : canvas).requestFocus();
  }

  private Node head() {
    Label title = new Label("Timeline");
    title.getStyleClass().add("heading-1");
    Label count = new Label();
    count.getStyleClass().add("secondary");
    count
        .textProperty()
        .bind(
            Bindings.createStringBinding(
                () -> Figures.count(model.events().size(), "event", "events"), model.events()));
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    HBox spans =
        new HBox(
            4,
            span("All", Double.POSITIVE_INFINITY),
            span("5 years", 1826),
            span("1 year", 365),
            span("3 months", 91));
    spans.visibleProperty().bind(model.asListProperty().not());
    HBox head = new HBox(12, title, count, space, spans, shape());
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("screen-head");
    return head;
  }

  private Button span(String text, double days) {
    Button button = new Button(text);
    button.getStyleClass().add("quiet");
    button.setOnAction(e -> model.last(days));
    return button;
  }

  private Node shape() {
    ToggleButton picture = new ToggleButton("Axis", Icons.of(Feather.ACTIVITY, 14));
    ToggleButton list = new ToggleButton("List", Icons.of(Feather.LIST, 14));
    list.setId("timeline-as-list");
    picture.setTooltip(new Tooltip("Lanes on one axis: wheel zooms, drag moves"));
    list.setTooltip(new Tooltip("The same events as a table"));
    SegmentedButton both = new SegmentedButton(picture, list);
    picture.setSelected(true);
    both.getToggleGroup()
        .selectedToggleProperty()
        .addListener(
            (o, was, now) -> {
              if (now == null) {
                both.getToggleGroup().selectToggle(was);
              } else {
                model.asListProperty().set(list.isSelected());
              }
            });
    return both;
  }

  private void fillKinds() {
    kinds.getChildren().clear();
    for (Kind kind : Kind.values()) {
      Integer count = model.countsProperty().get().get(kind);
      if (count != null) {
        ToggleButton button =
            new ToggleButton(KindWords.plural(kind) + "  " + Figures.count(count));
        button.getStyleClass().add("kind-chip");
        button.setSelected(model.shows(kind));
        button.setOnAction(e -> model.show(kind, button.isSelected()));
        kinds.getChildren().add(button);
      }
    }
  }

  private void showDetail(Optional<TimelineEvent> chosen) {
    detail.getChildren().clear();
    if (chosen.isEmpty()) {
      Label hint = new Label("Wheel zooms at the pointer, drag moves, click an event for more.");
      hint.getStyleClass().add("secondary");
      detail.getChildren().add(hint);
      return;
    }
    TimelineEvent e = chosen.get();
    Label title = new Label(e.title());
    title.getStyleClass().add("heading-3");
    Label value = new Label(e.measure().map(m -> Figures.value(m.value(), m.unit())).orElse(""));
    Label when = new Label(EventTable.when(e));
    Label more = new Label(e.detail());
    Label record = new Label(Figures.shortRecord(e.recordId()));
    for (Label label : new Label[] {when, more, record}) {
      label.getStyleClass().add("secondary");
    }
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    Button proof = new Button("Show the proof", Icons.of(Feather.SHIELD, 14));
    proof.getStyleClass().add("quiet");
    proof.setMinWidth(USE_PREF_SIZE);
    proof.setOnAction(a -> prove.accept(e.recordId()));
    detail
        .getChildren()
        .addAll(Chip.word(KindWords.one(e.kind())), title, value, when, more, record, space, proof);
  }
}

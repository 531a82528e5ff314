package health.cairn.ui.viewer;

import health.cairn.ui.design.Icons;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Separator;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import org.kordamp.ikonli.feather.Feather;

/// The line over the pictures: the study's series to drag, and the tools.
final class ViewerBar extends HBox {
  private final ViewerViewModel model;
  private final HBox series = new HBox(4);

  /// @param outline takes the brush into the hand, or lays it down
  ViewerBar(ViewerViewModel model, Runnable outline) {
    super(4);
    this.model = model;
    getStyleClass().add("viewer-bar");
    setAlignment(Pos.CENTER_LEFT);
    series.setAlignment(Pos.CENTER_LEFT);
    series.setMinWidth(0);
    model.series().addListener((javafx.beans.InvalidationListener) o -> fillSeries());
    fillSeries();
    Region space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    getChildren()
        .addAll(
            series,
            space,
            presets(),
            toggle(Feather.LINK_2, "Scroll together", "", model.linkedProperty()),
            ruler(),
            outline(outline),
            toggle(Feather.PLAY, "Run through the slices", "Space", model.cineProperty()),
            new Separator(Orientation.VERTICAL),
            toggle(Feather.LAYERS, "Outlines", "O", model.overlayProperty()),
            opacity(),
            doubt());
  }

  private void fillSeries() {
    series.getChildren().clear();
    for (int i = 0; i < model.series().size(); i++) {
      DisplaySeries s = model.series().get(i);
      Button chip = new Button(clipped(s.shortName()) + ordinal(i));
      chip.getStyleClass().add("series-chip");
      chip.setTooltip(new Tooltip(about(s)));
      chip.setAccessibleText("Show " + s.longName() + " in the active viewport");
      chip.setOnAction(e -> model.assign(model.active(), s));
      SeriesDrag.from(chip, i);
      series.getChildren().add(chip);
    }
  }

  /// " 2" for the second of several series of one name: seven times DWI says nothing.
  private String ordinal(int index) {
    String name = model.series().get(index).shortName();
    long same = model.series().stream().filter(s -> s.shortName().equals(name)).count();
    long before =
        model.series().stream().limit(index).filter(s -> s.shortName().equals(name)).count();
    return same == 1 ? "" : " " + (before + 1);
  }

  private static String clipped(String name) {
    return name.length() <= 14 ? name : name.substring(0, 13) + "…";
  }

  private static String about(DisplaySeries s) {
    StringBuilder text = new StringBuilder(s.longName());
    text.append('\n').append(s.slices()).append(" slices");
    if (!s.series().roleReason().isEmpty()) {
      text.append("\n").append(s.series().roleReason());
    }
    s.series().issues().forEach(issue -> text.append("\n").append(issue));
    return text.append("\nDrag onto a viewport, or click for the active one.").toString();
  }

  private Node presets() {
    MenuButton button = new MenuButton("Window");
    button.setGraphic(Icons.of(Feather.SUN, 16));
    button.getStyleClass().add("quiet");
    button.setTooltip(new Tooltip("Window and level: keys 1 to 9, or drag with the right button"));
    button.setOnShowing(
        e -> {
          button.getItems().clear();
          model
              .active()
              .series()
              .ifPresent(
                  s ->
                      s.presets()
                          .forEach(
                              p -> {
                                MenuItem item = new MenuItem(p.key() + "   " + p.name());
                                item.setOnAction(a -> model.active().lookProperty().set(p.look()));
                                button.getItems().add(item);
                              }));
        });
    return button;
  }

  private ToggleButton ruler() {
    ToggleButton button = new ToggleButton();
    button.setGraphic(Icons.of(Feather.EDIT_3, 16));
    button.getStyleClass().add("quiet");
    button.setId("tool-ruler");
    button.setTooltip(new Tooltip("Measure a distance   D"));
    button.setAccessibleText("Measure a distance");
    button.setOnAction(
        e -> {
          model.toggleRuler();
          button.setSelected(model.toolProperty().get() == ViewerViewModel.Tool.RULER);
        });
    model
        .toolProperty()
        .addListener((o, was, now) -> button.setSelected(now == ViewerViewModel.Tool.RULER));
    return button;
  }

  private ToggleButton outline(Runnable action) {
    ToggleButton button = new ToggleButton();
    button.setGraphic(Icons.of(Feather.PEN_TOOL, 16));
    button.getStyleClass().add("quiet");
    button.setId("tool-outline");
    button.setTooltip(new Tooltip("Draw or correct an outline   B"));
    button.setAccessibleText("Draw or correct an outline");
    button.setOnAction(
        e -> {
          action.run();
          button.setSelected(model.toolProperty().get() == ViewerViewModel.Tool.OUTLINE);
        });
    model
        .toolProperty()
        .addListener((o, was, now) -> button.setSelected(now == ViewerViewModel.Tool.OUTLINE));
    return button;
  }

  private ToggleButton doubt() {
    ToggleButton button = new ToggleButton();
    button.setGraphic(Icons.of(Feather.CLOUD, 16));
    button.getStyleClass().add("quiet");
    button.setId("tool-doubt");
    button.setTooltip(new Tooltip("Where the models doubt or disagree   U"));
    button.setAccessibleText("Show where the models doubt or disagree");
    button.setOnAction(
        e -> {
          model.toggleDoubt();
          button.setSelected(model.doubt().onProperty().get());
        });
    model.doubt().onProperty().addListener((o, was, now) -> button.setSelected(now));
    return button;
  }

  private static ToggleButton toggle(
      Feather icon, String name, String key, javafx.beans.property.BooleanProperty value) {
    ToggleButton button = new ToggleButton();
    button.setGraphic(Icons.of(icon, 16));
    button.getStyleClass().add("quiet");
    button.setTooltip(new Tooltip(key.isEmpty() ? name : name + "   " + key));
    button.setAccessibleText(name);
    button.selectedProperty().bindBidirectional(value);
    return button;
  }

  private Node opacity() {
    Slider slider = new Slider(0.1, 1, 1);
    slider.setPrefWidth(88);
    slider.setMinWidth(56);
    slider.valueProperty().bindBidirectional(model.overlayOpacityProperty());
    slider.disableProperty().bind(model.overlayProperty().not());
    slider.setAccessibleText("Opacity of outlines");
    slider.setTooltip(new Tooltip("Opacity of outlines"));
    Label hidden = new Label("Opacity of outlines");
    hidden.setLabelFor(slider);
    return slider;
  }
}

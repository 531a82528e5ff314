package health.cairn.ui.shell;

import health.cairn.ui.design.Icons;
import health.cairn.ui.shell.PaletteModel.Entry;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.textfield.CustomTextField;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/// Ctrl K: type a few letters, press Enter. It is part of the scene, not a window of its own.
final class CommandPalette extends StackPane {
  private final PaletteModel model;
  private final CustomTextField field = new CustomTextField();
  private final ListView<Entry> list = new ListView<>();
  private final Label nothing = new Label("No patient, study or command has that in its name.");
  private @Nullable Node before;

  CommandPalette(PaletteModel model) {
    this.model = model;
    getStyleClass().add("palette-veil");
    field.setLeft(Icons.of(Feather.SEARCH, 16));
    field.setPromptText("Patient, study or command");
    field.setAccessibleText("Search patients, studies and commands");
    field.setId("palette-field");
    field.getStyleClass().add("palette-field");
    list.setId("palette-list");
    list.setFixedCellSize(36);
    list.setFocusTraversable(false);
    list.setCellFactory(v -> new EntryCell());
    list.getStyleClass().add("edge-to-edge");
    list.setOnMouseClicked(e -> act());
    nothing.getStyleClass().add("secondary");
    nothing.visibleProperty().bind(Bindings.isEmpty(list.getItems()));
    nothing.managedProperty().bind(nothing.visibleProperty());
    list.managedProperty().bind(nothing.visibleProperty().not());
    VBox box = new VBox(field, nothing, list);
    box.getStyleClass().add("palette");
    box.setMaxSize(620, Region.USE_PREF_SIZE);
    StackPane.setAlignment(box, Pos.TOP_CENTER);
    getChildren().add(box);
    setVisible(false);
    field.textProperty().addListener((o, was, now) -> search());
    field.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
    setOnMousePressed(
        e -> {
          if (e.getTarget() == this) {
            hide();
          }
        });
    field
        .focusedProperty()
        .addListener(
            (o, was, now) -> {
              if (!now && !list.isFocused()) {
                hide();
              }
            });
  }

  void show() {
    Node focused = getScene().getFocusOwner();
    before = field.equals(focused) ? before : focused;
    field.clear();
    search();
    setVisible(true);
    field.requestFocus();
  }

  private void hide() {
    if (isVisible()) {
      setVisible(false);
      if (before != null && getScene() != null) {
        before.requestFocus();
      }
    }
  }

  private void search() {
    list.getItems().setAll(model.find(field.getText()));
    list.setPrefHeight(list.getItems().size() * list.getFixedCellSize() + 2);
    list.getSelectionModel().selectFirst();
  }

  private void pressed(KeyEvent e) {
    switch (e.getCode()) {
      case DOWN -> list.getSelectionModel().selectNext();
      case UP -> list.getSelectionModel().selectPrevious();
      case ENTER -> act();
      case ESCAPE -> hide();
      default -> {
        return;
      }
    }
    e.consume();
  }

  private void act() {
    Entry chosen = list.getSelectionModel().getSelectedItem();
    hide();
    if (chosen != null) {
      chosen.act().run();
    }
  }

  private static final class EntryCell extends ListCell<Entry> {
    @Override
    protected void updateItem(@Nullable Entry entry, boolean empty) {
      super.updateItem(entry, empty);
      if (entry == null || empty) {
        setGraphic(null);
        return;
      }
      Label detail = new Label(entry.detail());
      detail.getStyleClass().add("secondary");
      Region space = new Region();
      HBox.setHgrow(space, Priority.ALWAYS);
      HBox line = new HBox(12, new Label(entry.what()), space, detail);
      line.setAlignment(Pos.CENTER_LEFT);
      setGraphic(line);
    }
  }
}

package health.cairn.ui.viewer;

import health.cairn.ui.design.Notice;
import health.cairn.ui.outline.OutlineBar;
import health.cairn.ui.outline.OutlineModel;
import health.cairn.ui.outline.OutlineModel.Phase;
import java.util.ArrayList;
import java.util.List;
import javafx.animation.AnimationTimer;
import javafx.beans.InvalidationListener;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/// The reading screen: up to four pictures and the tools over them.
public final class ViewerView extends BorderPane {
  private static final long FRAME_NANOS = 1_000_000_000L / 12;
  private static final int PAGE = 5;

  private final ViewerViewModel model;
  private final OutlineModel outline;
  private final GridPane grid = new GridPane();
  private final StackPane place = new StackPane();
  private final Label hint = new Label();
  private final List<ViewportView> viewports = new ArrayList<>();

  /// @param toWorklist goes where a study can be chosen
  public ViewerView(ViewerViewModel model, OutlineModel outline, Runnable toWorklist) {
    this.model = model;
    this.outline = outline;
    getStyleClass().add("viewer");
    model.viewports().forEach(v -> viewports.add(new ViewportView(model, outline, v)));
    grid.setHgap(2);
    grid.setVgap(2);
    hint.textProperty().bind(model.hintProperty());
    hint.visibleProperty().bind(model.hintProperty().isNotEmpty());
    hint.getStyleClass().add("viewer-hint");
    hint.setMouseTransparent(true);
    StackPane.setAlignment(hint, Pos.TOP_CENTER);
    Button open = new Button("Open the work list");
    open.setDefaultButton(false);
    open.getStyleClass().add("accent");
    open.setOnAction(e -> toWorklist.run());
    StackPane empty =
        new StackPane(
            Notice.empty(
                Feather.IMAGE,
                "No study is open",
                "Choose one in the work list and press Enter, or press Ctrl K and type a name.",
                open));
    ViewerBar bar = new ViewerBar(model, this::toggleOutline);
    bar.visibleProperty().bind(model.shownProperty().greaterThan(0));
    bar.managedProperty().bind(bar.visibleProperty());
    VBox top = new VBox(bar);
    // Before the line below it goes with the button that had the keyboard.
    outline
        .phaseProperty()
        .addListener(
            (o, was, now) -> {
              if (now == Phase.NONE && top.isFocusWithin()) {
                focusPicture();
              }
            });
    top.getChildren().add(new OutlineBar(outline));
    setTop(top);
    model
        .toolProperty()
        .addListener(
            (o, was, now) -> {
              if (now == ViewerViewModel.Tool.OUTLINE) {
                focusPicture();
              }
            });
    place.getChildren().addAll(grid, empty, hint);
    empty.getStyleClass().add("screen");
    empty.visibleProperty().bind(model.shownProperty().isEqualTo(0));
    setCenter(place);
    InvalidationListener relayout = o -> arrange();
    model.shownProperty().addListener(relayout);
    model.maximisedProperty().addListener(relayout);
    model.activeProperty().addListener(relayout);
    model.activeProperty().addListener((o, was, now) -> keepKeyboard());
    arrange();
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    AnimationTimer film = film();
    model
        .cineProperty()
        .addListener(
            (o, was, now) -> {
              if (now) {
                film.start();
              } else {
                film.stop();
              }
            });
  }

  /// Gives the keyboard to the active picture.
  public void focusPicture() {
    viewports.get(model.activeProperty().get()).requestFocus();
  }

  /// The keyboard goes with the active picture, where it was on a picture at all.
  private void keepKeyboard() {
    boolean elsewhere =
        viewports.stream().anyMatch(v -> v.isFocusWithin() && v.model() != model.active());
    if (elsewhere) {
      focusPicture();
    }
  }

  private void arrange() {
    List<ViewportView> wanted =
        model.maximisedProperty().get()
            ? List.of(viewports.get(model.activeProperty().get()))
            : viewports.subList(0, model.shownProperty().get());
    if (grid.getChildren().equals(wanted)) {
      return;
    }
    int columns = wanted.size() > 1 ? 2 : 1;
    int rows = wanted.size() > 2 ? 2 : 1;
    grid.getChildren().clear();
    grid.getColumnConstraints().clear();
    grid.getRowConstraints().clear();
    for (int c = 0; c < columns; c++) {
      ColumnConstraints column = new ColumnConstraints();
      column.setPercentWidth(100.0 / columns);
      grid.getColumnConstraints().add(column);
    }
    for (int r = 0; r < rows; r++) {
      RowConstraints row = new RowConstraints();
      row.setPercentHeight(100.0 / rows);
      grid.getRowConstraints().add(row);
    }
    for (int i = 0; i < wanted.size(); i++) {
      grid.add(wanted.get(i), i % columns, i / columns);
    }
  }

  private void pressed(KeyEvent e) {
    if (e.getTarget() instanceof TextInputControl && e.getCode() != KeyCode.ESCAPE) {
      return;
    }
    if (e.isShortcutDown()) {
      if (e.getCode() == KeyCode.Z || e.getCode() == KeyCode.Y) {
        step(e.getCode() == KeyCode.Y || e.isShiftDown());
        e.consume();
      }
      return;
    }
    if (outlining() && brush(e)) {
      e.consume();
      return;
    }
    ViewportModel active = model.active();
    boolean taken = true;
    switch (e.getCode()) {
      case UP, LEFT -> model.scroll(active, -1);
      case DOWN, RIGHT -> model.scroll(active, 1);
      case PAGE_UP -> model.scroll(active, -PAGE);
      case PAGE_DOWN -> model.scroll(active, PAGE);
      case HOME -> model.scrollTo(active, 0);
      case END -> model.scrollTo(active, Integer.MAX_VALUE);
      case O -> model.overlayProperty().set(!model.overlayProperty().get());
      case U -> model.toggleDoubt();
      case D -> model.toggleRuler();
      case B -> toggleOutline();
      case R -> active.placementProperty().set(Placement.FIT);
      case SPACE -> model.cineProperty().set(!model.cineProperty().get());
      case PLUS, ADD, EQUALS -> zoom(1.25);
      case MINUS, SUBTRACT -> zoom(0.8);
      case ESCAPE -> escape();
      case S -> viewports.get(model.activeProperty().get()).showRoles();
      case M -> model.maximisedProperty().set(!model.maximisedProperty().get());
      default -> taken = preset(e);
    }
    if (taken) {
      e.consume();
    }
  }

  private boolean outlining() {
    return model.toolProperty().get() == ViewerViewModel.Tool.OUTLINE;
  }

  /// Takes back or does again the last stroke, else takes back the last ruler.
  private void step(boolean again) {
    if (outline.sessionProperty().get().isPresent()) {
      if (again) {
        outline.redo();
      } else {
        outline.undo();
      }
    } else if (!again) {
      model.undoRuler();
    }
  }

  /// Keys while the brush is in the hand.
  private boolean brush(KeyEvent e) {
    switch (e.getCode()) {
      case B -> outline.toolProperty().set(OutlineModel.Tool.BRUSH);
      case E -> outline.toolProperty().set(OutlineModel.Tool.ERASER);
      case F -> outline.toolProperty().set(OutlineModel.Tool.CONTOUR);
      case OPEN_BRACKET -> outline.resize(-1);
      case CLOSE_BRACKET -> outline.resize(1);
      default -> {
        // On keyboards that have the brackets elsewhere.
        if (e.getText().equals("[") || e.getText().equals("]")) {
          outline.resize(e.getText().equals("[") ? -1 : 1);
          return true;
        }
        return false;
      }
    }
    return true;
  }

  /// Takes the brush into the hand, for the series of the active picture, or lays it down.
  private void toggleOutline() {
    if (outlining()) {
      model.leaveTool();
      return;
    }
    model.active().series().ifPresent(s -> outline.take(s.series(), model.outlines()));
  }

  private boolean preset(KeyEvent e) {
    // With Alt they choose a screen.
    if (e.isAltDown() || e.getText().length() != 1) {
      return false;
    }
    int digit = Character.digit(e.getText().charAt(0), 10);
    if (digit >= 1) {
      model.active().preset(digit);
      return true;
    }
    return false;
  }

  private void escape() {
    Phase phase = outline.phaseProperty().get();
    if (phase == Phase.CHOOSING || phase == Phase.KEEPING || phase == Phase.DISCARDING) {
      outline.rest();
      focusPicture();
    } else if (model.toolProperty().get() != ViewerViewModel.Tool.NONE) {
      model.leaveTool();
    } else if (model.cineProperty().get()) {
      model.cineProperty().set(false);
    } else {
      model.hintProperty().set("");
      model.maximisedProperty().set(false);
    }
  }

  private void zoom(double factor) {
    ViewportView view = viewports.get(model.activeProperty().get());
    model
        .active()
        .zoomAt(
            new ScreenPoint(view.getWidth() / 2, view.getHeight() / 2),
            factor,
            view.getWidth(),
            view.getHeight());
  }

  /// Runs slices like a film while the screen is shown.
  private AnimationTimer film() {
    return new AnimationTimer() {
      private long last;

      @Override
      public void handle(long now) {
        if (getScene() != null && now - last >= FRAME_NANOS) {
          last = now;
          model.cineStep();
        }
      }
    };
  }
}

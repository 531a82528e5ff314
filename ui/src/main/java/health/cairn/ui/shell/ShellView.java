package health.cairn.ui.shell;

import health.cairn.ui.design.Notice;
import health.cairn.ui.design.Theme;
import health.cairn.ui.findings.FindingsPanel;
import health.cairn.ui.shell.PaletteModel.Entry;
import health.cairn.ui.timeline.TimelineView;
import health.cairn.ui.trust.ProofPanel;
import health.cairn.ui.trust.ProofScreen;
import health.cairn.ui.viewer.ViewerView;
import health.cairn.ui.worklist.WorklistView;
import java.io.File;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import javafx.stage.Stage;
import org.kordamp.ikonli.feather.Feather;

/// The frame of the window. Screens are made when they are first shown.
public final class ShellView extends StackPane {
  private final ShellViewModel shell;
  private final ObjectProperty<Theme> theme;
  private final BorderPane frame = new BorderPane();
  private final StackPane place = new StackPane();
  private final Map<Screen, Node> screens = new EnumMap<>(Screen.class);
  private final CommandPalette palette;
  private final Runnable lock;

  /// @param lock puts everything away and shows the locked door
  /// @param theme how the window looks; may be changed from here
  public ShellView(ShellViewModel shell, Runnable lock, ObjectProperty<Theme> theme) {
    this.shell = shell;
    this.theme = theme;
    this.lock = lock;
    palette = new CommandPalette(new PaletteModel(shell, commands()));
    Rail rail = new Rail(shell);
    StatusLine status = new StatusLine(shell);
    frame.setTop(new TopBar(shell, palette::show, lock, theme::set));
    frame.setLeft(rail);
    frame.setCenter(place);
    frame.setBottom(status);
    for (Node part : List.of(rail, status)) {
      part.visibleProperty().bind(shell.imagesOnlyProperty().not());
      part.managedProperty().bind(part.visibleProperty());
    }
    getChildren().addAll(frame, palette);
    shell.screenProperty().subscribe(this::show);
    addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.isShortcutDown() && e.getCode() == KeyCode.K) {
            palette.show();
            e.consume();
          }
        });
  }

  private void show(Screen screen) {
    Node node = screens.computeIfAbsent(screen, this::make);
    place.getChildren().setAll(node);
    if (shell.imagesOnlyProperty().get() && screen != Screen.VIEWER) {
      toggleImagesOnly();
    }
    Platform.runLater(() -> focusFirst(screen));
  }

  private void focusFirst(Screen screen) {
    if (palette.isVisible() || !screen.equals(shell.screenProperty().get())) {
      return;
    }
    switch (screens.get(screen)) {
      case WorklistView list -> list.focusList();
      case BorderPane pane when pane.getCenter() instanceof ViewerView viewer ->
          viewer.focusPicture();
      case StackPane pane when pane.lookup("#timeline-axis") instanceof Node axis ->
          axis.requestFocus();
      case StackPane pane when pane.lookup("#proof-list") instanceof Node list ->
          list.requestFocus();
      case null, default -> {}
    }
  }

  private Node make(Screen screen) {
    return switch (screen) {
      case WORKLIST -> new WorklistView(shell.worklist(), shell::open, shell::refreshStatus);
      case VIEWER -> viewer();
      case TIMELINE ->
          needsPatient(screen, new TimelineView(shell.timeline(), theme, shell::prove));
      case PROOF -> needsPatient(screen, new ProofScreen(shell.proof()));
    };
  }

  private Node viewer() {
    ViewerView viewer =
        new ViewerView(shell.viewer(), () -> shell.screenProperty().set(Screen.WORKLIST));
    BorderPane pane = new BorderPane(viewer);
    VBox panels =
        new VBox(
            24,
            new FindingsPanel(shell.findings(), shell::jumpTo, shell::prove),
            new ProofPanel(shell.proof(), () -> shell.screenProperty().set(Screen.PROOF)));
    ScrollPane scroll = new ScrollPane(panels);
    panels.getStyleClass().add("panels");
    scroll.setFitToWidth(true);
    scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
    scroll.getStyleClass().addAll("edge-to-edge", "right-panel");
    scroll
        .visibleProperty()
        .bind(
            shell
                .rightPanelProperty()
                .and(shell.imagesOnlyProperty().not())
                .and(shell.viewer().shownProperty().greaterThan(0)));
    scroll.managedProperty().bind(scroll.visibleProperty());
    pane.setRight(scroll);
    return pane;
  }

  private Node needsPatient(Screen screen, Node content) {
    Button open = new Button("Open the work list");
    open.getStyleClass().add("accent");
    open.setOnAction(e -> shell.screenProperty().set(Screen.WORKLIST));
    Node empty =
        Notice.empty(
            screen == Screen.PROOF ? Feather.SHIELD : Feather.ACTIVITY,
            "No patient is chosen",
            "Choose one in the work list and press Enter, or press Ctrl K and type a name.",
            open);
    empty
        .visibleProperty()
        .bind(
            Bindings.createBooleanBinding(
                () -> shell.patientProperty().get().isEmpty(), shell.patientProperty()));
    content.visibleProperty().bind(empty.visibleProperty().not());
    return new StackPane(content, empty);
  }

  private void pressed(KeyEvent e) {
    if (e.getCode() == KeyCode.F11) {
      toggleImagesOnly();
    } else if (e.getCode() == KeyCode.F9) {
      shell.rightPanelProperty().set(!shell.rightPanelProperty().get());
    } else if (e.isShortcutDown() && e.getCode() == KeyCode.L) {
      lock.run();
    } else if (e.isAltDown() && e.getCode().isDigitKey()) {
      for (Screen screen : Screen.values()) {
        if (screen.key().equals(e.getCode())) {
          shell.screenProperty().set(screen);
        }
      }
    } else {
      return;
    }
    e.consume();
  }

  /// F11: the images get everything but the patient's name.
  private void toggleImagesOnly() {
    boolean on = !shell.imagesOnlyProperty().get();
    shell.imagesOnlyProperty().set(on);
    if (getScene() != null && getScene().getWindow() instanceof Stage stage) {
      stage.setFullScreen(on);
    }
  }

  private List<Entry> commands() {
    List<Entry> all = new ArrayList<>();
    for (Screen screen : Screen.values()) {
      all.add(
          Entry.command(
              "Go to " + screen.label().toLowerCase(java.util.Locale.ROOT),
              "Alt " + screen.key().getChar(),
              () -> shell.screenProperty().set(screen)));
    }
    all.add(Entry.command("Analyse this study", "models propose", shell.findings()::analyse));
    all.add(Entry.command("Write the report", "PDF", this::report));
    all.add(Entry.command("Images only", "F11", this::toggleImagesOnly));
    all.add(Entry.command("Close this patient", "", shell::closePatient));
    for (Theme look : Theme.values()) {
      all.add(Entry.command(look.label() + " theme", "looks", () -> theme.set(look)));
    }
    all.add(Entry.command("Lock", "Ctrl L", () -> lock.run()));
    return all;
  }

  private void report() {
    if (shell.viewer().studyProperty().get().isEmpty()) {
      shell.noticeProperty().set("Open a study first: the report is about one study.");
      return;
    }
    FileChooser chooser = new FileChooser();
    chooser.setInitialFileName("report.pdf");
    Scene scene = getScene();
    File file = scene == null ? null : chooser.showSaveDialog(scene.getWindow());
    if (file != null) {
      shell.writeReport(file.toPath());
    }
  }
}

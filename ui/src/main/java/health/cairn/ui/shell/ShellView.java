package health.cairn.ui.shell;

import health.cairn.ui.design.Theme;
import health.cairn.ui.shell.PaletteModel.Entry;
import java.io.File;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.beans.property.ObjectProperty;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.stage.FileChooser;
import javafx.stage.Stage;

/// The frame of the window. Screens are made when they are first shown.
public final class ShellView extends StackPane {
  private final ShellViewModel shell;
  private final ObjectProperty<Theme> theme;
  private final BorderPane frame = new BorderPane();
  private final StackPane place = new StackPane();
  private final Map<Screen, ScreenContent> screens = new EnumMap<>(Screen.class);
  private final CommandPalette palette;
  private final Runnable lock;
  private final ScreenFactory factory;

  /// @param lock puts everything away and shows the locked door
  /// @param handOver puts everything away and gives the screen to the kiosk
  /// @param theme how the window looks; may be changed from here
  public ShellView(
      ShellViewModel shell, Runnable lock, Runnable handOver, ObjectProperty<Theme> theme) {
    this.shell = shell;
    this.theme = theme;
    this.lock = lock;
    factory = new ScreenFactory(shell, theme);
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
    getChildren()
        .addAll(
            frame,
            palette,
            new EmergencyBox(shell.emergency()),
            new HandOverBox(shell.handOver(), handOver));
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
    ScreenContent content = screens.computeIfAbsent(screen, factory::make);
    place.getChildren().setAll(content.node());
    if (shell.imagesOnlyProperty().get() && screen != Screen.VIEWER) {
      toggleImagesOnly();
    }
    Platform.runLater(() -> focusFirst(screen));
  }

  private void focusFirst(Screen screen) {
    ScreenContent content = screens.get(screen);
    if (content != null && !palette.isVisible() && screen == shell.screenProperty().get()) {
      content.focus().run();
    }
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
    all.add(Entry.command("Ask for consent…", "code, kiosk", shell.handOver()::ask));
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

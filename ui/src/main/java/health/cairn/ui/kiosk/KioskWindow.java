package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.ui.design.Theme;
import health.cairn.ui.work.Tasks;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.ContextMenuEvent;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import javafx.stage.WindowEvent;
import javafx.util.Duration;

/// The kiosk's own window: it knows nothing of the workstation's, fills the screen, and closes only when the model
/// says that staff have left it. Lives on the JavaFX thread.
public final class KioskWindow {
  private static final Duration TICK = Duration.millis(500);
  private static final double WIDTH = 1366;
  private static final double HEIGHT = 768;

  private final Stage stage;
  private final Scene scene;
  private final Timeline ticking;

  /// Opens the kiosk on a home, with this machine's clock and voice.
  ///
  /// @param copies folder for patients' copies
  /// @param leave what follows when staff have left it; hiding the stage is the caller's
  public static void open(
      Stage stage, ConsentDesk desk, Tasks tasks, Optional<Path> copies, Runnable leave) {
    KioskModel model =
        new KioskModel(
            desk,
            tasks,
            InstantSource.system(),
            new SteadyTime(),
            CopyTray.of(copies),
            CommandReadAloud.of(System.getenv().getOrDefault("PATH", "")),
            leave);
    new KioskWindow(stage, model, WIDTH, HEIGHT).open();
  }

  public KioskWindow(Stage stage, KioskModel model, double width, double height) {
    this.stage = stage;
    loadFonts();
    scene = new Scene(new KioskView(model), width, height);
    dress(scene);
    scene.addEventFilter(InputEvent.ANY, new Presence(model));
    scene.addEventFilter(ContextMenuEvent.ANY, Event::consume);
    ticking = new Timeline(new KeyFrame(TICK, e -> model.tick()));
    ticking.setCycleCount(Animation.INDEFINITE);
    stage.setTitle("Cairn");
    stage.setScene(scene);
    stage.setFullScreenExitHint("");
    stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    stage.setOnCloseRequest(Event::consume);
    stage.addEventHandler(WindowEvent.WINDOW_HIDDEN, e -> ticking.stop());
  }

  public Scene scene() {
    return scene;
  }

  /// Fills the screen; a window manager that takes it out of full screen is overruled.
  public void open() {
    stage.setAlwaysOnTop(true);
    stage.setFullScreen(true);
    stage
        .fullScreenProperty()
        .subscribe(
            (before, now) -> {
              if (!now && stage.isShowing()) {
                javafx.application.Platform.runLater(
                    () -> {
                      if (stage.isShowing()) {
                        stage.setFullScreen(true);
                      }
                    });
              }
            });
    ticking.play();
    stage.show();
  }

  static void dress(Scene scene) {
    Theme.LIGHT.dress(scene);
    scene
        .getStylesheets()
        .add(
            Objects.requireNonNull(KioskWindow.class.getResource("kiosk.css"), "kiosk.css")
                .toExternalForm());
  }

  private static void loadFonts() {
    Theme.loadFonts();
    for (String face : List.of("Almarai-Regular.ttf", "Almarai-Bold.ttf")) {
      try (InputStream in =
          KioskWindow.class.getResourceAsStream("/health/cairn/app/fonts/" + face)) {
        Font.loadFont(Objects.requireNonNull(in, face), 13);
      } catch (IOException e) {
        throw new IllegalStateException("the font " + face + " is not in the program", e);
      }
    }
  }
}

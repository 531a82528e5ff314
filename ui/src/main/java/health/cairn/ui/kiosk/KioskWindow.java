package health.cairn.ui.kiosk;

import health.cairn.ui.design.Theme;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.input.InputEvent;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.text.Font;
import javafx.stage.Stage;
import javafx.util.Duration;

/// The kiosk's own window: it knows nothing of the workstation's, fills the screen, and closes only when the model
/// says that staff have left it. Lives on the JavaFX thread.
public final class KioskWindow {
  private static final Duration TICK = Duration.millis(500);

  private final Stage stage;
  private final Scene scene;
  private final Timeline ticking;

  public KioskWindow(Stage stage, KioskModel model, double width, double height) {
    this.stage = stage;
    loadFonts();
    scene = new Scene(new KioskView(model), width, height);
    dress(scene);
    scene.addEventFilter(InputEvent.ANY, e -> model.touched());
    scene.addEventFilter(KeyEvent.KEY_PRESSED, KioskWindow::enterPresses);
    ticking = new Timeline(new KeyFrame(TICK, e -> model.tick()));
    ticking.setCycleCount(Animation.INDEFINITE);
    stage.setTitle("Cairn");
    stage.setScene(scene);
    stage.setFullScreenExitHint("");
    stage.setFullScreenExitKeyCombination(KeyCombination.NO_MATCH);
    stage.setOnCloseRequest(javafx.event.Event::consume);
    stage.setOnHidden(e -> ticking.stop());
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

  /// People expect Enter to press a button, not only the space bar.
  private static void enterPresses(KeyEvent event) {
    if (event.getCode() == KeyCode.ENTER
        && event.getTarget() instanceof Button button
        && !button.isDisabled()) {
      event.consume();
      button.fire();
    }
  }
}

package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.ui.work.Tasks;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.testfx.util.WaitForAsyncUtils;

/// A kiosk on the toolkit's screen, with a clock moved by hand.
public final class KioskStand implements AutoCloseable {
  private final Tasks tasks = new Tasks(Platform::runLater);
  final HandClock clock = new HandClock();
  final KioskModel model;
  private Stage stage;
  private KioskWindow window;

  public KioskStand(
      ConsentDesk desk, double width, double height, Optional<CopyTray> tray, ReadAloud voice)
      throws Exception {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // Started by the test before.
    }
    Platform.setImplicitExit(false);
    model = new KioskModel(desk, tasks, clock, clock, tray, voice, () -> stage.hide());
    onScreen(
        () -> {
          stage = new Stage();
          window = new KioskWindow(stage, model, width, height);
          stage.setX(0);
          stage.setY(0);
          stage.show();
          return stage;
        });
  }

  Stage stage() {
    return stage;
  }

  public Scene scene() {
    return window.scene();
  }

  /// What the model is asked to do, and then no longer busy with.
  public void act(Runnable action) throws Exception {
    onScreen(
        () -> {
          action.run();
          return true;
        });
    until(() -> !model.busyProperty().get());
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  KioskStep step() throws Exception {
    return onScreen(() -> model.pageProperty().get().step());
  }

  Optional<Node> find(String id) throws Exception {
    return onScreen(() -> Optional.ofNullable(window.scene().getRoot().lookup("#" + id)));
  }

  static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onScreen(condition));
  }

  static <T> T onScreen(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get();
  }

  @Override
  public void close() {
    Platform.runLater(stage::hide);
    WaitForAsyncUtils.waitForFxEvents();
    tasks.close();
  }
}

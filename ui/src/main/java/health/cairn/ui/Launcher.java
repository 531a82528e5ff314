package health.cairn.ui;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Starts the toolkit and opens the window. The program's main class is not an `Application`:
/// started from the class path, the JVM would refuse one.
public final class Launcher {
  private Launcher() {}

  /// Opens the window on a home's locked door; returns when the window is closed.
  public static void open(HomeGate gate) {
    run(window -> window.lockedBy(gate));
  }

  /// Opens the window on a workstation, with a line of its work list opened; returns when the window is
  /// closed. The workstation stays the caller's to close.
  public static void open(Workstation workstation, WorklistRow row) {
    run(window -> window.show(workstation).open(row));
  }

  private static void run(Consumer<CairnWindow> content) {
    CountDownLatch closed = new CountDownLatch(1);
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          CairnWindow window = new CairnWindow(stage);
          content.accept(window);
          window.open();
          stage.addEventHandler(javafx.stage.WindowEvent.WINDOW_HIDDEN, e -> closed.countDown());
        });
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Platform.exit();
  }
}

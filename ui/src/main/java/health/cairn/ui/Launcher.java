package health.cairn.ui;

import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.ui.kiosk.KioskWindow;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
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

  /// Opens the kiosk, and nothing beside it; returns when staff have left it.
  public static void kiosk(ConsentDesk desk, Optional<Path> copies) {
    Tasks tasks = new Tasks(Platform::runLater);
    onStage(
        (stage, closed) -> {
          stage.setOnHidden(e -> closed.run());
          KioskWindow.open(stage, desk, tasks, copies, stage::hide);
        });
    tasks.close();
  }

  private static void run(Consumer<CairnWindow> content) {
    onStage(
        (stage, closed) -> {
          CairnWindow window = new CairnWindow(stage);
          window.whenClosed(closed);
          content.accept(window);
          window.open();
        });
  }

  private static void onStage(BiConsumer<Stage, Runnable> content) {
    CountDownLatch closed = new CountDownLatch(1);
    Platform.startup(() -> content.accept(new Stage(), closed::countDown));
    try {
      closed.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Platform.exit();
  }
}

package health.cairn.ui;

import health.cairn.app.CairnException;
import health.cairn.app.desk.HomeGate;
import health.cairn.app.desk.Workstation;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.stage.Stage;

/// Measures a cold start: a new process of this very program shows its locked door, says how long after
/// its start the first frame was painted, and ends.
final class FirstFrame {
  /// What tells [Main] to be that new process.
  static final String OPTION = "--first-frame";

  private FirstFrame() {}

  /// Runs in the new process.
  static void showAndPrint() {
    Platform.startup(
        () -> {
          Stage stage = new Stage();
          CairnWindow window = new CairnWindow(stage);
          window.lockedBy(new NoHome());
          window.open();
          window
              .scene()
              .addPostLayoutPulseListener(
                  () -> {
                    // The pulse that painted is over when the next task runs.
                    Platform.runLater(
                        () -> {
                          long start = ManagementFactory.getRuntimeMXBean().getStartTime();
                          System.out.println(System.currentTimeMillis() - start);
                          System.exit(0);
                        });
                  });
        });
  }

  /// Starts the new process with the options of this one.
  ///
  /// @return milliseconds from the start of the new JVM to its first frame
  static double measureMs() {
    List<String> command = new ArrayList<>(ThisProgram.command());
    command.add(OPTION);
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String line = out.readLine();
        if (!process.waitFor(60, TimeUnit.SECONDS) || line == null) {
          process.destroyForcibly();
          throw new IllegalStateException("the window did not come up");
        }
        return Double.parseDouble(line.trim());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the window came up", e);
    }
  }

  /// A door that is never opened.
  private static final class NoHome implements HomeGate {
    @Override
    public boolean exists() {
      return true;
    }

    @Override
    public Workstation unlock(String account, char[] passphrase) throws CairnException {
      throw new CairnException(CairnException.Kind.NOT_ALLOWED, "There is no home here.");
    }

    @Override
    public Workstation create(char[] passphrase, String user) throws CairnException {
      throw new CairnException(CairnException.Kind.NOT_ALLOWED, "There is no home here.");
    }
  }
}

package health.cairn.ui;

import health.cairn.ui.fake.FakeGate;
import health.cairn.ui.shell.Screen;
import java.lang.ref.WeakReference;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.scene.Parent;
import javafx.scene.control.PasswordField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.testfx.util.WaitForAsyncUtils;

class CairnWindowTest {
  private static final String PASSPHRASE = "a cairn on a moor";

  private Stage stage;
  private CairnWindow window;

  @BeforeEach
  void unlockWindow() throws Exception {
    try {
      Platform.startup(() -> Platform.setImplicitExit(false));
    } catch (IllegalStateException e) {
      // Started by the test before.
      Platform.setImplicitExit(false);
    }
    window =
        onScreen(
            () -> {
              stage = new Stage();
              CairnWindow made = new CairnWindow(stage);
              made.lockedBy(FakeGate.of(PASSPHRASE));
              stage.show();
              PasswordField secret =
                  (PasswordField) made.scene().getRoot().lookup("#unlock-passphrase");
              secret.setText(PASSPHRASE);
              secret.fireEvent(new ActionEvent());
              return made;
            });
    until(() -> window.shell().isPresent());
  }

  @AfterEach
  void closeWindow() throws Exception {
    onScreen(
        () -> {
          stage.close();
          return stage;
        });
  }

  /// What is still held behind the locked door is a patient's data that nobody may see.
  @ParameterizedTest
  @EnumSource(Screen.class)
  void lock_letsGoOfEveryScreen(Screen screen) throws Exception {
    WeakReference<Parent> shown =
        onScreen(
            () -> {
              window.shell().orElseThrow().screenProperty().set(screen);
              return new WeakReference<>(window.scene().getRoot());
            });
    WaitForAsyncUtils.waitForFxEvents();
    onScreen(
        () -> {
          // Control, or the command key where that is the shortcut.
          window
              .scene()
              .getRoot()
              .fireEvent(
                  new KeyEvent(KeyEvent.KEY_PRESSED, "", "", KeyCode.L, false, true, false, true));
          return window;
        });
    until(() -> window.shell().isEmpty());
    until(
        () -> {
          System.gc();
          return shown.get() == null;
        });
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> onScreen(condition));
  }

  private static <T> T onScreen(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get();
  }
}

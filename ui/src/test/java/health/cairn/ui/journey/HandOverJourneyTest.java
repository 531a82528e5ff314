package health.cairn.ui.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Desk;
import health.cairn.app.wiring.HomeDoor;
import health.cairn.imaging.Progress;
import health.cairn.ui.CairnWindow;
import health.cairn.ui.kiosk.KioskView;
import health.cairn.ui.shell.HandOverModel;
import health.cairn.ui.shell.Screen;
import health.cairn.ui.shell.ShellViewModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.event.ActionEvent;
import javafx.event.Event;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.stage.Stage;
import javafx.stage.Window;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testfx.util.WaitForAsyncUtils;

/// A reader gives the patient a code and the screen, the patient takes the consent back, and the reader comes back
/// to a locked window that shows nothing of it any more.
class HandOverJourneyTest {
  private static final String PASSPHRASE = "a cairn on a moor";
  private static final String NAME = "Jane Roe";

  @TempDir Path directory;
  private Stage stage;
  private CairnWindow window;

  @BeforeEach
  void openWindow() throws Exception {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // Started by the test before.
    }
    Platform.setImplicitExit(false);
    Home home = new Home(directory.resolve("home"));
    admit(home);
    onScreen(
        () -> {
          stage = new Stage();
          window = new CairnWindow(stage, 980, 760);
          window.lockedBy(new HomeDoor(home, "Dr Lee"));
          stage.setX(0);
          stage.setY(0);
          stage.show();
          return stage;
        });
  }

  private void admit(Home home) throws Exception {
    Path patient = directory.resolve("patient.json");
    Files.writeString(
        patient,
        """
        {"resourceType":"Bundle","type":"collection","entry":[
         {"resource":{"resourceType":"Patient","id":"jane","identifier":[{"value":"J1"}],
          "name":[{"text":"%s"}],"gender":"female","birthDate":"1972-03-12"}},
         {"resource":{"resourceType":"Observation","id":"weight","status":"final",
          "code":{"text":"Body weight"},"subject":{"reference":"Patient/jane"},
          "effectiveDateTime":"2026-01-10","valueQuantity":{"value":61,"unit":"kg"}}}]}
        """
            .formatted(NAME));
    try (Passphrase phrase = Passphrase.of(PASSPHRASE.toCharArray());
        Desk desk = Desk.create(home, phrase, "Dr Lee")) {
      assertEquals(List.of(), desk.importFrom(List.of(patient), Progress.NONE).refused());
      ConsentTerms care =
          ConsentTerms.standard(
              ConsentPurpose.CARE, true, "", LocalDate.now(ZoneId.systemDefault()));
      desk.consents()
          .record(
              desk.worklist().getFirst().patient().patientKey(),
              new SignedConsent(
                  List.of(care), KioskLanguage.ENGLISH, new Signature.OnPaper(), Optional.empty()));
    }
  }

  @AfterEach
  void closeWindow() throws Exception {
    onScreen(
        () -> {
          List.copyOf(Window.getWindows()).forEach(Window::hide);
          return stage;
        });
    until(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(thread -> thread.getName().equals("closing the home")));
  }

  @Test
  void patient_takesConsentBackOnTheScreenThatWasHandedOver() throws Exception {
    openPatient();
    until(() -> !shell().timeline().events().isEmpty());
    fire(stage, "ask-consent");
    until(() -> shell().handOver().offerProperty().get().isPresent());
    String code = onScreen(() -> label("hand-over-code").getText()).replace(" ", "");
    assertTrue(code.matches("[0-9]{8}"), "large digits");
    assertEquals(NAME, onScreen(() -> label("hand-over-patient").getText()));
    Path tray = directory.resolve("tray");
    onScreen(
        () -> {
          ((TextField) find(stage, "hand-over-copies").orElseThrow()).setText(tray.toString());
          return stage;
        });
    fire(stage, "hand-over");
    until(() -> label("hand-over-problem").getText().contains("is no folder for copies"));
    assertTrue(onScreen(() -> kiosk().isEmpty()));
    Files.createDirectory(tray);
    fire(stage, "hand-over");

    until(() -> kiosk().isPresent());
    assertTrue(onScreen(() -> window.shell().isEmpty()), "locked before anybody else touches it");
    assertFalse(onScreen(() -> stage.isShowing()));
    assertFalse(onScreen(() -> says(stage.getScene().getRoot(), NAME)));
    Stage kiosk = onScreen(() -> kiosk().orElseThrow());
    fire(kiosk, "language-en");
    for (char digit : code.toCharArray()) {
      fire(kiosk, "pad-" + digit);
    }
    until(() -> find(kiosk, "decision-0").isPresent());
    assertTrue(onScreen(() -> kiosk.isFullScreen() && kiosk.isAlwaysOnTop()));
    until(() -> says(kiosk.getScene().getRoot(), "Touch to show your answers"));
    assertTrue(onScreen(() -> find(kiosk, "decision-0").isEmpty()), "left alone, nothing is shown");
    touch(kiosk);
    for (String id : List.of("decision-0", "change-withdraw", "confirm-yes", "kiosk-finish")) {
      fire(kiosk, id);
    }
    leave(kiosk, "sesame sesame");
    until(() -> says(kiosk.getScene().getRoot(), "This is not the passphrase."));
    assertFalse(onScreen(() -> stage.isShowing()), "nobody comes back without the passphrase");
    onScreen(
        () -> {
          kiosk.fireEvent(
              new javafx.stage.WindowEvent(kiosk, javafx.stage.WindowEvent.WINDOW_CLOSE_REQUEST));
          return kiosk;
        });
    assertTrue(onScreen(() -> kiosk.isShowing()));
    fire(kiosk, "kiosk-back");
    leave(kiosk, PASSPHRASE);

    until(() -> stage.isShowing());
    assertFalse(onScreen(() -> kiosk.isShowing()));
    assertTrue(onScreen(() -> window.shell().isEmpty()), "behind the locked door");
    openPatient();
    assertEquals(Optional.of(tray), onScreen(() -> shell().handOver().copies()), "asked for once");
    until(() -> shell().emergency().refusedProperty().get().isPresent());
    String why = onScreen(() -> shell().emergency().refusedProperty().get().orElseThrow().why());
    assertTrue(why.contains("took back"), why);
    assertEquals(List.of(), onScreen(() -> List.copyOf(shell().timeline().events())));
  }

  @Test
  void staff_asksForAWitnessAndASecondOpinionBesideTheCode() throws Exception {
    openPatient();
    fire(stage, "ask-consent");
    until(() -> shell().handOver().offerProperty().get().isPresent());
    String usual = onScreen(() -> label("hand-over-code").getText());
    onScreen(
        () -> {
          ((CheckBox) find(stage, "hand-over-witness").orElseThrow()).fire();
          return stage;
        });
    until(() -> !usual.equals(label("hand-over-code").getText()));
    onScreen(
        () -> {
          TextField institution = (TextField) find(stage, "hand-over-institution").orElseThrow();
          institution.setText("North Clinic");
          institution.fireEvent(new ActionEvent());
          return institution;
        });
    until(
        () ->
            shell().handOver().offerProperty().get().orElseThrow().terms().institution().length()
                > 0);
    HandOverModel.Offer offer =
        onScreen(() -> shell().handOver().offerProperty().get().orElseThrow());
    assertEquals(new HandOverModel.Terms("North Clinic", true), offer.terms());
    assertEquals(
        offer.code().code(), onScreen(() -> label("hand-over-code").getText()).replace(" ", ""));
    fire(stage, "hand-over-close");
    fire(stage, "ask-consent");
    until(() -> shell().handOver().offerProperty().get().isPresent());
    assertFalse(
        onScreen(() -> ((CheckBox) find(stage, "hand-over-witness").orElseThrow()).isSelected()),
        "the next patient's are the usual terms");
  }

  /// Somebody is there: nothing is veiled for a while.
  private static void touch(Stage kiosk) throws Exception {
    onScreen(
        () -> {
          Event.fireEvent(kiosk.getScene().getRoot(), press());
          return kiosk;
        });
  }

  private static MouseEvent press() {
    return new MouseEvent(
        MouseEvent.MOUSE_PRESSED,
        5,
        5,
        5,
        5,
        MouseButton.PRIMARY,
        1,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        true,
        false,
        true,
        null);
  }

  private void leave(Stage kiosk, String passphrase) throws Exception {
    fire(kiosk, "staff-door");
    until(() -> find(kiosk, "staff-passphrase").isPresent());
    onScreen(
        () -> {
          ((PasswordField) find(kiosk, "staff-passphrase").orElseThrow()).setText(passphrase);
          return kiosk;
        });
    fire(kiosk, "staff-leave");
  }

  private void openPatient() throws Exception {
    onScreen(
        () -> {
          PasswordField secret = (PasswordField) find(stage, "unlock-passphrase").orElseThrow();
          secret.setText(PASSPHRASE);
          secret.fireEvent(new ActionEvent());
          return secret;
        });
    until(() -> window.shell().isPresent());
    until(() -> shell().worklist().loadedProperty().get());
    onScreen(
        () -> {
          WorklistRow row = shell().worklist().rows().getFirst();
          shell().open(row);
          return row;
        });
    assertEquals(Screen.TIMELINE, onScreen(() -> shell().screenProperty().get()));
  }

  private ShellViewModel shell() {
    return window.shell().orElseThrow();
  }

  private Label label(String id) {
    return (Label) find(stage, id).orElseThrow();
  }

  private static Optional<Stage> kiosk() {
    return Window.getWindows().stream()
        .filter(w -> w.isShowing() && w.getScene().getRoot() instanceof KioskView)
        .map(Stage.class::cast)
        .findFirst();
  }

  private static Optional<Node> find(Stage stage, String id) {
    return Optional.ofNullable(stage.getScene().getRoot().lookup("#" + id));
  }

  /// Presses a button once it is there and can be pressed.
  private static void fire(Stage stage, String id) throws Exception {
    until(() -> find(stage, id).filter(n -> !n.isDisabled()).isPresent());
    onScreen(
        () -> {
          ((Button) find(stage, id).orElseThrow()).fire();
          return stage;
        });
    WaitForAsyncUtils.waitForFxEvents(2);
  }

  private static boolean says(Parent root, String words) {
    return root.lookupAll(".label").stream()
        .map(Labeled.class::cast)
        .anyMatch(l -> l.getText().replace('\n', ' ').contains(words));
  }

  private static void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> onScreen(condition));
  }

  private static <T> T onScreen(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get();
  }
}

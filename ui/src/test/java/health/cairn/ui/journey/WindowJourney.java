package health.cairn.ui.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.Workstation;
import health.cairn.ui.CairnWindow;
import health.cairn.ui.shell.ShellViewModel;
import health.cairn.ui.viewer.ViewportModel;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.testfx.api.FxRobot;
import org.testfx.util.WaitForAsyncUtils;

/// What a reader does in a day, by mouse and keyboard on the real window. A subclass says on which
/// workstation; its work list must begin with a study that has four series and no findings yet.
@TestInstance(TestInstance.Lifecycle.PER_METHOD)
@TestMethodOrder(MethodOrderer.MethodName.class)
abstract class WindowJourney {
  private static final double WIDTH = 980;
  private static final double HEIGHT = 760;

  private final FxRobot robot = new FxRobot();
  private Stage stage;
  private ShellViewModel shell;

  /// A workstation, fresh for every journey.
  abstract Workstation workstation() throws Exception;

  /// Puts away what [#workstation] made.
  abstract void release() throws Exception;

  /// How long the slowest step (the analysis) may take.
  long patienceSeconds() {
    return 60;
  }

  @BeforeEach
  void openWindow() throws Exception {
    try {
      Platform.startup(() -> {});
    } catch (IllegalStateException e) {
      // Started by the journey before.
      assertTrue(e.getMessage().contains("already"), e.getMessage());
    }
    Platform.setImplicitExit(false);
    Workstation workstation = workstation();
    onScreen(
        () -> {
          stage = new Stage();
          CairnWindow window = new CairnWindow(stage, WIDTH, HEIGHT);
          stage.setMinWidth(WIDTH);
          shell = window.show(workstation);
          stage.setX(0);
          stage.setY(0);
          stage.show();
          return stage;
        });
    robot.targetWindow(stage);
    until(() -> shell.worklist().loadedProperty().get());
  }

  @AfterEach
  void closeWindow() throws Exception {
    onScreen(
        () -> {
          stage.close();
          return stage;
        });
    release();
  }

  @Test
  void worklist_opensAStudyByKeyboardAlone() throws Exception {
    openFirstStudy();
    assertEquals(4, shell.viewer().shownProperty().get());
    Label name = robot.lookup("#patient-name").queryAs(Label.class);
    assertTrue(name.isVisible());
    assertEquals(shell.patientProperty().get().orElseThrow().name(), name.getText());
  }

  @Test
  void viewer_scrollsAllSeriesTogetherAndWindowsOne() throws Exception {
    openFirstStudy();
    ViewportModel first = shell.viewer().viewports().getFirst();
    ViewportModel second = shell.viewer().viewports().get(1);
    onScreen(
        () -> {
          shell.viewer().scrollTo(first, first.series().orElseThrow().slices() / 3);
          return first;
        });
    int before = first.slice();
    int other = second.slice();
    Node viewport = robot.lookup(".viewport").query();
    robot.moveTo(viewport);
    robot.scroll(8, javafx.geometry.VerticalDirection.DOWN);
    until(() -> first.slice() != before);
    assertNotEquals(other, second.slice(), "the linked series followed");
    var look = first.lookProperty().get();
    robot.drag(viewport, MouseButton.SECONDARY).moveBy(60, 20).drop();
    until(() -> !first.lookProperty().get().equals(look));
    robot.press(KeyCode.DIGIT1).release(KeyCode.DIGIT1);
    until(() -> first.lookProperty().get().equals(look));
  }

  @Test
  void viewer_measuresInMillimetresAndTakesItBack() throws Exception {
    openFirstStudy();
    ViewportModel first = shell.viewer().viewports().getFirst();
    Node viewport = robot.lookup(".viewport").query();
    robot.press(KeyCode.D).release(KeyCode.D);
    robot.drag(viewport, MouseButton.PRIMARY).moveBy(80, 0).drop();
    until(() -> !first.rulers().isEmpty());
    double mm = onScreen(() -> first.lengthMm(first.rulers().getFirst()));
    double expected =
        onScreen(
            () ->
                80
                    / first
                        .transform(
                            viewport.getBoundsInLocal().getWidth(),
                            viewport.getBoundsInLocal().getHeight())
                        .orElseThrow()
                        .unitPx());
    assertEquals(expected, mm, expected * 0.05);
    robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
    until(() -> first.rulers().isEmpty());
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
  }

  @Test
  void findings_areProposedByModelsAndAcceptedByAPerson() throws Exception {
    openFirstStudy();
    robot.clickOn("#analyse");
    until(() -> !shell.findings().findings().isEmpty());
    until(() -> !shell.viewer().segments().isEmpty());
    FindingView proposed = shell.findings().findings().getFirst();
    assertEquals(FindingView.Status.PROPOSED, proposed.status());
    robot.clickOn(".accept");
    until(() -> shell.findings().findings().getFirst().status() == FindingView.Status.ACCEPTED);
    assertFalse(robot.lookup("Accepted").queryAll().isEmpty(), "the word stands beside the colour");
  }

  @Test
  void timeline_isReadAsPictureAndAsList() throws Exception {
    openFirstStudy();
    robot.clickOn("#rail-timeline");
    until(() -> !shell.timeline().events().isEmpty());
    robot.clickOn("#timeline-as-list");
    until(() -> robot.lookup("#timeline-list").query().isVisible());
    assertFalse(shell.timeline().lanes().isEmpty());
  }

  @Test
  void proof_saysItsSentenceAndHidesTheTree() throws Exception {
    openFirstStudy();
    robot.clickOn("#rail-proof");
    until(() -> shell.proof().chosenProperty().get().isPresent());
    until(() -> robot.lookup("#proof-sentence").tryQuery().isPresent());
    Label sentence = robot.lookup("#proof-sentence").queryAs(Label.class);
    assertEquals(shell.proof().chosenProperty().get().orElseThrow().sentence(), sentence.getText());
    assertTrue(robot.lookup(".hash").tryQuery().isEmpty());
    robot.clickOn("#proof-tree");
    until(() -> robot.lookup(".hash").tryQuery().isPresent());
  }

  @Test
  void palette_findsAPatientWithAFewLetters() throws Exception {
    robot.press(KeyCode.CONTROL, KeyCode.K).release(KeyCode.K, KeyCode.CONTROL);
    String name = shell.worklist().rows().getFirst().patient().name();
    robot.write(name.substring(0, 4).toLowerCase(java.util.Locale.ROOT));
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    until(() -> shell.patientProperty().get().isPresent());
    assertEquals(name, shell.patientProperty().get().orElseThrow().name());
  }

  private void openFirstStudy() throws Exception {
    until(() -> robot.lookup("#worklist").query().isFocused());
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    until(() -> shell.viewer().studyProperty().get().isPresent());
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void until(Callable<Boolean> condition) throws Exception {
    WaitForAsyncUtils.waitFor(patienceSeconds(), TimeUnit.SECONDS, () -> onScreen(condition));
    WaitForAsyncUtils.waitForFxEvents();
  }

  private static <T> T onScreen(Callable<T> action) throws Exception {
    return WaitForAsyncUtils.asyncFx(action).get();
  }
}

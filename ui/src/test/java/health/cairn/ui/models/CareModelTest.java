package health.cairn.ui.models;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.LearningView.Step;
import health.cairn.app.desk.TrialView;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CareModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final FakeWorkstation workstation = new FakeWorkstation();
  private int decided;
  private final CareModel model = new CareModel(workstation, tasks, () -> decided++);

  @TempDir Path cases;

  @BeforeEach
  void look() {
    model.refresh();
    screen.until(
        () ->
            model.learningProperty().get().isPresent()
                && model.driftProperty().get().isPresent()
                && !model.models().isEmpty());
  }

  @AfterEach
  void stop() {
    tasks.close();
  }

  private Optional<Step> next() {
    return model.learningProperty().get().orElseThrow().next();
  }

  private void step() {
    model.ask();
    assertTrue(model.askingProperty().get());
    model.step();
    screen.until(() -> !model.steppingProperty().get());
  }

  @Test
  void refresh_choosesAModelThatCanBeTried() {
    assertEquals("tumour-classifier 0.1.0", model.chosenProperty().get().orElseThrow().title());
    assertFalse(model.driftProperty().get().orElseThrow().advice().isBlank());
  }

  @Test
  void tryIt_saysWhatCameOutAndShowsItBesideTheModel() {
    model.folderProperty().set(cases.toString());
    model.tryIt();
    screen.until(() -> model.trialProperty().get().isPresent());
    TrialView trial = model.trialProperty().get().get();
    assertTrue(trial.passed());
    screen.until(
        () ->
            model
                .chosenProperty()
                .get()
                .filter(m -> m.lastTrial().startsWith("passed on 24 cases"))
                .isPresent());
    assertEquals(1, decided);
  }

  @Test
  void tryIt_asksForWhatIsMissingAndSaysWhyAFolderIsNone() {
    model.tryIt();
    assertEquals(
        "Choose a model and the folder with your labelled cases first.",
        model.trialProblemProperty().get());
    model.folderProperty().set(cases.resolve("nowhere").toString());
    model.tryIt();
    screen.until(() -> model.trialProblemProperty().get().startsWith("There is no folder"));
    assertEquals(Optional.empty(), model.trialProperty().get());
    model.chosenProperty().set(Optional.of(model.models().getLast()));
    model.tryIt();
    assertTrue(model.trialProblemProperty().get().contains("licence"));
  }

  @Test
  void step_leadsFromLockingToAPromotionThatNeedsAReason() {
    for (Step step : new Step[] {Step.LOCK, Step.CHALLENGE, Step.TEST}) {
      assertEquals(Optional.of(step), next());
      step();
      assertFalse(model.askingProperty().get(), "each step is asked for by itself");
    }
    assertEquals(Optional.of(Step.PROMOTE), next());
    model.ask();
    model.step();
    assertTrue(model.learningProblemProperty().get().startsWith("Say why"));
    assertEquals(Optional.of(Step.PROMOTE), next(), "nothing was decided");
    model.reasonProperty().set("better on our scanner");
    model.step();
    screen.until(() -> next().isEmpty());
    assertEquals(4, decided);
    assertEquals("", model.reasonProperty().get());
  }

  @Test
  void leave_decidesNothing() {
    model.ask();
    model.leave();
    assertFalse(model.askingProperty().get());
    assertEquals(Optional.of(Step.LOCK), next());
  }
}

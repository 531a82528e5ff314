package health.cairn.ui.findings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.FindingView;
import health.cairn.imaging.Progress;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CorrectionModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final FakeWorkstation workstation =
      new FakeWorkstation(new FakeWorkstation.Behaviour(1, 1, 0, Optional.empty()), 4);
  private final List<FindingView> corrected = new ArrayList<>();
  private final CorrectionModel model = new CorrectionModel(workstation, tasks, corrected::add);

  @AfterEach
  void stop() {
    tasks.close();
  }

  private FindingView finding(boolean aboutAType) throws Exception {
    return workstation.analyze(FakeWorkstation.STUDY, Progress.NONE).stream()
        .filter(f -> f.type().isPresent() == aboutAType)
        .findFirst()
        .orElseThrow();
  }

  private void shown() {
    model.show(FakeWorkstation.PATIENT);
    screen.until(() -> model.agreedProperty().get().isPresent());
  }

  @Test
  void correct_saysThatNothingIsLearntWithoutThePatientsAgreement() throws Exception {
    FindingView finding = finding(true);
    shown();
    assertEquals(
        "Not kept to learn from: the patient has not agreed to that.", model.learningWords());
    model.correct(finding, "meningioma", "dural tail");
    screen.until(() -> !corrected.isEmpty());
    assertEquals("Tumour type: meningioma", corrected.getFirst().title());
    assertEquals(FindingView.Status.AMENDED, corrected.getFirst().status());
    assertTrue(model.outcomeProperty().get().contains("has not agreed"));
  }

  @Test
  void correct_isKeptToLearnFromOnceThePatientAgreed() throws Exception {
    FindingView finding = finding(true);
    shown();
    model.agree(true);
    screen.until(() -> model.agreedProperty().get().orElse(false));
    assertTrue(model.learningWords().contains("under a pseudonym"), model.learningWords());
    screen.until(() -> !model.busyProperty().get());
    model.correct(finding, "pituitary", "");
    screen.until(() -> !corrected.isEmpty());
    assertTrue(model.outcomeProperty().get().contains("kept as an example"));
    screen.until(() -> !model.busyProperty().get());
    model.agree(false);
    screen.until(() -> !model.agreedProperty().get().orElse(true));
    assertTrue(model.outcomeProperty().get().contains("1 kept example destroyed"));
  }

  @Test
  void correct_isRefusedForWhatIsNoType() throws Exception {
    FindingView outline = finding(false);
    shown();
    model.correct(outline, "glioma", "");
    screen.until(() -> !model.problemProperty().get().isEmpty());
    assertTrue(corrected.isEmpty());
  }

  @Test
  void clear_knowsNothingOfThePatientBefore() {
    shown();
    model.clear();
    assertEquals(Optional.empty(), model.agreedProperty().get());
    assertEquals("", model.learningWords());
  }
}

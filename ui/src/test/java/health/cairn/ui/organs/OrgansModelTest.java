package health.cairn.ui.organs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrgansModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final FakeWorkstation workstation =
      new FakeWorkstation(new FakeWorkstation.Behaviour(1, 1, 0, Optional.empty()), 4);
  private final List<FindingView> proposed = new ArrayList<>();
  private final List<Consumer<PatientPoint>> asked = new ArrayList<>();
  private final OrgansModel model =
      new OrgansModel(
          workstation,
          tasks,
          (study, findings) -> {
            assertEquals(FakeWorkstation.STUDY, study);
            proposed.clear();
            proposed.addAll(findings);
          },
          (advice, then) -> asked.add(then));

  @AfterEach
  void stop() {
    tasks.close();
  }

  private OpenedStudy opened() throws Exception {
    OpenedStudy study = workstation.open(FakeWorkstation.STUDY, Progress.NONE);
    model.show(study.studyInstanceUid());
    return study;
  }

  private void find(OpenedStudy study) throws Exception {
    model.findAtPoint(study);
    asked.getLast().accept(new PatientPoint(25, -7, -16));
    screen.until(() -> !model.busyProperty().get() && !proposed.isEmpty());
  }

  @Test
  void find_saysWhyWhenNothingIsOutlinedAndAPointHelps() throws Exception {
    OpenedStudy study = opened();
    model.find(study);
    screen.until(() -> !model.refusalProperty().get().isEmpty());
    assertTrue(model.refusalProperty().get().contains("too thick"));
    assertTrue(proposed.isEmpty());
    screen.until(() -> !model.busyProperty().get());

    find(study);

    assertEquals("", model.refusalProperty().get());
    assertEquals(1, proposed.size());
    assertTrue(proposed.getFirst().organ());
    assertEquals(FindingView.Status.PROPOSED, proposed.getFirst().status());
    assertEquals(List.of("Only one side was asked for."), model.notes());
    assertTrue(model.outcomeProperty().get().contains("among the findings"));
  }

  @TempDir Path folder;

  @Test
  void export_namesWhatWasWritten() throws Exception {
    OpenedStudy study = opened();
    model.export(folder);
    screen.until(() -> !model.outcomeProperty().get().isEmpty());
    assertTrue(model.outcomeProperty().get().contains("Nothing is outlined"));
    find(study);
    model.export(folder);
    screen.until(() -> model.outcomeProperty().get().startsWith("Written"));
    assertEquals(
        "Written: organs.dcm, measurements.dcm, structures.dcm.", model.outcomeProperty().get());
  }

  @Test
  void show_forgetsWhatWasSaidOfTheStudyBefore() throws Exception {
    find(opened());
    model.show("2.25.999");
    assertEquals(List.of(), model.notes());
    assertEquals("", model.outcomeProperty().get());
  }
}

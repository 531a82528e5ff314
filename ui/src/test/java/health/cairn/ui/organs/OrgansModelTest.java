package health.cairn.ui.organs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
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
  private final List<SegmentView> drawn = new ArrayList<>();
  private final List<Consumer<PatientPoint>> asked = new ArrayList<>();
  private final OrgansModel model =
      new OrgansModel(
          workstation,
          tasks,
          outlines -> {
            drawn.clear();
            drawn.addAll(outlines);
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

  @Test
  void find_saysWhyWhenNothingIsOutlinedAndAPointHelps() throws Exception {
    OpenedStudy study = opened();
    model.find(study);
    screen.until(() -> !model.refusalProperty().get().isEmpty());
    assertTrue(model.refusalProperty().get().contains("too thick"));
    assertTrue(drawn.isEmpty());
    screen.until(() -> !model.busyProperty().get());
    model.findAtPoint(study);
    asked.getLast().accept(new PatientPoint(25, -7, -16));
    screen.until(() -> model.foundProperty().get().isPresent());
    assertEquals("", model.refusalProperty().get());
    assertEquals(1, drawn.size());
    assertEquals("5366008", drawn.getFirst().segment().code().value());
  }

  @TempDir Path folder;

  @Test
  void export_namesWhatWasWritten() throws Exception {
    OpenedStudy study = opened();
    model.export(folder);
    screen.until(() -> !model.outcomeProperty().get().isEmpty());
    assertTrue(model.outcomeProperty().get().contains("Nothing is outlined"));
    model.findAtPoint(study);
    asked.getLast().accept(new PatientPoint(25, -7, -16));
    screen.until(() -> model.foundProperty().get().isPresent());
    model.export(folder);
    screen.until(() -> model.outcomeProperty().get().startsWith("Written"));
    assertEquals(
        "Written: organs.dcm, measurements.dcm, structures.dcm.", model.outcomeProperty().get());
  }

  @Test
  void show_forgetsTheOrgansOfTheStudyBefore() throws Exception {
    OpenedStudy study = opened();
    model.findAtPoint(study);
    asked.getLast().accept(new PatientPoint(25, -7, -16));
    screen.until(() -> model.foundProperty().get().isPresent());
    model.show("2.25.999");
    assertTrue(model.foundProperty().get().isEmpty());
  }
}

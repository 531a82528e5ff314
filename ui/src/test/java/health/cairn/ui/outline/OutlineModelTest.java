package health.cairn.ui.outline;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.imaging.Progress;
import health.cairn.imaging.draw.Patch;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.outline.OutlineModel.Phase;
import health.cairn.ui.outline.OutlineModel.Tool;
import health.cairn.ui.work.Tasks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OutlineModelTest {
  private static final int SLICE = 20;

  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);
  private final FakeWorkstation workstation =
      new FakeWorkstation(new FakeWorkstation.Behaviour(3, 50, 0, Optional.empty()), 4);
  private final Watched around = new Watched();
  private final OutlineModel model = new OutlineModel(workstation, tasks, around);
  private final List<Optional<Patch>> painted = new ArrayList<>();
  private OpenedStudy study;

  /// What the model told the rest of the screen.
  private static final class Watched implements OutlineModel.Surroundings {
    private boolean inHand;
    private Optional<SegmentView> corrected = Optional.empty();
    private String said = "";
    private Optional<FindingView> kept = Optional.empty();
    private int slice = -1;

    @Override
    public void inHand(boolean drawing) {
      inHand = drawing;
    }

    @Override
    public void corrects(Optional<SegmentView> segment) {
      corrected = segment;
    }

    @Override
    public void look(ViewerSeries series, int at) {
      slice = at;
    }

    @Override
    public void say(String words) {
      said = words;
    }

    @Override
    public void kept(FindingView finding) {
      kept = Optional.of(finding);
    }
  }

  @BeforeEach
  void open() throws CairnException {
    study = workstation.open(FakeWorkstation.STUDY, Progress.NONE);
    model.onPaint(painted::add);
    model.show(study, Optional.empty());
  }

  @AfterEach
  void stop() {
    tasks.close();
  }

  private ViewerSeries t1c() {
    return study.series().getFirst();
  }

  private void draw(double column, double row) {
    model.press(t1c(), new VoxelIndex(column, row, SLICE), false);
    model.drag(new VoxelIndex(column + 6, row, SLICE));
    model.release();
  }

  private void begin() {
    model.take(t1c(), List.of());
    assertEquals(Phase.DRAWING, model.phaseProperty().get());
  }

  private void saved(boolean there) {
    screen.until(() -> workstation.draft(FakeWorkstation.STUDY).isPresent() == there);
  }

  @Test
  void take_beginsAnewWhereNothingIsOutlined() {
    begin();
    assertTrue(around.inHand);
    assertEquals("New outline on T1C", model.heading());
    draw(20, 20);
    assertTrue(model.volumeMlProperty().get() > 0);
    assertTrue(painted.stream().anyMatch(p -> p.isPresent() && p.get().slice() == SLICE));
  }

  @Test
  void take_asksWhichWhereModelsHaveOutlined() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    List<SegmentView> standing = workstation.outlines(FakeWorkstation.STUDY);
    model.take(t1c(), standing);
    assertEquals(Phase.CHOOSING, model.phaseProperty().get());
    assertEquals(standing, model.choices());
    model.choose(Optional.of(standing.getFirst()));
    assertEquals(Optional.of(standing.getFirst()), around.corrected);
    assertEquals(
        standing.getFirst().segment().mask().volumeMl(), model.volumeMlProperty().get(), 1e-9);
    model.rest();
    assertEquals(Phase.NONE, model.phaseProperty().get(), "nothing was drawn, nothing is left");
    assertEquals(Optional.empty(), around.corrected);
  }

  @Test
  void ofTumour_isNotSaidOfAnOrganWhichHasNoKind() throws CairnException {
    workstation.organs(study, List.of(new PatientPoint(25, -7, -16)), Progress.NONE);
    SegmentView organ = workstation.outlines(FakeWorkstation.STUDY).getFirst();
    ViewerSeries t1 =
        study.series().stream()
            .filter(s -> s.seriesInstanceUid().equals(organ.seriesInstanceUid()))
            .findFirst()
            .orElseThrow();
    assertTrue(model.ofTumour());

    model.take(t1, List.of(organ));
    model.choose(Optional.of(organ));

    assertFalse(model.ofTumour());
    model.press(t1, new VoxelIndex(30, 30, SLICE), false);
    model.release();
    model.kindProperty().set(Optional.of("glioma"));
    model.keep();
    screen.until(() -> around.kept.isPresent());
    assertTrue(around.kept.orElseThrow().organ());
  }

  @Test
  void take_refusesWhereAnOutlineWouldHaveNoSizeOrPlace() {
    ViewerSeries film = study.series().getLast();
    model.take(film, List.of());
    assertEquals(Phase.NONE, model.phaseProperty().get());
    assertTrue(around.said.startsWith("No spacing"), around.said);
  }

  @Test
  void press_staysInTheSeriesThatTheOutlineBelongsTo() {
    begin();
    model.press(study.series().get(1), new VoxelIndex(9, 9, 3), false);
    assertEquals("This outline belongs to T1C: draw there.", around.said);
    assertEquals(0, model.volumeMlProperty().get());
  }

  @Test
  void eraser_takesAwayAndShiftTurnsTheToolAround() {
    begin();
    draw(20, 20);
    double drawn = model.volumeMlProperty().get();
    model.toolProperty().set(Tool.ERASER);
    model.press(t1c(), new VoxelIndex(20, 20, SLICE), false);
    model.release();
    double erased = model.volumeMlProperty().get();
    assertTrue(erased < drawn);
    model.press(t1c(), new VoxelIndex(20, 20, SLICE), true);
    model.release();
    assertTrue(model.volumeMlProperty().get() > erased);
  }

  @Test
  void contour_isFilledWhenTheHandGoesUp() {
    begin();
    model.toolProperty().set(Tool.CONTOUR);
    model.press(t1c(), new VoxelIndex(10, 10, SLICE), false);
    model.drag(new VoxelIndex(30, 10, SLICE));
    model.drag(new VoxelIndex(30, 30, SLICE));
    assertEquals(3, model.contour().orElseThrow().size());
    assertEquals(0, model.volumeMlProperty().get());
    model.release();
    assertEquals(Optional.empty(), model.contour());
    assertTrue(model.volumeMlProperty().get() > 0);
    model.undo();
    assertEquals(0, model.volumeMlProperty().get());
  }

  @Test
  void undo_showsTheSliceItChanges() {
    begin();
    draw(20, 20);
    model.undo();
    assertEquals(SLICE, around.slice);
    assertFalse(model.canUndoProperty().get());
    assertTrue(model.canRedoProperty().get());
    model.redo();
    assertTrue(model.volumeMlProperty().get() > 0);
  }

  @Test
  void resize_staysWithinWhatAHandCanUse() {
    for (int i = 0; i < 100; i++) {
      model.resize(1);
    }
    assertEquals(OutlineModel.MAX_SIZE_MM, model.sizeMmProperty().get());
    for (int i = 0; i < 100; i++) {
      model.resize(-1);
    }
    assertEquals(OutlineModel.MIN_SIZE_MM, model.sizeMmProperty().get());
  }

  @Test
  void rest_losesNothing() {
    begin();
    draw(20, 20);
    double drawn = model.volumeMlProperty().get();
    model.rest();
    assertEquals(Phase.WAITING, model.phaseProperty().get());
    assertFalse(around.inHand);
    assertEquals(drawn, model.volumeMlProperty().get());
    model.press(t1c(), new VoxelIndex(5, 5, SLICE), false);
    assertEquals(drawn, model.volumeMlProperty().get(), "an empty hand draws nothing");
    model.goOn();
    assertTrue(around.inHand);
  }

  @Test
  void clear_bringsWhatWasDrawnToSafetyAndShowsItToNobodyElse() throws CairnException {
    begin();
    draw(20, 20);
    double drawn = model.volumeMlProperty().get();
    model.press(t1c(), new VoxelIndex(40, 40, SLICE), false);
    model.clear();
    assertEquals(Optional.empty(), model.sessionProperty().get());
    assertFalse(around.inHand);
    screen.until(
        () ->
            workstation
                .draft(FakeWorkstation.STUDY)
                .filter(d -> d.mask().volumeMl() > drawn)
                .isPresent());
    OutlineDraft draft = workstation.draft(FakeWorkstation.STUDY).orElseThrow();
    OpenedStudy other =
        new OpenedStudy(
            study.patient(),
            "2.25.999",
            "",
            Optional.empty(),
            study.series(),
            List.of(),
            List.of());
    model.show(other, Optional.of(draft));
    assertEquals(Optional.empty(), model.sessionProperty().get(), "it belongs to another study");
    model.show(study, Optional.of(draft));
    assertEquals(Phase.WAITING, model.phaseProperty().get());
    assertEquals(draft.mask().volumeMl(), model.volumeMlProperty().get(), 1e-9);
  }

  @Test
  void show_keepsWhatIsDrawnWhenTheSameStudyIsOpenedAgain() {
    begin();
    draw(20, 20);
    double drawn = model.volumeMlProperty().get();
    model.show(study, Optional.empty());
    assertEquals(drawn, model.volumeMlProperty().get());
    assertEquals(Phase.WAITING, model.phaseProperty().get());
  }

  @Test
  void draft_isGoneWhenEverythingWasTakenBack() {
    begin();
    draw(20, 20);
    saved(true);
    model.undo();
    saved(false);
  }

  @Test
  void discard_asksInWordsWhatIsLost() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    SegmentView core = workstation.outlines(FakeWorkstation.STUDY).getFirst();
    model.take(t1c(), List.of(core));
    model.choose(Optional.of(core));
    draw(5, 5);
    saved(true);
    model.askDiscard();
    assertEquals(Phase.DISCARDING, model.phaseProperty().get());
    String lost = model.whatIsLost();
    assertTrue(lost.startsWith("This loses your correction of Enhancing tumour ("), lost);
    assertTrue(lost.contains(" mL on "), lost);
    assertTrue(lost.endsWith("The outline that was there stays."), lost);
    model.discard();
    assertEquals(Optional.empty(), model.sessionProperty().get());
    saved(false);
    assertEquals(
        core.segment().mask().count(),
        workstation.outlines(FakeWorkstation.STUDY).getFirst().segment().mask().count());
  }

  @Test
  void keep_amendsTheFindingAndEndsTheDraft() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    SegmentView core = workstation.outlines(FakeWorkstation.STUDY).getFirst();
    model.take(t1c(), List.of(core));
    model.choose(Optional.of(core));
    draw(5, 5);
    double drawn = model.volumeMlProperty().get();
    model.askKeep();
    model.noteProperty().set("the cyst belongs to it");
    model.keep();
    screen.until(() -> around.kept.isPresent());
    assertEquals(FindingView.Status.AMENDED, around.kept.get().status());
    assertEquals(core.findingId(), around.kept.get().findingId());
    assertTrue(around.said.startsWith("Kept. As an example to learn from: "), around.said);
    assertEquals(Phase.NONE, model.phaseProperty().get());
    assertEquals(Optional.empty(), workstation.draft(FakeWorkstation.STUDY));
    SegmentView now =
        workstation.outlines(FakeWorkstation.STUDY).stream()
            .filter(s -> s.segment().label().equals(core.segment().label()))
            .findFirst()
            .orElseThrow();
    assertEquals(drawn, now.segment().mask().volumeMl(), 1e-9);
  }

  @Test
  void keep_leavesTheOutlineWhereItIsWhenItIsRefused() {
    begin();
    model.press(t1c(), new VoxelIndex(20, 20, SLICE), false);
    model.release();
    model.toolProperty().set(Tool.ERASER);
    model.press(t1c(), new VoxelIndex(20, 20, SLICE), false);
    model.release();
    model.askKeep();
    model.keep();
    screen.until(() -> !model.problemProperty().get().isEmpty());
    assertTrue(model.problemProperty().get().startsWith("The outline is empty"));
    assertTrue(model.sessionProperty().get().isPresent());
  }
}

package health.cairn.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.WorklistRow;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.fake.FakeWorkstation;
import health.cairn.ui.fake.FakeWorkstation.Behaviour;
import health.cairn.ui.fake.QueuedScreen;
import health.cairn.ui.outline.OutlineModel;
import health.cairn.ui.viewer.DisplaySeries;
import health.cairn.ui.viewer.ViewerViewModel;
import health.cairn.ui.viewer.ViewportModel;
import health.cairn.ui.work.Tasks;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ShellViewModelTest {
  private final QueuedScreen screen = new QueuedScreen();
  private final Tasks tasks = new Tasks(screen);

  @AfterEach
  void stop() {
    tasks.close();
  }

  private ShellViewModel shell(Behaviour behaviour) {
    return new ShellViewModel(new FakeWorkstation(behaviour, 4), tasks);
  }

  private ShellViewModel opened() {
    ShellViewModel shell = shell(Behaviour.PLAIN);
    shell.start();
    screen.until(() -> shell.worklist().loadedProperty().get());
    shell.open(shell.worklist().rows().getFirst());
    screen.until(() -> shell.screenProperty().get() == Screen.VIEWER);
    return shell;
  }

  private static Behaviour failing(String sentence) {
    return new Behaviour(
        14, 100, 0, Optional.of(new CairnException(CairnException.Kind.INTEGRITY, sentence)));
  }

  @Test
  void open_showsTheStudyAndWhoItIs() {
    ShellViewModel shell = opened();
    assertEquals("Jane Doe", shell.patientProperty().get().orElseThrow().name());
    assertEquals(4, shell.viewer().shownProperty().get());
  }

  @Test
  void open_showsTheHistoryOfAPatientWithoutImages() {
    ShellViewModel shell = shell(Behaviour.PLAIN);
    shell.start();
    screen.until(() -> shell.worklist().loadedProperty().get());
    WorklistRow row =
        shell.worklist().rows().stream().filter(r -> r.study().isEmpty()).findFirst().orElseThrow();
    shell.open(row);
    assertEquals(Screen.TIMELINE, shell.screenProperty().get());
    screen.until(() -> !shell.timeline().events().isEmpty());
  }

  @Test
  void open_saysOneSentenceWhenItFails() {
    ShellViewModel shell = shell(failing("The study's files differ from what was stored."));
    shell.openStudy(FakeWorkstation.STUDY);
    screen.until(() -> !shell.noticeProperty().get().isEmpty());
    assertEquals("The study's files differ from what was stored.", shell.noticeProperty().get());
    assertTrue(shell.patientProperty().get().isEmpty());
    assertEquals(Screen.WORKLIST, shell.screenProperty().get());
  }

  @Test
  void outline_restsWhenAnotherToolIsTakenAndStaysTheOnlyOne() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    screen.until(() -> !shell.viewer().outlines().isEmpty());
    ViewerSeries t1c = shell.viewer().series().getFirst().series();
    FindingView outlined = shell.findings().findings().getFirst();
    shell.correctOutline(outlined);
    assertEquals(ViewerViewModel.Tool.OUTLINE, shell.viewer().toolProperty().get());
    shell.outline().press(t1c, new VoxelIndex(20, 20, 9), false);
    shell.outline().release();

    shell.viewer().toggleRuler();
    assertEquals(ViewerViewModel.Tool.RULER, shell.viewer().toolProperty().get());
    assertEquals(OutlineModel.Phase.WAITING, shell.outline().phaseProperty().get());

    shell.correctOutline(outlined);
    assertEquals(OutlineModel.Phase.DRAWING, shell.outline().phaseProperty().get());
    shell.correctOutline(outlined);
    assertEquals(OutlineModel.Phase.DRAWING, shell.outline().phaseProperty().get());
    assertEquals(ViewerViewModel.Tool.OUTLINE, shell.viewer().toolProperty().get());
    assertTrue(shell.viewer().hintProperty().get().startsWith("Keep or discard"));
  }

  @Test
  void organs_standAmongTheFindingsAndHoldUpNoAnalysis() {
    ShellViewModel shell = opened();
    shell.organs().findAtPoint(shell.viewer().studyProperty().get().orElseThrow());
    ViewportModel viewport = shell.viewer().viewports().getFirst();
    shell.viewer().point(viewport, new VoxelIndex(30, 30, 9));
    screen.until(() -> !shell.viewer().outlines().isEmpty());
    FindingView organ = shell.findings().findings().getFirst();
    assertTrue(organ.organ());
    assertEquals(organ.findingId(), shell.viewer().outlines().getFirst().findingId());

    shell.findings().analyse();
    screen.until(() -> shell.findings().findings().size() > 1);
    assertTrue(shell.findings().findings().contains(organ));

    shell.findings().decide(organ, true, "");
    screen.until(
        () ->
            shell.findings().findings().stream()
                .anyMatch(f -> f.organ() && f.status() == FindingView.Status.ACCEPTED));
  }

  /// What a lock does: the patient goes, and then all work is asked to stop.
  @Test
  void closePatient_bringsWhatIsBeingDrawnToSafetyBeforeTheHomeIsClosed() throws CairnException {
    FakeWorkstation workstation = new FakeWorkstation(Behaviour.PLAIN, 4);
    ShellViewModel shell = new ShellViewModel(workstation, tasks);
    shell.openStudy(FakeWorkstation.STUDY);
    screen.until(() -> shell.screenProperty().get() == Screen.VIEWER);
    ViewerSeries t1c = shell.viewer().series().getFirst().series();
    shell.outline().take(t1c, shell.viewer().outlines());
    assertEquals(ViewerViewModel.Tool.OUTLINE, shell.viewer().toolProperty().get());
    shell.outline().press(t1c, new VoxelIndex(20, 20, 9), false);

    shell.closePatient();
    tasks.close();

    assertTrue(workstation.draft(FakeWorkstation.STUDY).isPresent(), "with the button still down");
    assertEquals(Optional.empty(), shell.outline().sessionProperty().get());
    assertEquals(ViewerViewModel.Tool.NONE, shell.viewer().toolProperty().get());
    assertTrue(shell.noticeProperty().get().contains("not kept yet"));
  }

  @Test
  void closePatient_leavesNothingOnAnyScreen() {
    ShellViewModel shell = opened();
    shell.closePatient();
    assertTrue(shell.patientProperty().get().isEmpty());
    assertTrue(shell.viewer().studyProperty().get().isEmpty());
    assertTrue(shell.findings().findings().isEmpty());
    assertTrue(shell.timeline().events().isEmpty());
    assertTrue(shell.proof().entries().isEmpty());
  }

  @Test
  void analyse_bringsProposalsAndOutlines() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    assertTrue(shell.findings().analysingProperty().get());
    screen.until(() -> !shell.viewer().segments().isEmpty());
    assertFalse(shell.findings().analysingProperty().get());
    assertTrue(
        shell.findings().findings().stream()
            .allMatch(f -> f.status() == FindingView.Status.PROPOSED));
  }

  @Test
  void analyse_leavesNothingWhenCancelled() {
    ShellViewModel shell = shell(new Behaviour(3, 50, 40, Optional.empty()));
    shell.openStudy(FakeWorkstation.STUDY);
    screen.until(() -> shell.screenProperty().get() == Screen.VIEWER);
    shell.findings().analyse();
    tasks.jobs().getLast().cancel();
    screen.until(() -> !shell.findings().analysingProperty().get());
    assertTrue(shell.findings().findings().isEmpty());
    assertEquals("", shell.findings().problemProperty().get(), "a wish is not a failure");
    assertTrue(tasks.jobs().isEmpty());
  }

  @Test
  void decide_keepsTheDecisionAndLetsTheWorkListKnow() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    screen.until(() -> shell.findings().findings().size() == 2);
    for (FindingView finding : List.copyOf(shell.findings().findings())) {
      shell.findings().decide(finding, true, "");
      screen.until(() -> !shell.findings().decidingProperty().get());
    }
    assertTrue(
        shell.findings().findings().stream()
            .allMatch(f -> f.status() == FindingView.Status.ACCEPTED));
    screen.until(
        () ->
            shell.worklist().rows().getFirst().study().orElseThrow().state()
                == WorklistRow.ReadingState.REVIEWED);
  }

  @Test
  void decide_asksForAReasonBeforeItRejects() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    screen.until(() -> !shell.findings().findings().isEmpty());
    FindingView finding = shell.findings().findings().getFirst();
    shell.findings().decide(finding, false, "  ");
    assertTrue(shell.findings().problemProperty().get().startsWith("Say why"));
    assertEquals(FindingView.Status.PROPOSED, shell.findings().findings().getFirst().status());
  }

  @Test
  void decide_takesTheOutlinesOfARejectedFindingAway() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    screen.until(() -> !shell.viewer().segments().isEmpty());
    shell.findings().decide(shell.findings().findings().getFirst(), false, "artefact");
    screen.until(() -> !shell.findings().decidingProperty().get());
    assertTrue(shell.viewer().segments().isEmpty());
  }

  @Test
  void decide_bringsTheOutlinesBackWhenItIsAcceptedAfterAll() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    screen.until(() -> !shell.viewer().segments().isEmpty());
    shell.findings().decide(shell.findings().findings().getFirst(), false, "artefact");
    screen.until(() -> !shell.findings().decidingProperty().get());
    shell.findings().decide(shell.findings().findings().getFirst(), true, "");
    screen.until(() -> !shell.viewer().segments().isEmpty());
    assertEquals(FindingView.Status.ACCEPTED, shell.findings().findings().getFirst().status());
  }

  @Test
  void decide_saysWhyAWithdrawnFindingStaysWithdrawn() {
    ShellViewModel shell = opened();
    shell.findings().analyse();
    screen.until(() -> !shell.findings().findings().isEmpty());
    for (boolean accepted : new boolean[] {true, false, true}) {
      shell.findings().decide(shell.findings().findings().getFirst(), accepted, "a reason");
      screen.until(() -> !shell.findings().decidingProperty().get());
    }
    assertTrue(shell.findings().problemProperty().get().contains("withdrawn"));
    assertEquals(FindingView.Status.REJECTED, shell.findings().findings().getFirst().status());
  }

  @Test
  void overrule_arrangesThePicturesAndTellsTheWorkList() {
    ShellViewModel shell = opened();
    var t2 = shell.viewer().viewports().get(3).series().orElseThrow();
    shell.viewer().overrule(t2, SequenceRole.T1);
    screen.until(
        () ->
            shell.viewer().viewports().get(2).series().orElseThrow().series().role()
                    == SequenceRole.T1
                && shell.viewer().activeProperty().get() == 3);
    screen.until(
        () -> shell.proof().entries().stream().anyMatch(p -> p.recordId().startsWith("Series/")));
  }

  @Test
  void overrule_saysWhyItWasNotKept() {
    ShellViewModel shell = opened();
    DisplaySeries here = shell.viewer().series().getFirst();
    ViewerSeries gone =
        new ViewerSeries(
            "1.2.3",
            0,
            "",
            SequenceRole.T1C,
            "",
            Optional.empty(),
            here.series().volume(),
            true,
            true,
            List.of());
    DisplaySeries unknown = new DisplaySeries(gone, here.range(), here.presets());
    shell.viewer().overrule(unknown, SequenceRole.T2);
    screen.until(() -> !shell.noticeProperty().get().isEmpty());
    assertEquals("No such series here.", shell.noticeProperty().get());
  }

  @Test
  void open_duringAnAnalysisLeavesItRunningAndItsFindingsComeIn() {
    ShellViewModel shell = shell(new Behaviour(3, 50, 10, Optional.empty()));
    shell.openStudy(FakeWorkstation.STUDY);
    screen.until(() -> shell.viewer().studyProperty().get().isPresent());
    shell.findings().analyse();
    shell.openStudy(FakeWorkstation.STUDY);
    screen.until(() -> shell.tasks().jobs().size() == 1);
    assertTrue(shell.findings().analysingProperty().get(), "still at work on this study");
    screen.until(() -> !shell.viewer().segments().isEmpty());
    assertFalse(shell.findings().analysingProperty().get());
    assertEquals(2, shell.findings().findings().size());
  }

  @Test
  void closePatient_duringAnAnalysisGivesItUp() {
    ShellViewModel shell = shell(new Behaviour(3, 50, 40, Optional.empty()));
    shell.openStudy(FakeWorkstation.STUDY);
    screen.until(() -> shell.viewer().studyProperty().get().isPresent());
    shell.findings().analyse();
    shell.closePatient();
    assertFalse(shell.findings().analysingProperty().get());
    screen.until(() -> shell.tasks().jobs().isEmpty());
    assertTrue(shell.findings().findings().isEmpty());
    assertTrue(shell.viewer().segments().isEmpty());
    assertTrue(shell.patientProperty().get().isEmpty());
  }

  @Test
  void timeline_isReadOnceForTwoLooks() {
    ShellViewModel shell = opened();
    shell.screenProperty().set(Screen.TIMELINE);
    screen.until(() -> !shell.timeline().events().isEmpty());
    shell.screenProperty().set(Screen.PROOF);
    screen.until(
        () -> shell.proof().entries().stream().anyMatch(p -> p.event().equals("history read")));
    shell.screenProperty().set(Screen.TIMELINE);
    assertFalse(shell.timeline().loadingProperty().get(), "each reading leaves an access entry");
  }

  @Test
  void prove_leavesNoOlderProofOnScreenWhenItCannotCheck() {
    FakeWorkstation broken = new FakeWorkstation(failing("The journal cannot be read."), 4);
    ShellViewModel shell = new ShellViewModel(broken, tasks);
    shell.prove("Observation/1");
    screen.until(() -> !shell.proof().problemProperty().get().isEmpty());
    assertTrue(shell.proof().chosenProperty().get().isEmpty());
  }

  @Test
  void importFrom_tellsWhatBecameOfTheFiles() {
    ShellViewModel shell = shell(new Behaviour(2, 10, 0, Optional.empty()));
    shell.worklist().importFrom(List.of(Path.of("scan")), () -> {});
    screen.until(() -> !shell.worklist().lastImportProperty().get().isEmpty());
    assertEquals(
        "20 files read: 17 taken in, 2 already here, 1 refused.",
        shell.worklist().lastImportProperty().get());
    assertEquals(
        List.of("scan/notes.txt: Not a DICOM file: the DICM mark is missing."),
        shell.worklist().remarks());
  }

  @Test
  void palette_findsAPatientByPartOfTheNameAndMrn() {
    ShellViewModel shell = shell(Behaviour.PLAIN);
    shell.start();
    screen.until(() -> shell.worklist().loadedProperty().get());
    PaletteModel palette =
        new PaletteModel(
            shell, List.of(PaletteModel.Entry.command("Go to work list", "Alt 1", () -> {})));
    assertTrue(palette.find("jan 4711").getFirst().what().startsWith("Jane Doe"));
    assertEquals("Go to work list", palette.find("work").getFirst().what());
    assertEquals("Go to work list", palette.find("").getFirst().what());
    assertTrue(palette.find("nobody at all").isEmpty());
  }
}

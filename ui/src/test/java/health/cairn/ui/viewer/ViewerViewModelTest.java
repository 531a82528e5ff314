package health.cairn.ui.viewer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.DoubtsView;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.fake.FakeWorkstation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ViewerViewModelTest {
  private final FakeWorkstation workstation =
      new FakeWorkstation(FakeWorkstation.Behaviour.PLAIN, 4);
  private final ViewerViewModel viewer = new ViewerViewModel((series, role) -> {});

  @BeforeEach
  void open() throws CairnException {
    show();
  }

  private OpenedStudy show() throws CairnException {
    OpenedStudy study = workstation.open(FakeWorkstation.STUDY, Progress.NONE);
    viewer.show(study, study.series().stream().map(DisplaySeries::of).toList());
    return study;
  }

  private ViewportModel viewport(int index) {
    return viewer.viewports().get(index);
  }

  private double heightMm(ViewportModel v) {
    var grid = v.series().orElseThrow().series().volume().grid();
    Affine affine = grid.affine();
    return affine
        .toPatient(new VoxelIndex((grid.columns() - 1) / 2.0, (grid.rows() - 1) / 2.0, v.slice()))
        .zMm();
  }

  @Test
  void show_putsTheFirstFourSeriesSideBySide() {
    assertEquals(4, viewer.shownProperty().get());
    assertEquals("T1C", viewport(0).series().orElseThrow().shortName());
    assertEquals("T2", viewport(3).series().orElseThrow().shortName());
  }

  @Test
  void show_beginsAtTheLargestSegment() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    show();
    assertEquals(24, heightMm(viewport(0)), 4, "the mass lies 24 mm above the centre");
  }

  @Test
  void layoutFor_knowsFewerSeries() {
    assertEquals(0, ViewerViewModel.layoutFor(0));
    assertEquals(1, ViewerViewModel.layoutFor(1));
    assertEquals(2, ViewerViewModel.layoutFor(2));
    assertEquals(4, ViewerViewModel.layoutFor(3));
    assertEquals(4, ViewerViewModel.layoutFor(9));
  }

  @Test
  void scroll_takesLinkedViewportsToTheSamePlaceInThePatient() {
    viewer.scroll(viewport(0), 9);
    for (int i = 1; i < 4; i++) {
      assertEquals(heightMm(viewport(0)), heightMm(viewport(i)), 3.0, "viewport " + i);
    }
    assertNotEquals(viewport(0).slice(), viewport(3).slice(), "not the same index");
  }

  @Test
  void scroll_leavesTheOthersWhenNotLinked() {
    int before = viewport(1).slice();
    viewer.linkedProperty().set(false);
    viewer.scroll(viewport(0), 9);
    assertEquals(before, viewport(1).slice());
  }

  @Test
  void scroll_stopsAtTheLastSlice() {
    viewer.scrollTo(viewport(0), Integer.MAX_VALUE);
    assertEquals(43, viewport(0).slice());
  }

  @Test
  void scroll_saysWhyASeriesOfAnotherFrameOfReferenceStaysBehind() {
    viewer.assign(viewport(1), viewer.series().get(4));
    int before = viewport(1).slice();
    viewer.scroll(viewport(0), 5);
    assertEquals(before, viewport(1).slice());
    assertEquals("not linked: other frame of reference", viewport(1).linkNoteProperty().get());
  }

  @Test
  void toggleRuler_refusesInWordsWhenSpacingIsUnknown() {
    viewer.assign(viewport(0), viewer.series().get(4));
    viewer.toggleRuler();
    assertEquals(ViewerViewModel.Tool.NONE, viewer.toolProperty().get());
    assertTrue(viewer.hintProperty().get().contains("No spacing"));
  }

  @Test
  void toggleDoubt_saysWhyThereIsNoMapUntilModelsHaveOutlined() throws CairnException {
    viewer.showDoubts(workstation.doubts(FakeWorkstation.STUDY));
    viewer.toggleDoubt();
    assertFalse(viewer.doubt().onProperty().get());
    assertTrue(viewer.hintProperty().get().startsWith("No map of doubt"));
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    viewer.showDoubts(workstation.doubts(FakeWorkstation.STUDY));
    assertEquals("", viewer.hintProperty().get(), "it is not true any longer");
  }

  @Test
  void toggleDoubt_showsTheMapOnTheGridItWasMadeOnAndNowhereElse() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    viewer.showDoubts(workstation.doubts(FakeWorkstation.STUDY));
    assertTrue(doubtOver(0).isEmpty(), "off until asked for");
    viewer.toggleDoubt();
    assertEquals(viewport(0).series().orElseThrow().series().volume().grid(), doubtGrid());
    for (int other = 1; other < 4; other++) {
      assertTrue(doubtOver(other).isEmpty(), "the networks did not look at series " + other);
    }
    viewer.toggleDoubt();
    assertTrue(doubtOver(0).isEmpty());
  }

  @Test
  void doubt_isNotDrawnOnceItsMapIsGoneOrTheStudyIsClosed() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    viewer.showDoubts(workstation.doubts(FakeWorkstation.STUDY));
    viewer.toggleDoubt();
    viewer.showDoubts(DoubtsView.none("read back"));
    assertFalse(viewer.doubt().onProperty().get());
    viewer.showDoubts(workstation.doubts(FakeWorkstation.STUDY));
    viewer.toggleDoubt();
    viewer.close();
    assertFalse(viewer.doubt().onProperty().get());
    assertTrue(viewer.doubt().doubtsProperty().get().maps().isEmpty());
  }

  @Test
  void toggleDoubt_showsOneModelAfterTheOtherWhereSeveralLookedAtASeries() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    DoubtsView.MapView first = workstation.doubts(FakeWorkstation.STUDY).maps().getFirst();
    DoubtsView.MapView second =
        new DoubtsView.MapView(first.seriesInstanceUid(), "brats 1.0.0", first.map());
    viewer.showDoubts(new DoubtsView(List.of(first, second), ""));
    viewer.toggleDoubt();
    assertEquals(Optional.of(first), doubtOver(0));
    viewer.toggleDoubt();
    assertEquals(Optional.of(second), doubtOver(0));
    assertTrue(
        viewer
            .doubt()
            .words(viewport(0).series().orElseThrow().series())
            .orElseThrow()
            .endsWith("brats 1.0.0"));
    viewer.toggleDoubt();
    assertTrue(doubtOver(0).isEmpty());
    viewer.toggleDoubt();
    assertEquals(Optional.of(first), doubtOver(0));
  }

  private Optional<DoubtsView.MapView> doubtOver(int viewport) {
    return viewer.doubt().over(viewport(viewport).series().orElseThrow().series());
  }

  private Grid doubtGrid() {
    return doubtOver(0).orElseThrow().map().grid();
  }

  @Test
  void undoRuler_takesBackTheLastMeasurementOnly() {
    measure(viewport(0), 10, 20);
    measure(viewport(2), 5, 40);
    viewer.undoRuler();
    assertEquals(1, viewport(0).rulers().size());
    assertEquals(0, viewport(2).rulers().size());
    viewer.undoRuler();
    viewer.undoRuler();
    assertEquals(0, viewport(0).rulers().size());
  }

  @Test
  void endRuler_forgetsAClickWithoutLength() {
    measure(viewport(0), 10, 10);
    assertTrue(viewport(0).rulers().isEmpty());
  }

  @Test
  void leaveTool_keepsWhatWasMeasured() {
    measure(viewport(0), 10, 20);
    viewer.leaveTool();
    assertEquals(1, viewport(0).rulers().size());
    assertEquals("", viewer.hintProperty().get());
  }

  private void measure(ViewportModel v, int from, int to) {
    viewer.startRuler(v, new VoxelIndex(from, 8, v.slice()));
    viewer.stretchRuler(v, new VoxelIndex(to, 8, v.slice()));
    viewer.endRuler(v);
  }

  @Test
  void rulersHere_holdsThoseOfTheSliceOnScreen() {
    measure(viewport(0), 10, 20);
    assertEquals(1, viewport(0).rulersHere().size());
    viewer.scroll(viewport(0), 1);
    assertTrue(viewport(0).rulersHere().isEmpty());
  }

  @Test
  void segmentsFor_leavesOutSeriesThatCannotBeCompared() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    show();
    viewer.assign(viewport(3), viewer.series().get(4));
    assertEquals(2, viewer.segmentsFor(viewport(0)).size());
    assertEquals(2, viewer.segmentsFor(viewport(1)).size());
    assertTrue(viewer.segmentsFor(viewport(3)).isEmpty());
  }

  @Test
  void segmentsFor_isEmptyWhenTheOverlayIsOff() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    show();
    viewer.overlayProperty().set(false);
    assertTrue(viewer.segmentsFor(viewport(0)).isEmpty());
  }

  @Test
  void hideOutlinesOf_takesARejectedFindingOffThePictures() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    show();
    viewer.hideOutlinesOf("f1");
    assertTrue(viewer.segments().isEmpty());
  }

  @Test
  void show_leavesOutOutlinesOfRejectedFindings() throws CairnException {
    workstation.analyze(FakeWorkstation.STUDY, Progress.NONE);
    workstation.decide("f1", false, "artefact");
    show();
    assertTrue(viewer.segments().isEmpty());
  }

  @Test
  void jumpTo_bringsASeriesThatIsNotOnScreen() {
    assertTrue(viewer.jumpTo("2.25.500", 7));
    assertEquals(7, viewer.active().slice());
    assertFalse(viewer.jumpTo("2.25.404", 1));
  }

  @Test
  void cineStep_beginsAgainAfterTheLastSlice() {
    viewer.scrollTo(viewport(0), 43);
    viewer.cineStep();
    assertEquals(0, viewport(0).slice());
  }

  @Test
  void preset_setsTheWindowOfThatKey() {
    viewport(0).preset(9);
    assertTrue(viewport(0).lookProperty().get().inverted());
    viewport(0).preset(1);
    assertFalse(viewport(0).lookProperty().get().inverted());
  }

  @Test
  void dragWindow_widensToTheRightAndBrightensUpwards() {
    var before = viewport(0).lookProperty().get();
    viewport(0).dragWindow(70, -70);
    var after = viewport(0).lookProperty().get();
    assertTrue(after.window() > before.window());
    assertTrue(after.level() < before.level());
  }

  @Test
  void setRole_putsTheSeriesInOrderAndKeepsWhatWasDoneToThem() {
    String t1 = viewport(2).series().orElseThrow().series().seriesInstanceUid();
    String flair = viewport(1).series().orElseThrow().series().seriesInstanceUid();
    measure(viewport(2), 10, 20);
    viewport(2).dragWindow(70, 0);
    viewer.scroll(viewport(0), 5);
    var look = viewport(2).lookProperty().get();
    int slice = viewport(2).slice();
    viewer.setRole(t1, SequenceRole.FLAIR, "set by the reader");
    assertEquals(flair, viewport(1).series().orElseThrow().series().seriesInstanceUid());
    assertEquals(t1, viewport(2).series().orElseThrow().series().seriesInstanceUid());
    viewer.setRole(flair, SequenceRole.DWI, "set by the reader");
    assertEquals(t1, viewport(1).series().orElseThrow().series().seriesInstanceUid());
    assertEquals("FLAIR", viewport(1).series().orElseThrow().shortName());
    assertEquals(look, viewport(1).lookProperty().get());
    assertEquals(slice, viewport(1).slice());
    assertEquals(1, viewport(1).rulers().size());
    assertEquals("T2", viewport(2).series().orElseThrow().shortName());
    assertEquals("DWI", viewport(3).series().orElseThrow().shortName());
    assertEquals(3, viewer.activeProperty().get(), "the reader stays with what they changed");
    viewer.undoRuler();
    assertTrue(viewport(1).rulers().isEmpty(), "a ruler is taken back where it went");
  }

  @Test
  void setRole_bringsAnotherSeriesToWhereTheReaderIs() {
    var other = viewer.series().get(4).series();
    var t2 = viewport(3).series().orElseThrow().series();
    viewer.setRole(t2.seriesInstanceUid(), SequenceRole.OTHER, "set by the reader");
    assertEquals(
        t2.seriesInstanceUid(), viewport(3).series().orElseThrow().series().seriesInstanceUid());
    viewer.setRole(other.seriesInstanceUid(), SequenceRole.T2, "set by the reader");
    assertEquals(
        other.seriesInstanceUid(), viewport(3).series().orElseThrow().series().seriesInstanceUid());
    assertEquals("T2", viewport(3).series().orElseThrow().shortName());
    assertEquals(t2.seriesInstanceUid(), viewer.series().get(4).series().seriesInstanceUid());
  }

  @Test
  void setRole_doesNothingToAnotherStudy() {
    var before = List.copyOf(viewer.series());
    viewer.setRole("1.2.3", SequenceRole.T1, "set by the reader");
    assertEquals(before, viewer.series());
  }

  @Test
  void overrule_asksForWhatIsNewOnly() {
    List<String> asked = new ArrayList<>();
    ViewerViewModel model = new ViewerViewModel((uid, role) -> asked.add(uid + " " + role));
    DisplaySeries t1c = viewer.series().getFirst();
    model.overrule(t1c, SequenceRole.T1C);
    assertEquals(List.of(), asked);
    model.overrule(t1c, SequenceRole.T1);
    assertEquals(List.of(t1c.series().seriesInstanceUid() + " T1"), asked);
  }

  @Test
  void point_answersOnceWithThePlaceInThePatient() {
    List<PatientPoint> points = new ArrayList<>();
    viewer.askPoint("Click somewhere.", points::add);
    assertEquals(ViewerViewModel.Tool.POINT, viewer.toolProperty().get());
    assertEquals("Click somewhere.", viewer.hintProperty().get());
    VoxelIndex at = new VoxelIndex(12, 20, 7);
    viewer.point(viewport(0), at);
    assertEquals(ViewerViewModel.Tool.NONE, viewer.toolProperty().get());
    assertEquals(
        List.of(viewport(0).series().orElseThrow().series().volume().grid().affine().toPatient(at)),
        points);
    viewer.point(viewport(0), at);
    assertEquals(1, points.size(), "asked once, answered once");
  }

  @Test
  void point_isNotTakenFromAPictureWithoutAPlace() {
    List<PatientPoint> points = new ArrayList<>();
    viewer.assign(viewport(0), viewer.series().getLast());
    viewer.askPoint("Click somewhere.", points::add);
    viewer.point(viewport(0), new VoxelIndex(1, 1, 1));
    assertEquals(List.of(), points);
    assertTrue(viewer.hintProperty().get().contains("no place in the patient"));
  }

  @Test
  void close_leavesNothingOfThePatient() {
    viewer.close();
    assertEquals(0, viewer.shownProperty().get());
    assertTrue(viewer.studyProperty().get().isEmpty());
    assertTrue(viewer.viewports().stream().allMatch(v -> v.series().isEmpty()));
  }
}

package health.cairn.ui.journey;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.LearningView.Step;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelReturn;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.Workstation;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.VoxelIndex;
import health.cairn.ui.CairnWindow;
import health.cairn.ui.models.CareModel;
import health.cairn.ui.outline.OutlineModel;
import health.cairn.ui.shell.Screen;
import health.cairn.ui.shell.ShellViewModel;
import health.cairn.ui.viewer.DisplaySeries;
import health.cairn.ui.viewer.ViewerViewModel;
import health.cairn.ui.viewer.ViewportModel;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
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

  // One for all journeys: the in-memory screen's robot never lets go of a window older than itself,
  // and that window holds the robot before. With a new one each, all windows stay in memory.
  private static final FxRobot robot = new FxRobot();

  private Stage stage;
  private ShellViewModel shell;
  private Workstation workstation;

  /// A workstation, fresh for every journey.
  abstract Workstation workstation() throws Exception;

  /// Puts away what [#workstation] made.
  abstract void release() throws Exception;

  /// Somebody switched on another classifier than the one that answers as shipped.
  abstract void switchOnAnotherClassifier() throws Exception;

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
    workstation = workstation();
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
    for (Node viewport : robot.lookup(".viewport").queryAll()) {
      assertTrue(greys(viewport) > 40, "a picture is painted in every viewport");
    }
    assertTrue(
        spoken(viewport(0)).startsWith("T1C"), "a screen reader hears what the picture shows");
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
    Node viewport = viewport(0);
    int[] painted = pixels(viewport);
    robot.moveTo(viewport);
    robot.scroll(8, javafx.geometry.VerticalDirection.DOWN);
    until(() -> first.slice() != before);
    assertNotEquals(other, second.slice(), "the linked series followed");
    assertEquals(heightMm(first), heightMm(second), 4, "to the same place in the patient");
    int[] scrolled = pixels(viewport);
    assertFalse(Arrays.equals(painted, scrolled), "another slice is painted");
    var look = first.lookProperty().get();
    robot.drag(viewport, MouseButton.SECONDARY).moveBy(60, 20).drop();
    until(() -> !first.lookProperty().get().equals(look));
    assertTrue(first.lookProperty().get().window() > look.window(), "to the right widens");
    assertFalse(Arrays.equals(scrolled, pixels(viewport)), "the picture is painted with it");
    robot.press(KeyCode.DIGIT1).release(KeyCode.DIGIT1);
    until(() -> first.lookProperty().get().equals(look));
  }

  @Test
  void viewer_measuresInMillimetresAndTakesItBack() throws Exception {
    openFirstStudy();
    ViewportModel first = shell.viewer().viewports().getFirst();
    Node viewport = viewport(0);
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
  void analysis_leavesNothingWhenItIsCancelled() throws Exception {
    openFirstStudy();
    long newest = newestDeed();
    robot.clickOn("#analyse");
    until(() -> robot.lookup("#cancel-job").query().isVisible());
    robot.clickOn("#cancel-job");
    until(() -> !shell.findings().analysingProperty().get());
    assertTrue(shell.findings().findings().isEmpty());
    assertEquals(newest, newestDeed());
    until(() -> robot.lookup("#analyse").tryQuery().isPresent());
    assertFalse(robot.lookup("#cancel-job").query().isVisible());
  }

  /// The newest entry about the patient on screen that says more than that somebody looked.
  private long newestDeed() throws Exception {
    return latest(50).stream()
        .filter(p -> !p.event().equals("access"))
        .findFirst()
        .orElseThrow()
        .entryIndex();
  }

  private List<ProofView> latest(int limit) throws Exception {
    String patient = workstation.worklist().getFirst().patient().patientKey();
    return workstation.latestProofs(patient, limit);
  }

  @Test
  void analysis_saysWhatItNeedsWhenNoSeriesIsReadAsThat() throws Exception {
    openFirstStudy();
    String uid = shown(0).seriesInstanceUid();
    overrule(uid, SequenceRole.OTHER);
    until(() -> says("no series here is read as that"));
    robot.clickOn("#analyse");
    until(() -> !shell.findings().problemProperty().get().isEmpty());
    assertTrue(shell.findings().findings().isEmpty());
    assertTrue(says(shell.findings().problemProperty().get()), "the reason stands in the panel");
    overrule(uid, SequenceRole.T1C);
    until(() -> !says("no series here is read as that"));
    assertEquals(uid, shown(0).seriesInstanceUid());
  }

  private void overrule(String uid, SequenceRole role) throws Exception {
    onScreen(
        () -> {
          shell.viewer().series().stream()
              .filter(s -> s.series().seriesInstanceUid().equals(uid))
              .findFirst()
              .ifPresent(s -> shell.viewer().overrule(s, role));
          return shell;
        });
    until(() -> named(uid).role() == role);
  }

  private boolean says(String words) {
    return robot.lookup(".findings-panel .label").queryAll().stream()
        .map(Label.class::cast)
        .anyMatch(l -> l.getText().contains(words));
  }

  @Test
  void findings_areProposedByModelsAndAcceptedByAPerson() throws Exception {
    openFirstStudy();
    long opened = lastOpening();
    robot.clickOn("#analyse");
    until(() -> !shell.findings().findings().isEmpty());
    until(() -> !shell.viewer().segments().isEmpty());
    assertEquals(opened, lastOpening(), "outlines are no second access");
    FindingView proposed = shell.findings().findings().getFirst();
    assertEquals(FindingView.Status.PROPOSED, proposed.status());
    robot.clickOn(".accept");
    until(() -> shell.findings().findings().getFirst().status() == FindingView.Status.ACCEPTED);
    assertFalse(robot.lookup("Accepted").queryAll().isEmpty(), "the word stands beside the colour");
    rejectTheLast();
    robot.clickOn(".proof-link");
    String record = shell.findings().findings().getFirst().recordId();
    until(
        () ->
            shell
                .proof()
                .chosenProperty()
                .get()
                .map(p -> p.recordId().equals(record))
                .orElse(false));
    Label sentence = robot.lookup("#proof-sentence").queryAs(Label.class);
    assertTrue(sentence.getText().contains("not yet anchored"), sentence.getText());
  }

  @Test
  void models_answerAsTheReaderChoseAndAreCorrected() throws Exception {
    openFirstStudy();
    press("#choose-models");
    until(() -> !shell.findings().choice().offers().isEmpty());
    ModelOffer other =
        shell.findings().choice().offers().stream()
            .filter(o -> o.task() == ModelOffer.Task.CLASSIFY_T1C && !o.serves())
            .findFirst()
            .orElseThrow();
    press("#model-" + other.name());
    until(() -> shell.findings().choice().answers(other));
    assertTrue(says("For this look: " + other.name()));
    press("#analyse");
    until(() -> proposedType().isPresent());
    FindingView type = proposedType().orElseThrow();
    assertEquals(other.name() + " " + other.version(), type.author());
    until(() -> says("the patient has not agreed"));
    press(".correct");
    String kind = type.title().endsWith("pituitary") ? "glioma" : "pituitary";
    press(".kind-" + kind);
    press(".correct-confirm");
    until(
        () ->
            shell.findings().findings().stream()
                .anyMatch(
                    f ->
                        f.findingId().equals(type.findingId())
                            && f.status() == FindingView.Status.AMENDED
                            && f.title().endsWith(kind)));
    until(() -> says("Corrected. As an example to learn from: not kept"));
  }

  @Test
  void models_goBackToTheOneBeforeAfterAQuestion() throws Exception {
    switchOnAnotherClassifier();
    openFirstStudy();
    press("#choose-models");
    until(() -> shell.findings().choice().returns().size() == 1);
    ModelReturn back = shell.findings().choice().returns().getFirst();
    assertFalse(says("answers in place of"), "nothing is asked yet");
    press(".go-back");
    until(() -> says(back.then() + " answers in place of " + back.now()));
    press(".go-back-keep");
    until(() -> !says("answers in place of"));
    assertEquals(1, shell.findings().choice().returns().size());
    press(".go-back");
    press(".go-back-confirm");
    until(() -> says(back.then() + " answers from now on"));
    until(() -> shell.findings().choice().returns().isEmpty());
    until(() -> robot.lookup(".go-back").tryQuery().isEmpty());
  }

  private Optional<FindingView> proposedType() {
    return shell.findings().findings().stream()
        .filter(f -> f.status() == FindingView.Status.PROPOSED && f.type().isPresent())
        .findFirst();
  }

  @Test
  void outline_isDrawnTakenBackKeptAndThereAgain() throws Exception {
    openFirstStudy();
    int before = shell.findings().findings().size();
    Node picture = viewport(0);
    robot.clickOn(picture);
    robot.press(KeyCode.B).release(KeyCode.B);
    until(() -> shell.outline().phaseProperty().get() != OutlineModel.Phase.NONE);
    if (shell.outline().phaseProperty().get() == OutlineModel.Phase.CHOOSING) {
      press("#outline-new");
    }
    until(() -> shell.viewer().toolProperty().get() == ViewerViewModel.Tool.OUTLINE);
    int[] bare = pixels(picture);
    robot.drag(picture, MouseButton.PRIMARY).moveBy(30, 0).drop();
    until(() -> shell.outline().volumeMlProperty().get() > 0);
    double one = shell.outline().volumeMlProperty().get();
    assertFalse(Arrays.equals(bare, pixels(picture)), "the stroke is painted");
    robot.moveTo(picture).moveBy(0, 50);
    robot.drag(MouseButton.PRIMARY).moveBy(30, 0).drop();
    until(() -> shell.outline().volumeMlProperty().get() > one);
    robot.press(KeyCode.CONTROL, KeyCode.Z).release(KeyCode.Z, KeyCode.CONTROL);
    until(() -> shell.outline().volumeMlProperty().get() == one);
    robot.press(KeyCode.ESCAPE).release(KeyCode.ESCAPE);
    until(() -> shell.outline().phaseProperty().get() == OutlineModel.Phase.WAITING);
    assertEquals(ViewerViewModel.Tool.NONE, shell.viewer().toolProperty().get());
    assertTrue(spoken(picture).contains("outline not kept yet"), spoken(picture));

    String study = shell.viewer().studyProperty().get().orElseThrow().studyInstanceUid();
    onScreen(
        () -> {
          shell.closePatient();
          return shell;
        });
    assertEquals(Optional.empty(), shell.outline().sessionProperty().get());
    until(() -> workstation.draft(study).isPresent());
    openFirstStudy();
    until(() -> shell.outline().phaseProperty().get() == OutlineModel.Phase.WAITING);
    assertEquals(one, shell.outline().volumeMlProperty().get(), 1e-9);

    press("#outline-keep");
    until(() -> shell.outline().phaseProperty().get() == OutlineModel.Phase.KEEPING);
    press("#outline-keep-confirm");
    until(() -> shell.findings().findings().size() == before + 1);
    until(() -> shell.outline().phaseProperty().get() == OutlineModel.Phase.NONE);
    FindingView own =
        shell.findings().findings().stream()
            .filter(f -> f.modelSha256().isEmpty())
            .findFirst()
            .orElseThrow();
    until(() -> outlineMl(own.findingId()) == one);
    onScreen(
        () -> {
          shell.closePatient();
          return shell;
        });
    openFirstStudy();
    until(() -> outlineMl(own.findingId()) == one);
  }

  private double outlineMl(String finding) {
    return shell.viewer().outlines().stream()
        .filter(s -> s.findingId().equals(finding))
        .mapToDouble(s -> s.segment().mask().volumeMl())
        .sum();
  }

  @Test
  void viewer_veilsWhereTheModelsDoubtWhenAskedFor() throws Exception {
    openFirstStudy();
    ToggleButton button = robot.lookup("#tool-doubt").queryAs(ToggleButton.class);
    if (shell.viewer().doubt().doubtsProperty().get().maps().isEmpty()) {
      robot.press(KeyCode.U).release(KeyCode.U);
      until(() -> shell.viewer().hintProperty().get().startsWith("No map of doubt"));
      assertFalse(button.isSelected(), "nothing to show, and it says why");
      press("#analyse");
    }
    until(() -> !shell.viewer().doubt().doubtsProperty().get().maps().isEmpty());
    onScreen(
        () -> {
          shell.jumpTo(
              shell.findings().findings().stream()
                  .flatMap(f -> f.keySlice().stream())
                  .findFirst()
                  .orElseThrow());
          return shell;
        });
    assertFalse(button.isSelected(), "off until asked for");
    int[] bare = pixels(viewport(0));
    press("#tool-doubt");
    until(() -> spoken(viewport(0)).endsWith("veiled where the models doubt or disagree"));
    assertFalse(Arrays.equals(bare, pixels(viewport(0))));
    assertFalse(spoken(viewport(1)).contains("veiled"), "FLAIR was not looked at");
    robot.clickOn(viewport(0));
    robot.press(KeyCode.U).release(KeyCode.U);
    until(() -> !button.isSelected() && !spoken(viewport(0)).contains("veiled"));
  }

  @Test
  void maps_haveALegend() throws Exception {
    openFirstStudy();
    if (shell.findings().findings().isEmpty()) {
      press("#analyse");
    }
    press("#explain");
    until(() -> robot.lookup(".map-legend").tryQuery().isPresent());
    assertTrue(says("Share of the largest"));
    assertTrue(says("100 %"));
    assertTrue(says("lies in the outline"));
  }

  /// By keyboard: what lies below the panel's edge is reached too.
  private void press(String selector) throws Exception {
    until(() -> robot.lookup(selector).tryQuery().isPresent());
    onScreen(
        () -> {
          Node node = robot.lookup(selector).query();
          node.requestFocus();
          return node;
        });
    robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    WaitForAsyncUtils.waitForFxEvents();
  }

  private void rejectTheLast() throws Exception {
    Node reject = robot.lookup(".reject").queryAll().stream().toList().getLast();
    onScreen(
        () -> {
          reject.requestFocus();
          return reject;
        });
    robot.press(KeyCode.SPACE).release(KeyCode.SPACE);
    until(() -> robot.lookup(".reject-reason").queryAll().stream().anyMatch(Node::isFocused));
    robot.write("artefact");
    robot.press(KeyCode.ENTER).release(KeyCode.ENTER);
    until(() -> shell.findings().findings().getLast().status() == FindingView.Status.REJECTED);
  }

  @Test
  void viewer_letsTheReaderSayWhatASeriesShows() throws Exception {
    openFirstStudy();
    String uid = shown(3).seriesInstanceUid();
    assertEquals(SequenceRole.T2, shown(3).role());
    robot.clickOn(viewport(3));
    robot.press(KeyCode.S).release(KeyCode.S);
    until(() -> roleButton(3).isShowing());
    assertTrue(roleButton(3).getAccessibleText().contains("T2"));
    assertTrue(roleButton(3).getAccessibleHelp().contains(shown(3).roleReason()), "says why");
    choose(SequenceRole.FLAIR);
    until(() -> named(uid).role() == SequenceRole.FLAIR);
    assertEquals(SequenceRole.T1, shown(3).role(), "the pictures are arranged anew");
    int now = shell.viewer().activeProperty().get();
    assertEquals(uid, shown(now).seriesInstanceUid(), "the reader stays with the series");
    assertTrue(shown(now).roleReason().startsWith("set by the reader "), shown(now).roleReason());
    assertTrue(latest(10).stream().anyMatch(p -> p.recordId().equals("Series/" + uid)), "noted");
    onScreen(
        () -> {
          shell.closePatient();
          return shell;
        });
    openFirstStudy();
    assertEquals(SequenceRole.FLAIR, named(uid).role());
    assertTrue(named(uid).roleReason().startsWith("set by the reader "), "kept with the study");
    onScreen(
        () -> {
          shell.viewer().jumpTo(uid, 3);
          return shell;
        });
    robot.press(KeyCode.S).release(KeyCode.S);
    until(() -> roleButton(shell.viewer().activeProperty().get()).isShowing());
    choose(SequenceRole.T2);
    until(() -> named(uid).role() == SequenceRole.T2);
    assertFalse(named(uid).roleReason().contains("set by"), "back to what the files say");
  }

  /// Chooses from the open menu: on the toolkit's in-memory screen no key reaches a pop-up.
  private void choose(SequenceRole role) throws Exception {
    MenuButton button = roleButton(shell.viewer().activeProperty().get());
    onScreen(
        () -> {
          button.getItems().stream()
              .filter(i -> ("role-" + role).equals(i.getId()))
              .findFirst()
              .orElseThrow()
              .fire();
          button.hide();
          return button;
        });
  }

  private ViewerSeries shown(int viewport) {
    return shell.viewer().viewports().get(viewport).series().orElseThrow().series();
  }

  private ViewerSeries named(String uid) {
    return shell.viewer().series().stream()
        .map(DisplaySeries::series)
        .filter(s -> s.seriesInstanceUid().equals(uid))
        .findFirst()
        .orElseThrow();
  }

  private Node viewport(int index) {
    return robot.lookup(".viewport").queryAll().stream()
        .filter(n -> n.getAccessibleRole() == AccessibleRole.IMAGE_VIEW)
        .toList()
        .get(index);
  }

  private MenuButton roleButton(int viewport) {
    return robot.from(viewport(viewport)).lookup(".role-button").queryAs(MenuButton.class);
  }

  @Test
  void shell_changesScreensByKeyboardFromThePictures() throws Exception {
    openFirstStudy();
    var look = shell.viewer().active().lookProperty().get();
    robot.press(KeyCode.ALT, KeyCode.DIGIT4).release(KeyCode.DIGIT4, KeyCode.ALT);
    until(() -> shell.screenProperty().get() == Screen.PROOF);
    assertEquals(look, shell.viewer().active().lookProperty().get(), "no window was chosen");
  }

  @Test
  void timeline_isReadAsPictureAndAsList() throws Exception {
    openFirstStudy();
    robot.clickOn("#rail-timeline");
    until(() -> !shell.timeline().events().isEmpty());
    Set<TimelineEvent.Kind> kinds =
        shell.timeline().events().stream()
            .map(TimelineEvent::kind)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(TimelineEvent.Kind.class)));
    assertTrue(
        kinds.containsAll(
            EnumSet.of(
                TimelineEvent.Kind.ENCOUNTER,
                TimelineEvent.Kind.LAB,
                TimelineEvent.Kind.MEDICATION,
                TimelineEvent.Kind.IMAGING)),
        kinds.toString());
    assertFalse(shell.timeline().lanes().isEmpty());
    assertTrue(greys(robot.lookup(".timeline-canvas").query()) > 8, "lanes are painted");
    robot.clickOn("#timeline-as-list");
    until(() -> robot.lookup("#timeline-list").query().isVisible());
    TableView<?> list = robot.lookup("#timeline-list").queryAs(TableView.class);
    assertEquals(shell.timeline().events().size(), list.getItems().size());
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
  void models_areLookedAfterOnAScreenOfTheirOwn() throws Exception {
    until(() -> robot.lookup("#worklist").query().isFocused());
    robot.press(KeyCode.ALT, KeyCode.DIGIT5).release(KeyCode.DIGIT5, KeyCode.ALT);
    until(() -> shell.screenProperty().get() == Screen.MODELS);
    until(() -> shell.care().learningProperty().get().isPresent());
    until(() -> !shell.care().models().isEmpty());
    until(() -> !shell.shelf().models().isEmpty());
    press("#shelf-look");
    until(() -> !shell.shelf().problemProperty().get().isEmpty());
    press("#trial-run");
    until(() -> !shell.care().trialProblemProperty().get().isEmpty());
    press("#learning-next");
    until(() -> robot.lookup("#learning-confirm").tryQuery().isPresent());
    assertEquals(
        CareModel.deed(Step.LOCK), robot.lookup("#learning-confirm").queryButton().getText());
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

  private static double heightMm(ViewportModel v) {
    Grid grid = v.series().orElseThrow().series().volume().grid();
    return grid.affine()
        .toPatient(new VoxelIndex((grid.columns() - 1) / 2.0, (grid.rows() - 1) / 2.0, v.slice()))
        .zMm();
  }

  /// Index of the journal's newest entry about somebody opening a study.
  private long lastOpening() throws Exception {
    String patient = shell.patientProperty().get().orElseThrow().patientKey();
    return workstation.latestProofs(patient, 60).stream()
        .filter(p -> p.event().equals("access") && p.recordId().startsWith("Study/"))
        .mapToLong(ProofView::entryIndex)
        .max()
        .orElseThrow();
  }

  private static String spoken(Node node) {
    return String.valueOf(node.getAccessibleText());
  }

  private int[] pixels(Node node) throws Exception {
    WaitForAsyncUtils.waitForFxEvents();
    return onScreen(
        () -> {
          WritableImage image = node.snapshot(null, null);
          int width = (int) image.getWidth();
          int height = (int) image.getHeight();
          int[] argb = new int[width * height];
          image
              .getPixelReader()
              .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
          return argb;
        });
  }

  private long greys(Node node) throws Exception {
    return Arrays.stream(pixels(node)).distinct().count();
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

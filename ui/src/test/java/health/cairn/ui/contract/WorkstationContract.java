package health.cairn.ui.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.desk.Correction;
import health.cairn.app.desk.DoubtsView.MapView;
import health.cairn.app.desk.DrawnOutline;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.FindingView.Status;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.KeptOutline;
import health.cairn.app.desk.LearningView;
import health.cairn.app.desk.ModelCare;
import health.cairn.app.desk.ModelHere;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelOffer.Task;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.MonitorReport;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.OpenedStudy.ViewerSeries;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.ReadingState;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.ledger.AnchorState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// What the window may rely on, whoever stands behind the port. The tests follow one study from its
/// first opening on, because an analysis costs seconds: each starts where the one before ended.
///
/// The first line of the work list must be a study with four sequences, a tumour, and no findings.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class WorkstationContract {
  private Workstation desk;
  private String study = "";
  private String patient = "";

  @TempDir Path directory;

  abstract Workstation create() throws Exception;

  abstract void release() throws Exception;

  /// Entries that only say that somebody was allowed to do something: how many there are is not the contract's.
  abstract long permits(String patientKey) throws CairnException;

  @BeforeAll
  void start() throws Exception {
    desk = create();
    WorklistRow first = desk.worklist().getFirst();
    study = first.study().orElseThrow().studyInstanceUid();
    patient = first.patient().patientKey();
  }

  @AfterAll
  void end() throws Exception {
    release();
  }

  @Test
  @Order(1)
  void worklist_showsWhatNobodyHasAnalysedAsNew() throws Exception {
    assertEquals(ReadingState.NEW, state());
    assertEquals(List.of(), desk.findings(study));
    assertFalse(desk.status().user().isBlank());
  }

  @Test
  @Order(2)
  void importFrom_refusesByNameWhatItCannotRead() throws Exception {
    Path words = Files.writeString(directory.resolve("notes.txt"), "not an image");
    int lines = desk.worklist().size();
    ImportSummary summary = desk.importFrom(List.of(words), Progress.NONE);
    assertEquals(0, summary.stored());
    assertEquals(1, summary.refused().size());
    assertTrue(summary.refused().getFirst().path().endsWith("notes.txt"));
    assertFalse(summary.refused().getFirst().reason().isBlank());
    assertEquals(lines, desk.worklist().size());
  }

  @Test
  @Order(2)
  void verifyAll_findsNothingAmissAndIsRemembered() throws Exception {
    MonitorReport report = desk.verifyAll(Progress.NONE);
    assertTrue(report.calm(), report.alarms().toString());
    assertEquals(Optional.of(report), desk.monitored());
    assertEquals(Optional.empty(), desk.status().amiss());
  }

  @Test
  @Order(3)
  void outlines_areRefusedBeforeTheStudyWasOpened() throws Exception {
    long before = entries();
    refused(() -> desk.outlines(study));
    assertEquals(before, entries());
  }

  @Test
  @Order(4)
  void open_isRefusedForAStudyThatIsNotHere() throws Exception {
    long before = entries();
    refused(() -> desk.open("1.2.3.4", Progress.NONE));
    assertEquals(before, entries());
  }

  @Test
  @Order(5)
  void open_leavesOneEntryAndGivesSeriesInReadingOrder() throws Exception {
    long before = entries();
    OpenedStudy opened = open();
    assertEquals(before + 1, entries());
    assertEquals(
        OpenedStudy.READING, opened.series().stream().map(ViewerSeries::role).limit(4).toList());
    assertTrue(opened.series().stream().noneMatch(s -> s.roleReason().isBlank()));
    assertEquals(patient, opened.patient().patientKey());
    assertEquals(List.of(), desk.outlines(study));
    assertEquals(List.of(), desk.doubts(study).maps());
    assertFalse(desk.doubts(study).whyNone().isBlank(), "why there is no map of doubt");
    refused(() -> desk.exportStructures(study, directory));
    assertEquals(before + 1, entries(), "looking at outlines is no second access");
  }

  @Test
  @Order(6)
  void analyze_leavesNothingWhenItIsCancelled() throws Exception {
    long before = entries();
    assertThrows(
        CancellationException.class,
        () ->
            desk.analyze(
                study,
                (step, done, total) -> {
                  throw new CancellationException();
                }));
    assertEquals(before, entries());
    assertEquals(List.of(), desk.findings(study));
    assertEquals(ReadingState.NEW, state());
  }

  @Test
  @Order(7)
  void analyze_proposesAndItsOutlinesAreThereWithoutAnotherOpening() throws Exception {
    List<FindingView> found = desk.analyze(study, Progress.NONE);
    assertTrue(found.size() >= 2, "an outline and a type");
    for (FindingView finding : found) {
      assertEquals(Status.PROPOSED, finding.status(), "a model never accepts");
      assertEquals(AnchorState.PREPARED, finding.proof());
      assertTrue(finding.modelSha256().orElseThrow().matches("[0-9a-f]{64}"));
      assertFalse(finding.why().isEmpty());
    }
    long before = entries();
    List<SegmentView> outlines = desk.outlines(study);
    List<MapView> maps = desk.doubts(study).maps();
    assertEquals(found, desk.findings(study));
    assertEquals(before, entries());
    assertFalse(outlines.isEmpty());
    assertEquals(outlines.getFirst().seriesInstanceUid(), maps.getFirst().seriesInstanceUid());
    assertEquals(outlines.getFirst().segment().mask().grid(), maps.getFirst().map().grid());
    assertTrue(maps.getFirst().map().networks() > 1, "an ensemble outlines");
    List<String> ids = found.stream().map(FindingView::findingId).toList();
    OpenedStudy opened = open();
    for (SegmentView outline : outlines) {
      assertTrue(ids.contains(outline.findingId()));
      assertTrue(outline.segment().mask().count() > 0);
      assertEquals(
          series(opened, outline.seriesInstanceUid()).volume().grid(),
          outline.segment().mask().grid());
    }
    assertEquals(counts(opened.segments()), counts(outlines));
    assertEquals(ReadingState.PROPOSED, state());
  }

  @Test
  @Order(8)
  void analyze_isRefusedWhileProposalsWait() throws Exception {
    long before = entries();
    refused(() -> desk.analyze(study, Progress.NONE));
    assertEquals(before, entries());
  }

  @Test
  @Order(9)
  void decide_keepsWhatThePersonSaid() throws Exception {
    List<FindingView> found = desk.findings(study);
    long before = entries();
    FindingView accepted = desk.decide(found.getFirst().findingId(), true, "");
    assertEquals(Status.ACCEPTED, accepted.status());
    assertTrue(entries() > before);
    for (FindingView other : found.subList(1, found.size())) {
      assertEquals(Status.REJECTED, desk.decide(other.findingId(), false, "no").status());
    }
    assertEquals(Status.ACCEPTED, desk.findings(study).getFirst().status());
    assertEquals(Status.REJECTED, desk.findings(study).getLast().status());
    assertEquals(ReadingState.REVIEWED, state());
  }

  @Test
  @Order(10)
  void decide_isRefusedTwiceTheSameAndForWhatIsNotHere() throws Exception {
    String accepted = desk.findings(study).getFirst().findingId();
    long before = entries();
    refused(() -> desk.decide(accepted, true, ""));
    refused(() -> desk.decide("Observation/nowhere", true, ""));
    assertEquals(before, entries());
  }

  @Test
  @Order(11)
  void proof_holdsAndSaysThatNothingIsAnchoredYet() throws Exception {
    String record = desk.findings(study).getFirst().recordId();
    ProofView proof = desk.proof(patient, record);
    assertEquals(record, proof.recordId());
    assertTrue(proof.intact());
    assertEquals(AnchorState.PREPARED, proof.state());
    assertTrue(proof.sentence().contains("not yet anchored"), proof.sentence());
    assertTrue(proof.entryIndex() < proof.treeSize());
    assertTrue(proof.leafHash().matches("[0-9a-f]{64}"));
    refused(() -> desk.proof(patient, "Observation/nowhere"));
  }

  @Test
  @Order(12)
  void latestProofs_areNewestFirstAndNoMoreThanAskedFor() throws Exception {
    List<ProofView> latest = desk.latestProofs(patient, 3);
    assertEquals(3, latest.size());
    assertTrue(latest.get(0).entryIndex() > latest.get(1).entryIndex());
    assertTrue(latest.get(1).entryIndex() > latest.get(2).entryIndex());
  }

  @Test
  @Order(13)
  void history_leavesOneEntryAndIsRefusedForWhoIsNotHere() throws Exception {
    long before = entries();
    PatientHistory history = desk.history(patient);
    assertEquals(before + 1, entries());
    assertEquals(patient, history.patient().patientKey());
    assertTrue(history.timeline().events().size() > 100);
    refused(() -> desk.history("nobody"));
    assertEquals(before + 1, entries());
  }

  @Test
  @Order(14)
  void overruleRole_isUsedFromNowOnAndNotedOnce() throws Exception {
    ViewerSeries t2 = open().series().get(3);
    long before = entries();
    String reason = desk.overruleRole(t2.seriesInstanceUid(), SequenceRole.DWI);
    assertEquals(before + 1, entries());
    assertTrue(reason.startsWith("set by the reader "), reason);
    assertTrue(reason.contains("the files say T2"), reason);
    assertEquals(
        "Series/" + t2.seriesInstanceUid(), desk.latestProofs(patient, 1).getFirst().recordId());
    assertEquals(reason, desk.overruleRole(t2.seriesInstanceUid(), SequenceRole.DWI));
    assertEquals(before + 1, entries(), "nothing changed, nothing to note");
    ViewerSeries again = series(open(), t2.seriesInstanceUid());
    assertEquals(SequenceRole.DWI, again.role());
    assertEquals(reason, again.roleReason());
  }

  @Test
  @Order(15)
  void overruleRole_goesBackToWhatTheFilesSay() throws Exception {
    String uid =
        open().series().stream()
            .filter(s -> s.role() == SequenceRole.DWI)
            .findFirst()
            .orElseThrow()
            .seriesInstanceUid();
    String reason = desk.overruleRole(uid, SequenceRole.T2);
    assertFalse(reason.contains("set by"), reason);
    assertEquals(uid, open().series().get(3).seriesInstanceUid());
    refused(() -> desk.overruleRole("1.2.3.4", SequenceRole.T1));
  }

  @Test
  @Order(16)
  void writeReport_isNotedAsAReportAndNotAsALook() throws Exception {
    Path report = directory.resolve("report.pdf");
    long before = entries();
    desk.writeReport(study, report);
    assertTrue(
        Files.readString(report, java.nio.charset.StandardCharsets.ISO_8859_1).startsWith("%PDF"));
    assertEquals(before + 1, entries());
    assertEquals("record exported", desk.latestProofs(patient, 1).getFirst().event());
  }

  @Test
  @Order(17)
  void decide_withdrawsWhatWasAcceptedForGood() throws Exception {
    String accepted = desk.findings(study).getFirst().findingId();
    assertEquals(Status.REJECTED, desk.decide(accepted, false, "a mistake").status());
    refused(() -> desk.decide(accepted, true, ""));
  }

  @Test
  @Order(18)
  void decide_acceptsWhatWasRejectedTooSoon() throws Exception {
    String rejected = desk.findings(study).getLast().findingId();
    assertEquals(Status.ACCEPTED, desk.decide(rejected, true, "").status());
  }

  @Test
  @Order(19)
  void offers_haveOneThatServesAndSayWhatEachReached() throws Exception {
    List<ModelOffer> offers = desk.offers();
    for (Task task : List.of(Task.CLASSIFY_T1C, Task.OUTLINE_T1C)) {
      List<ModelOffer> fit = offers.stream().filter(o -> o.task() == task).toList();
      assertEquals(1, fit.stream().filter(ModelOffer::serves).count());
      assertTrue(fit.getFirst().serves(), "who serves comes first");
      assertTrue(fit.stream().anyMatch(o -> !o.reached().isEmpty()));
    }
    assertTrue(offers.stream().noneMatch(o -> o.standing().isBlank()));
    long before = entries();
    refused(() -> desk.analyze(study, new ModelWish(List.of("nobody")), Progress.NONE));
    assertEquals(before, entries());
  }

  @Test
  @Order(20)
  void analyze_isAnsweredByWhomTheReaderChose() throws Exception {
    ModelOffer other = anotherClassifier();
    List<FindingView> found =
        desk.analyze(study, new ModelWish(List.of(other.key())), Progress.NONE);
    assertEquals(other.name() + " " + other.version(), proposedType(found).author());
  }

  @Test
  @Order(21)
  void correctType_amendsAndIsNotLearntFromWithoutAgreement() throws Exception {
    FindingView type = proposedType(desk.findings(study));
    assertFalse(desk.learningAgreed(patient));
    String kind = type.title().endsWith("meningioma") ? "glioma" : "meningioma";
    Correction corrected = desk.correctType(type.findingId(), kind, "dural tail");
    assertFalse(corrected.kept());
    assertEquals(Status.AMENDED, corrected.finding().status());
    assertEquals("Tumour type: " + kind, corrected.finding().title());
    FindingView outline =
        desk.findings(study).stream().filter(f -> f.type().isEmpty()).findFirst().orElseThrow();
    refused(() -> desk.correctType(outline.findingId(), kind, ""));
  }

  @Test
  @Order(22)
  void agreeToLearning_isNotedOnceAndCanBeTakenBack() throws Exception {
    long before = entries();
    assertEquals(0, desk.agreeToLearning(patient, true));
    assertEquals(0, desk.agreeToLearning(patient, true));
    assertTrue(desk.learningAgreed(patient));
    assertEquals(before + 1, entries(), "said twice, noted once");
    desk.agreeToLearning(patient, false);
    assertFalse(desk.learningAgreed(patient));
    assertEquals(before + 2, entries());
  }

  @Test
  @Order(23)
  void exportStructures_writesWhatIsOutlinedOnceIntoAFolder() throws Exception {
    long before = entries();
    Path folder = Files.createDirectory(directory.resolve("plan"));
    List<Path> written = desk.exportStructures(study, folder).files();
    assertEquals(
        List.of(folder.resolve("segmentation.dcm"), folder.resolve("structures.dcm")), written);
    for (Path file : written) {
      assertTrue(Files.size(file) > 0);
    }
    assertEquals(before + 1, entries());
    refused(() -> desk.exportStructures(study, folder));
    assertEquals(before + 1, entries(), "nothing left, nothing noted");
  }

  /// The slices of its T1 series are too thick to look for a hippocampus.
  @Test
  @Order(23)
  void organs_leaveNothingWhereNoneIsFound() throws Exception {
    OpenedStudy opened = open();
    List<FindingView> findings = desk.findings(study);
    long before = entries();
    refused(() -> desk.organs(opened, List.of(), Progress.NONE));
    assertEquals(findings, desk.findings(study));
    assertEquals(before, entries());
  }

  @Test
  @Order(24)
  void saveDraft_comesBackToWhoDrewAndIsNoFinding() throws Exception {
    ViewerSeries t1c = open().series().getFirst();
    assertEquals(Optional.empty(), desk.draft(study));
    long before = entries();
    int findings = desk.findings(study).size();
    OutlineDraft draft =
        new OutlineDraft(
            study,
            t1c.seriesInstanceUid(),
            Optional.empty(),
            "Tumour",
            box(t1c.volume().grid(), 4, 10));
    desk.saveDraft(draft);
    OutlineDraft larger =
        new OutlineDraft(
            study,
            t1c.seriesInstanceUid(),
            Optional.of("Observation/1"),
            "Tumour",
            box(t1c.volume().grid(), 4, 12));
    desk.saveDraft(larger);
    OutlineDraft back = desk.draft(study).orElseThrow();
    assertEquals(larger.mask().bits(), back.mask().bits(), "the later took its place");
    assertEquals(larger.findingId(), back.findingId());
    assertEquals(t1c.volume().grid(), back.mask().grid());
    assertEquals(before, entries());
    assertEquals(findings, desk.findings(study).size());
    desk.discardDraft(study);
    assertEquals(Optional.empty(), desk.draft(study));
  }

  @Test
  @Order(25)
  void keepOutline_takesThePlaceOfAModelsOutline() throws Exception {
    SegmentView proposed =
        desk.outlines(study).stream()
            .filter(s -> finding(s.findingId()).status() == Status.PROPOSED)
            .findFirst()
            .orElseThrow();
    Segment drawn = drawn(proposed.segment().mask().grid(), proposed.segment(), 20);
    desk.saveDraft(
        new OutlineDraft(
            study,
            proposed.seriesInstanceUid(),
            Optional.of(proposed.findingId()),
            drawn.label(),
            drawn.mask()));
    long before = entries();

    KeptOutline kept =
        desk.keepOutline(
            new DrawnOutline(
                study,
                proposed.seriesInstanceUid(),
                Optional.of(proposed.findingId()),
                drawn,
                Optional.empty(),
                "the rim belongs to it"),
            Progress.NONE);

    assertTrue(entries() > before);
    assertEquals(proposed.findingId(), kept.finding().findingId());
    assertEquals(Status.AMENDED, kept.finding().status());
    assertEquals(volume(drawn), kept.finding().figures().getFirst().value());
    assertTrue(kept.example().startsWith("not kept: the patient did not agree"), kept.example());
    assertEquals(Optional.empty(), desk.draft(study), "it is kept, and begun no longer");
    assertTrue(
        open().segments().stream()
            .filter(s -> s.findingId().equals(proposed.findingId()))
            .anyMatch(s -> s.segment().mask().bits().equals(drawn.mask().bits())),
        "what comes back is what was drawn");
  }

  @Test
  @Order(26)
  void keepOutline_isAFindingOfTheReadersOwnWhereNoModelSawAnything() throws Exception {
    ViewerSeries t1c = open().series().getFirst();
    Segment drawn =
        new Segment(
            "Tumour",
            new Segment.Code("108369006", "SCT", "Neoplasm"),
            box(t1c.volume().grid(), 10, 18));
    desk.agreeToLearning(patient, true);
    KeptOutline kept =
        desk.keepOutline(
            new DrawnOutline(
                study,
                t1c.seriesInstanceUid(),
                Optional.empty(),
                drawn,
                Optional.of("meningioma"),
                ""),
            Progress.NONE);
    assertEquals("kept as an example to learn from", kept.example());
    assertTrue(desk.agreeToLearning(patient, false) >= 1, "the example is destroyed with it");
    FindingView own = kept.finding();
    assertEquals("Tumour", own.title());
    assertEquals(Status.ACCEPTED, own.status());
    assertEquals(desk.status().user(), own.author());
    assertEquals(Optional.empty(), own.modelSha256());
    assertEquals(volume(drawn), own.figures().getFirst().value());
    assertTrue(own.why().getLast().startsWith("Outlined by "), own.why().toString());
    OpenedStudy again = open();
    assertTrue(again.findings().stream().anyMatch(f -> f.findingId().equals(own.findingId())));
    assertTrue(
        again.segments().stream()
            .filter(s -> s.findingId().equals(own.findingId()))
            .anyMatch(s -> s.segment().mask().bits().equals(drawn.mask().bits())));
  }

  @Test
  @Order(27)
  void keepOutline_storesNothingWhenItIsRefused() throws Exception {
    ViewerSeries t1c = open().series().getFirst();
    long before = entries();
    refused(
        () ->
            desk.keepOutline(
                new DrawnOutline(
                    study,
                    t1c.seriesInstanceUid(),
                    Optional.empty(),
                    drawn(t1c.volume().grid(), null, 0),
                    Optional.empty(),
                    ""),
                Progress.NONE));
    refused(
        () ->
            desk.keepOutline(
                new DrawnOutline(
                    study,
                    t1c.seriesInstanceUid(),
                    Optional.of("Observation/nobody"),
                    drawn(t1c.volume().grid(), null, 5),
                    Optional.empty(),
                    ""),
                Progress.NONE));
    assertEquals(before, entries());
  }

  @Test
  @Order(29)
  void kioskCode_letsThePatientInAndNobodyElse() throws Exception {
    String code = desk.kioskCode(patient, "North Clinic", true).code();
    assertTrue(code.matches("[0-9]{8}"), "8 digits");
    KioskVisit visit = desk.kiosk().begin(code).orElseThrow();
    assertEquals(desk.worklist().getFirst().patient().name(), visit.name());
    assertEquals("North Clinic", visit.recipient());
    assertTrue(visit.witnessNeeded());
    String other = (code.charAt(0) == '0' ? "1" : "0") + code.substring(1);
    assertEquals(Optional.empty(), desk.kiosk().begin(other));
  }

  @Test
  @Order(28)
  void care_saysHowThingsStandAndRefusesWhatCannotBe() throws Exception {
    long before = entries();
    ModelCare care = desk.care();
    assertFalse(care.drift().advice().isBlank());
    assertTrue(care.triable().stream().anyMatch(m -> m.barred().isEmpty()));
    LearningView learning = care.learning();
    assertFalse(learning.standing().isEmpty());
    assertFalse(learning.champion().isBlank());
    assertEquals(Optional.of(LearningView.Step.LOCK), learning.next());
    assertFalse(learning.why().isBlank());
    refused(() -> care.promote("because"));
    List<ModelHere> here = care.here();
    assertTrue(here.stream().anyMatch(ModelHere::answers));
    assertTrue(here.stream().noneMatch(h -> h.answers() && h.canAnswer()));
    assertTrue(here.stream().noneMatch(h -> h.terms().licence().isBlank()));
    ModelHere serving = here.stream().filter(ModelHere::answers).findFirst().orElseThrow();
    refused(() -> care.letAnswer(serving.key(), "", ""));
    refused(() -> care.letAnswer("nobody@1.0", "", ""));
    refused(() -> care.lookAt(directory.resolve("nowhere.json")));
    refused(() -> care.add(directory.resolve("nowhere.json"), ""));
    String key = care.triable().getFirst().key();
    refused(() -> care.tryOn(key, directory.resolve("nowhere"), Progress.NONE));
    assertEquals(before, entries(), "looking leaves nothing");
  }

  private static String volume(Segment drawn) {
    return String.format(java.util.Locale.ROOT, "%.1f mL", drawn.mask().volumeMl());
  }

  /// As another segment is called, a square over a few slices.
  private static Segment drawn(Grid grid, @Nullable Segment as, int side) {
    Segment.Code code = new Segment.Code("108369006", "SCT", "Neoplasm");
    return new Segment(
        as == null ? "Tumour" : as.label(),
        as == null ? code : as.code(),
        side == 0 ? Mask.of(grid, new BitSet()) : box(grid, 2, 2 + side));
  }

  private static Mask box(Grid grid, int from, int to) {
    BitSet bits = new BitSet();
    for (int slice = 3; slice < 6; slice++) {
      for (int row = from; row < to; row++) {
        bits.set(grid.offset(from, row, slice), grid.offset(to, row, slice));
      }
    }
    return Mask.of(grid, bits);
  }

  private FindingView finding(String id) {
    try {
      return desk.findings(study).stream()
          .filter(f -> f.findingId().equals(id))
          .findFirst()
          .orElseThrow();
    } catch (CairnException e) {
      throw new AssertionError(e);
    }
  }

  private ModelOffer anotherClassifier() throws CairnException {
    return desk.offers().stream()
        .filter(o -> o.task() == Task.CLASSIFY_T1C && !o.serves() && o.barred().isEmpty())
        .findFirst()
        .orElseThrow();
  }

  private static FindingView proposedType(List<FindingView> found) {
    return found.stream()
        .filter(f -> f.status() == Status.PROPOSED && f.type().isPresent())
        .findFirst()
        .orElseThrow();
  }

  private OpenedStudy open() throws CairnException {
    return desk.open(study, Progress.NONE);
  }

  /// Besides permits.
  private long entries() throws CairnException {
    long permits = permits(patient);
    return desk.status().journalEntries() - permits;
  }

  private ReadingState state() throws CairnException {
    return desk.worklist().getFirst().study().orElseThrow().state();
  }

  private static ViewerSeries series(OpenedStudy opened, String uid) {
    return opened.series().stream()
        .filter(s -> s.seriesInstanceUid().equals(uid))
        .findFirst()
        .orElseThrow();
  }

  private static List<Integer> counts(List<SegmentView> outlines) {
    return outlines.stream().map(s -> s.segment().mask().count()).toList();
  }

  private static void refused(Executable deed) {
    CairnException refusal = assertThrows(CairnException.class, deed);
    assertEquals(CairnException.Kind.REFUSED, refusal.kind());
    assertFalse(String.valueOf(refusal.getMessage()).isBlank());
  }
}

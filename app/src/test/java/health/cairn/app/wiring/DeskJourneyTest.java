package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.analysis.Analysis;
import health.cairn.app.desk.Correction;
import health.cairn.app.desk.FindingView;
import health.cairn.app.desk.ImportSummary;
import health.cairn.app.desk.ModelOffer;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OpenedStudy.SegmentView;
import health.cairn.app.desk.PatientHistory;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.ReadingState;
import health.cairn.app.insight.DriftMonitor;
import health.cairn.app.usecase.StudyIntake;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.verify.ProofCheck;
import health.cairn.ledger.verify.ProofVerifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/// The main job on the sample patient in a real home, step after step, as the window drives it.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DeskJourneyTest {
  private static DemoHome home;
  private static Desk desk;

  @TempDir Path directory;

  @BeforeAll
  static void open() throws Exception {
    home = DemoHome.create("reader");
    desk = home.desk();
  }

  @AfterAll
  static void close() {
    home.close();
  }

  @Test
  @Order(1)
  void importFrom_storesImagesAndRecordOfOnePatient() throws Exception {
    Path zip = home.samplePatient();
    ImportSummary first = desk.importFrom(List.of(zip), Progress.NONE);
    assertEquals(List.of(), first.refused());
    assertEquals(first.read(), first.stored());
    WorklistRow row = row();
    assertEquals("CAIRN-0001", row.patient().patientId());
    int records = row.records().orElseThrow();
    assertTrue(records > 200, "records: " + records);
    assertEquals(ReadingState.NEW, row.study().orElseThrow().state());
    assertEquals(
        List.of(SequenceRole.T1, SequenceRole.T1C, SequenceRole.T2, SequenceRole.FLAIR),
        row.study().orElseThrow().roles());
    assertTrue(desk.status().journalEntries() >= first.stored() + records - 1);

    ImportSummary again = desk.importFrom(List.of(zip), Progress.NONE);
    assertEquals(again.read(), again.merged());
  }

  @Test
  @Order(2)
  void analyze_leavesNothingWhenItIsCancelled() throws Exception {
    long before = desk.status().journalEntries();
    assertThrows(
        CancellationException.class,
        () ->
            desk.analyze(
                study(),
                (step, done, total) -> {
                  if (step.startsWith("Segment")) {
                    throw new CancellationException();
                  }
                }));
    assertEquals(before + 1, desk.status().journalEntries(), "only that it was permitted");
    assertEquals(List.of(), desk.findings(study()));
  }

  @Test
  @Order(3)
  void analyze_proposesTheTumourThatIsThere() throws Exception {
    Analysis analysis = desk.analysis(study(), Progress.NONE);
    assertFalse(analysis.tumour().orElseThrow().outlined().isEmpty());
    List<FindingView> findings = desk.findings(study());
    assertTrue(findings.size() >= 2, "findings: " + findings.size());
    for (FindingView finding : findings) {
      assertEquals(FindingView.Status.PROPOSED, finding.status());
      assertTrue(finding.modelSha256().orElseThrow().matches("[0-9a-f]{64}"));
      assertEquals(AnchorState.PREPARED, finding.proof());
    }
    OpenedStudy opened = desk.open(study(), Progress.NONE);
    assertEquals(4, opened.series().size());
    assertEquals(SequenceRole.T1C, opened.series().getFirst().role());
    assertEquals(
        analysis.tumour().get().outlined().getFirst().found().segment().mask().count(),
        opened.segments().getFirst().segment().mask().count());
  }

  @Test
  @Order(4)
  void analyze_isRefusedWhileProposalsWait() {
    CairnException refused =
        assertThrows(CairnException.class, () -> desk.analyze(study(), Progress.NONE));
    assertEquals(CairnException.Kind.REFUSED, refused.kind());
  }

  @Test
  @Order(5)
  void decide_keepsBothVersionsAndThePersonsName() throws Exception {
    List<FindingView> findings = desk.findings(study());
    FindingView accepted = desk.decide(findings.getFirst().findingId(), true, "");
    assertEquals(FindingView.Status.ACCEPTED, accepted.status());
    FindingView rejected = desk.decide(findings.getLast().findingId(), false, "not typical");
    assertEquals(FindingView.Status.REJECTED, rejected.status());
    assertTrue(rejected.why().getLast().contains("not typical"));
    if (findings.size() == 2) {
      assertEquals(ReadingState.REVIEWED, row().study().orElseThrow().state());
    }
  }

  @Test
  @Order(6)
  void history_holdsTheRecordAndTheFindings() throws Exception {
    PatientHistory history = desk.history(row().patient().patientKey());
    List<TimelineEvent> events = history.timeline().events();
    assertTrue(events.size() > 200, "events: " + events.size());
    for (TimelineEvent.Kind kind :
        List.of(
            TimelineEvent.Kind.ENCOUNTER,
            TimelineEvent.Kind.LAB,
            TimelineEvent.Kind.MEDICATION,
            TimelineEvent.Kind.PROCEDURE,
            TimelineEvent.Kind.IMAGING,
            TimelineEvent.Kind.FINDING)) {
      assertTrue(events.stream().anyMatch(e -> e.kind() == kind), kind + " is missing");
    }
  }

  @Test
  @Order(7)
  void proof_holdsForRecordsAndImagesAndVerifiesWithoutTheHome() throws Exception {
    FindingView finding = desk.findings(study()).getFirst();
    ProofView proof = desk.proof(row().patient().patientKey(), finding.recordId());
    assertTrue(proof.intact());
    assertEquals(AnchorState.PREPARED, proof.state());
    assertTrue(proof.sentence().contains("not yet anchored"), proof.sentence());
    ProofCheck check = new ProofVerifier().verify(desk.proofFile(finding.recordId()));
    assertTrue(check instanceof ProofCheck.Verified, check.toString());

    List<ProofView> latest = desk.latestProofs(row().patient().patientKey(), 500);
    assertTrue(latest.stream().allMatch(ProofView::intact));
    assertTrue(
        latest.stream().anyMatch(p -> p.recordId().startsWith(StudyIntake.recordId(""))),
        "an image is among them");
  }

  @Test
  @Order(7)
  void proof_holdsForTheModelsThatAnsweredAsShipped() throws Exception {
    byte[] proof = desk.proofFile("ShippedModels/1");

    ProofCheck check = new ProofVerifier().verify(proof);
    assertTrue(check instanceof ProofCheck.Verified, check.toString());
    assertThrows(CairnException.class, () -> desk.proofFile("ShippedModels/2"), "once is enough");
  }

  @Test
  @Order(8)
  void journal_isIntactFromEndToEnd() throws Exception {
    desk.anchoring().checkpoint();
    JournalCheck check =
        desk.journal().journal().verify(new CheckpointVerifier(desk.signer().verificationKey()));
    assertTrue(check instanceof JournalCheck.Intact, check.toString());
  }

  @Test
  @Order(9)
  void writeReport_isOnePageOfPdf() throws Exception {
    Path report = directory.resolve("report.pdf");
    desk.writeReport(study(), report);
    try (var pdf = org.apache.pdfbox.Loader.loadPDF(report.toFile())) {
      assertEquals(1, pdf.getNumberOfPages());
      String text = new org.apache.pdfbox.text.PDFTextStripper().getText(pdf);
      assertTrue(text.contains("CAIRN-0001"), text);
      assertTrue(text.contains("not yet anchored"), text);
      assertTrue(text.contains("Not a medical device"), text);
    }
  }

  @Test
  @Order(9)
  void writeReport_leavesNothingWhenItCannotBeWritten() throws Exception {
    Path folder = Files.createDirectory(directory.resolve("folder"));
    Files.createFile(folder.resolve("mine"));
    assertThrows(CairnException.class, () -> desk.writeReport(study(), folder));
    try (var left = Files.list(directory)) {
      assertEquals(List.of(folder), left.toList());
    }
  }

  @Test
  @Order(10)
  void files_holdNothingOfThePatientInTheClear() throws Exception {
    String name = row().patient().name();
    String family = name.substring(name.lastIndexOf(' ') + 1);
    try (var files = Files.walk(home.directory())) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (file.getFileName().toString().endsWith(".zip")) {
          continue; // the sample patient as it came
        }
        String content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertFalse(content.contains("CAIRN-0001"), file.toString());
        assertFalse(content.contains(family), file.toString());
      }
    }
  }

  @Test
  @Order(11)
  void outlines_areTheOnesOfTheOpenedStudyAndLeaveNoEntry() throws Exception {
    OpenedStudy opened = desk.open(study(), Progress.NONE);
    long before = desk.status().journalEntries();
    List<SegmentView> outlines = desk.outlines(study());
    assertEquals(before, desk.status().journalEntries());
    assertEquals(opened.segments().size(), outlines.size());
    SegmentView expected = opened.segments().getFirst();
    SegmentView got = outlines.getFirst();
    assertEquals(expected.seriesInstanceUid(), got.seriesInstanceUid());
    assertEquals(expected.findingId(), got.findingId());
    assertEquals(expected.segment().mask().grid(), got.segment().mask().grid());
    assertEquals(expected.segment().mask().count(), got.segment().mask().count());
  }

  @Test
  @Order(12)
  void overruleRole_isKeptThroughAnotherImportAndCanBeTakenBack() throws Exception {
    OpenedStudy before = desk.open(study(), Progress.NONE);
    OpenedStudy.ViewerSeries t2 = before.series().getLast();
    long entries = desk.status().journalEntries();
    String reason = desk.overruleRole(t2.seriesInstanceUid(), SequenceRole.OTHER);
    assertEquals("set by the reader reader; the files say T2: " + t2.roleReason(), reason);
    assertEquals(entries + 1, desk.status().journalEntries());
    ProofView noted = desk.latestProofs(row().patient().patientKey(), 1).getFirst();
    assertEquals("Series/" + t2.seriesInstanceUid(), noted.recordId());
    assertTrue(noted.intact());

    desk.importFrom(List.of(zip()), Progress.NONE);
    assertEquals(
        List.of(SequenceRole.T1, SequenceRole.T1C, SequenceRole.FLAIR),
        row().study().orElseThrow().roles());
    OpenedStudy again = desk.open(study(), Progress.NONE);
    assertEquals(SequenceRole.OTHER, again.series().getLast().role());
    assertEquals(reason, again.series().getLast().roleReason());

    String back = desk.overruleRole(t2.seriesInstanceUid(), SequenceRole.T2);
    assertEquals(t2.roleReason(), back);
    assertEquals(
        OpenedStudy.READING,
        desk.open(study(), Progress.NONE).series().stream().map(s -> s.role()).toList());
  }

  @Test
  @Order(13)
  void overruleRole_isRefusedForASeriesThatIsNotHere() {
    CairnException refused =
        assertThrows(CairnException.class, () -> desk.overruleRole("1.2.3", SequenceRole.T1));
    assertEquals(CairnException.Kind.REFUSED, refused.kind());
  }

  @Test
  @Order(14)
  void correct_keepsAnExampleWithConsentOnlyAndWithdrawalDestroysIt() throws Exception {
    String patient = row().patient().patientKey();
    for (FindingView finding : desk.findings(study())) {
      if (finding.status() == FindingView.Status.PROPOSED) {
        desk.decide(finding.findingId(), false, "");
      }
    }
    assertEquals(0, desk.learning().status().patients(), "nobody agreed so far");
    assertTrue(desk.consents().agreeToLearning(patient));
    assertFalse(desk.consents().agreeToLearning(patient), "said before");

    desk.analyze(study(), Progress.NONE);
    FindingView kind =
        desk.findings(study()).stream()
            .filter(f -> f.status() == FindingView.Status.PROPOSED)
            .filter(f -> f.title().startsWith("Tumour type"))
            .findFirst()
            .orElseThrow();
    Correction corrected = desk.correctType(kind.findingId(), "meningioma", "biopsy");

    assertTrue(corrected.kept(), corrected.example());
    assertEquals(FindingView.Status.AMENDED, corrected.finding().status());
    assertEquals("Tumour type: meningioma", corrected.finding().title());
    assertTrue(
        desk.findings(study()).stream()
            .anyMatch(
                f ->
                    f.findingId().equals(kind.findingId())
                        && f.status() == FindingView.Status.AMENDED));
    assertEquals(1, desk.learning().status().patientsByClass().get("meningioma"));
    assertEquals(Optional.of(1), desk.consents().endLearning(patient));
    assertEquals(0, desk.learning().status().patients());
    assertEquals(2, desk.drift(DriftMonitor.STANDARD).analyses(), "two analyses left their rows");
    assertEquals(Optional.empty(), desk.status().drift());
  }

  @Test
  @Order(15)
  void analyze_isAnsweredByWhomTheReaderChoseAndCountsForNothingElse() throws Exception {
    for (FindingView finding : desk.findings(study())) {
      if (finding.status() == FindingView.Status.PROPOSED) {
        desk.decide(finding.findingId(), false, "");
      }
    }
    int rows = desk.drift(DriftMonitor.STANDARD).analyses();
    ModelOffer offer =
        desk.offers().stream()
            .filter(o -> o.task() == ModelOffer.Task.CLASSIFY_T1C && !o.serves())
            .filter(o -> o.name().equals("cheng-t1c-radiomics"))
            .findFirst()
            .orElseThrow();
    FindingView kind =
        desk.analyze(study(), new ModelWish(List.of(offer.key())), Progress.NONE).stream()
            .filter(f -> f.status() == FindingView.Status.PROPOSED && f.type().isPresent())
            .findFirst()
            .orElseThrow();
    assertEquals(offer.name() + " " + offer.version(), kind.author());
    assertTrue(
        kind.why().stream().anyMatch(w -> w.contains(kind.author() + " was chosen for this look")),
        kind.why().toString());
    assertEquals(rows, desk.drift(DriftMonitor.STANDARD).analyses(), "not a row of what serves");
    String patient = row().patient().patientKey();
    assertFalse(desk.learningAgreed(patient));
    Correction denied = desk.correctType(kind.findingId(), "pituitary", "");
    assertFalse(denied.kept());
    assertTrue(denied.example().contains("did not agree"), denied.example());
    assertEquals("Tumour type: pituitary", denied.finding().title());
    assertEquals(0, desk.agreeToLearning(patient, true));
    assertTrue(desk.learningAgreed(patient));
    assertEquals(0, desk.agreeToLearning(patient, false), "nothing had been kept");
    assertThrows(CairnException.class, () -> desk.correctType(kind.findingId(), "cyst", ""));
  }

  private static Path zip() {
    return home.directory().resolve("sample-patient.zip");
  }

  private static WorklistRow row() throws CairnException {
    return desk.worklist().getFirst();
  }

  private static String study() {
    try {
      return row().study().orElseThrow().studyInstanceUid();
    } catch (CairnException e) {
      throw new IllegalStateException(e);
    }
  }
}

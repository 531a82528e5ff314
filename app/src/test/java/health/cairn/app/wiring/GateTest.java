package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.access.AccessPolicy;
import health.cairn.app.access.Action;
import health.cairn.app.access.Role;
import health.cairn.app.desk.AuditLine;
import health.cairn.app.desk.DrawnOutline;
import health.cairn.app.desk.KeptOutline;
import health.cairn.app.desk.ModelWish;
import health.cairn.app.desk.OpenedStudy;
import health.cairn.app.desk.OutlineDraft;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.WorklistRow;
import health.cairn.app.desk.WorklistRow.StudyRow;
import health.cairn.app.desk.Workstation;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.learn.ChangePlan;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.app.usecase.StaffConsents;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.DicomReader;
import health.cairn.imaging.dicom.SegAlgorithm;
import health.cairn.imaging.dicom.SegWriter;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.dicom.Series;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.Segment;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.besu.ChainDoctor;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.Alarm;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Who may open what, on the real home: roles with passphrases of their own, patients' decisions, emergencies, and
/// what of it is in the journal.
class GateTest {
  @TempDir Path directory;
  private Home home;
  private Desk desk;
  private String patient;
  private String study;

  @BeforeEach
  void openHome() throws Exception {
    home = new Home(directory.resolve("home"));
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      desk = Desk.create(home, passphrase, "owner");
    }
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    desk.importFrom(List.of(images), Progress.NONE);
    patient = desk.worklist().getFirst().patient().patientKey();
    study = desk.worklist().getFirst().study().orElseThrow().studyInstanceUid();
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  private void signIn(String user, String phrase) throws CairnException {
    desk.close();
    try (Passphrase passphrase = Passphrase.of(phrase.toCharArray())) {
      desk = Desk.open(home, passphrase, user);
    }
  }

  private void account(String name, Role role) throws CairnException {
    try (Passphrase passphrase = Passphrase.of((name + "'s own").toCharArray())) {
      desk.accounts().add(name, role, passphrase);
    }
  }

  private ConsentDecision say(ConsentPurpose purpose, boolean yes) throws CairnException {
    ConsentTerms terms =
        ConsentTerms.standard(purpose, yes, "", LocalDate.now(ZoneId.systemDefault()));
    return desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms),
                KioskLanguage.ENGLISH,
                new Signature.OnPaper(),
                Optional.of("Nurse Sato")))
        .decisions()
        .getFirst();
  }

  private ProofView newest() throws CairnException {
    return desk.latestProofs(patient, 1).getFirst();
  }

  private List<String> permits(Action action) throws CairnException {
    return desk.audit(patient, 100).stream()
        .filter(line -> line.recordId().equals(action.permitId(patient)))
        .map(AuditLine::purpose)
        .toList();
  }

  private static AccessDeniedException denied(Executable act) {
    AccessDeniedException denied = assertThrows(AccessDeniedException.class, act);
    assertEquals(CairnException.Kind.NOT_ALLOWED, denied.kind());
    assertEquals(1, denied.getMessage().lines().count());
    return denied;
  }

  @Test
  void open_isRefusedAfterANoAndTheRefusalIsInTheJournal() throws Exception {
    OpenedStudy opened = desk.open(study, Progress.NONE);
    assertFalse(opened.series().isEmpty());
    long before = desk.status().journalEntries();

    say(ConsentPurpose.CARE, false);

    assertTrue(denied(() -> desk.open(study, Progress.NONE)).breakGlass());
    denied(() -> desk.outlines(study));
    denied(() -> desk.history(patient));
    denied(() -> desk.findings(study));
    assertTrue(desk.status().journalEntries() >= before + 5);
    assertTrue(
        desk.latestProofs(patient, 20).stream().anyMatch(p -> p.event().equals("access denied")));
  }

  @Test
  void analyze_isRefusedWithoutEmergencyWhenThePatientWantsNoModels() throws Exception {
    say(ConsentPurpose.AI_ANALYSIS, false);

    assertFalse(denied(() -> desk.analyze(study, Progress.NONE)).breakGlass());
    desk.breakGlass(patient, "unconscious after a fall");
    denied(() -> desk.analyze(study, Progress.NONE));
    desk.open(study, Progress.NONE);
  }

  @Test
  void withdraw_closesWhatIsOpenAtOnce() throws Exception {
    ConsentDecision yes = say(ConsentPurpose.CARE, true);
    desk.open(study, Progress.NONE);
    ProofView opened = newest();
    assertEquals("access", opened.event());
    assertEquals("Study/" + study, opened.recordId());
    desk.outlines(study);

    desk.consents().withdraw(patient, yes.consentId());

    assertTrue(
        desk.latestProofs(patient, 5).stream().noneMatch(p -> p.event().equals("access denied")));
    denied(() -> desk.outlines(study));
    assertEquals("access denied", newest().event());
  }

  @Test
  void breakGlass_opensCareWithAReasonThatIsOnRecord() throws Exception {
    say(ConsentPurpose.CARE, false);
    for (String noReason : List.of("", "  ", "why", "x".repeat(151))) {
      CairnException refused =
          assertThrows(CairnException.class, () -> desk.breakGlass(patient, noReason));
      assertEquals(CairnException.Kind.REFUSED, refused.kind());
    }

    desk.breakGlass(patient, "unconscious after a fall");

    assertEquals("break glass", newest().event());
    desk.history(patient);
    assertEquals("access", newest().event());
    assertEquals("Patient/" + patient, newest().recordId());
  }

  @Test
  void require_inAnEmergencyLeavesAnEntryBesideTheOneBySilence() throws Exception {
    desk.askAgain(Workstation.Shown.RECORD, patient);
    say(ConsentPurpose.CARE, false);
    desk.breakGlass(patient, "unconscious after a fall");

    desk.askAgain(Workstation.Shown.RECORD, patient);

    assertEquals(
        List.of(
            "may read the health record; emergency",
            "may read the health record; by policy, the patient did not refuse"),
        permits(Action.READ_RECORD));
  }

  @Test
  void audit_showsWhatWasThereBeforeThisLookAndThenLeavesIt() throws Exception {
    desk.open(study, Progress.NONE);
    long before = desk.status().journalEntries();

    List<AuditLine> lines = desk.audit(patient, 1);
    List<ProofView> proofs = desk.latestProofs(patient, 100);

    assertEquals("Study/" + study, lines.getFirst().recordId());
    assertEquals(before + 1, desk.status().journalEntries());
    assertEquals(Action.SEE_JOURNAL.permitId(patient), proofs.getFirst().recordId());
  }

  @Test
  void proof_isOfThePatientsOwnRecords() throws Exception {
    desk.open(study, Progress.NONE);
    Path images = directory.resolve("others");
    TinyStudy.write(images, "john", 1);
    desk.importFrom(List.of(images), Progress.NONE);
    String other =
        desk.worklist().stream()
            .map(row -> row.patient().patientKey())
            .filter(key -> !key.equals(patient))
            .findFirst()
            .orElseThrow();
    long before = desk.status().journalEntries();

    for (String notTheirs : List.of(other, "")) {
      CairnException refused =
          assertThrows(CairnException.class, () -> desk.proof(notTheirs, "Study/" + study));
      assertEquals(CairnException.Kind.REFUSED, refused.kind());
    }

    assertEquals(before, desk.status().journalEntries(), "nobody looked at anything");
    assertEquals("Study/" + study, desk.proof(patient, "Study/" + study).recordId());
    assertEquals(before + 1, desk.status().journalEntries());
  }

  @Test
  void worklist_saysNothingOfWhatThePatientClosed() throws Exception {
    say(ConsentPurpose.CARE, false);
    long before = desk.status().journalEntries();

    WorklistRow closed = desk.worklist().getFirst();

    assertEquals(patient, closed.patient().patientKey());
    assertEquals(Optional.of(StudyRow.closed(study)), closed.study());
    assertEquals(Optional.empty(), closed.records());
    assertTrue(closed.closed());
    assertEquals(before, desk.status().journalEntries(), "a list refuses nobody");
    denied(() -> desk.open(closed.study().orElseThrow().studyInstanceUid(), Progress.NONE));

    desk.breakGlass(patient, "unconscious after a fall");

    WorklistRow opened = desk.worklist().getFirst();
    assertEquals("Head", opened.study().orElseThrow().description());
    assertTrue(opened.records().isPresent());
    assertFalse(opened.closed());
  }

  @Test
  void worklist_leavesOutTheRecordThatTheConsentLeavesOut() throws Exception {
    ConsentDecision yes = say(ConsentPurpose.CARE, true);
    desk.consents().narrow(patient, yes.consentId());

    WorklistRow row = desk.worklist().getFirst();

    assertEquals("Head", row.study().orElseThrow().description());
    assertEquals(Optional.empty(), row.records());
    assertFalse(row.closed());
  }

  @Test
  void worklist_ofTheFrontDeskIsNames() throws Exception {
    account("fay", Role.FRONT_DESK);
    signIn("fay", "fay's own");

    List<WorklistRow> rows = desk.worklist();

    assertEquals(1, rows.size());
    assertEquals(patient, rows.getFirst().patient().patientKey());
    assertEquals(Optional.empty(), rows.getFirst().study());
    assertEquals(Optional.empty(), rows.getFirst().records());
  }

  @Test
  void whatBindsTheHome_isForItsOwnerAndItsMachinesStaffAndRefusalsAreRecorded() throws Exception {
    account("fay", Role.FRONT_DESK);
    account("rae", Role.RESEARCHER);
    account("ada", Role.IT);
    URI nowhere = URI.create("http://localhost:1");
    for (String user : List.of("fay", "rae")) {
      signIn(user, user + "'s own");
      long before = desk.status().journalEntries();
      for (Executable act :
          List.<Executable>of(
              () -> desk.anchoring().changeKey(KeyChange.Cause.ROTATED),
              () -> desk.anchoring().deploy(nowhere, 1, NodeAccess.OPEN),
              () -> desk.anchoring().deployNetwork(nowhere, 1, NodeAccess.OPEN),
              () ->
                  desk.anchoring()
                      .network()
                      .vote(new Change.Remove(Hash.sha256("B")), Optional.empty()),
              () -> desk.anchoring().network().adopt(desk.grants()),
              () -> desk.anchoring().network().deploySuccessor(nowhere, 1, NodeAccess.OPEN),
              () ->
                  desk.anchoring()
                      .network()
                      .deploy(
                          ChainDoctor.Contract.CONSENTS,
                          Optional.empty(),
                          nowhere,
                          1,
                          NodeAccess.OPEN),
              () -> desk.witnessing().cosign("", Optional.of("00")),
              () -> desk.accounts().remove("ada"))) {
        CairnException refused = assertThrows(CairnException.class, act);
        assertEquals(CairnException.Kind.NOT_ALLOWED, refused.kind());
        assertEquals(1, refused.getMessage().lines().count());
      }
      assertEquals(before + 9, desk.status().journalEntries());
      assertEquals("ACCESS_DENIED", entry("Home/rules").event().name());
      assertEquals(user, entry("Home/rules").actor());
    }
    signIn("ada", "ada's own");
    for (Executable act :
        List.<Executable>of(
            () -> account("eve", Role.RADIOLOGIST),
            () -> account("ada", Role.IT),
            () -> desk.accounts().adopt(AccessPolicy.standard()))) {
      CairnException refused = assertThrows(CairnException.class, act);
      assertEquals(CairnException.Kind.NOT_ALLOWED, refused.kind());
      assertTrue(refused.getMessage().startsWith("Only the owner of this home may"));
    }
    desk.accounts().remove("rae");
    desk.anchoring().changeKey(KeyChange.Cause.ROTATED);
  }

  @Test
  void require_leavesAnEntryOfEachKindOfLookAndOneMoreOnOtherGrounds() throws Exception {
    desk.open(study, Progress.NONE);
    desk.outlines(study);
    desk.findings(study);
    assertEquals(List.of(), permits(Action.LOOK_AT_IMAGES), "the opening stands for them");
    desk.askAgain(Workstation.Shown.RECORD, patient);
    desk.askAgain(Workstation.Shown.RECORD, patient);
    String silent = "may read the health record; by policy, the patient did not refuse";
    assertEquals(List.of(silent), permits(Action.READ_RECORD));
    assertEquals(List.of("may see who looked; by policy"), permits(Action.SEE_JOURNAL));

    ConsentDecision yes = say(ConsentPurpose.CARE, true);
    desk.findings(study);
    desk.askAgain(Workstation.Shown.RECORD, patient);

    String agreed = "the patient agreed, under " + yes.consentId();
    assertEquals(List.of("may look at the pictures; " + agreed), permits(Action.LOOK_AT_IMAGES));
    assertEquals(
        List.of("may read the health record; " + agreed, silent), permits(Action.READ_RECORD));
    assertEquals(List.of(), desk.monitorHome().full(Progress.NONE).alarms());
  }

  @Test
  void worklist_leavesAnEntryAboutNobodyInParticular() throws Exception {
    account("fay", Role.FRONT_DESK);
    signIn("fay", "fay's own");
    long before = desk.status().journalEntries();
    desk.worklist();
    desk.worklist();
    assertEquals(before + 1, desk.status().journalEntries());
    assertEquals("ACCESS", entry("Worklist/here").event().name());
    assertEquals("fay", entry("Worklist/here").actor());
  }

  private Entry entry(String recordId) throws Exception {
    return Objects.requireNonNull(desk.proof(recordId).opening()).entry();
  }

  @Test
  void audit_saysWhoLookedAndOnWhatGrounds() throws Exception {
    ConsentDecision yes = say(ConsentPurpose.CARE, true);
    desk.history(patient);
    account("kim", Role.CLINICIAN);
    say(ConsentPurpose.AI_ANALYSIS, false);
    signIn("kim", "kim's own");
    desk.open(study, Progress.NONE);

    List<AuditLine> lines = desk.audit(patient, 50);

    AuditLine looked =
        lines.stream().filter(l -> l.recordId().startsWith("Study/")).findFirst().orElseThrow();
    assertEquals("access", looked.event());
    assertEquals("kim", looked.actor());
    assertEquals("Study/" + study, looked.recordId());
    assertTrue(looked.purpose().endsWith("under " + yes.consentId()), looked.purpose());
    assertTrue(lines.stream().anyMatch(l -> l.event().equals("consent decided")));
    assertTrue(lines.stream().noneMatch(l -> l.state() == AnchorState.REJECTED));
  }

  @Test
  void signIn_takesOnlyTheAccountsOwnPassphrase() throws Exception {
    account("lee", Role.RADIOLOGIST);

    assertThrows(CairnException.class, () -> signIn("lee", "home"));
    assertThrows(CairnException.class, () -> signIn("owner", "lee's own"));
    signIn("lee", "lee's own");
    desk.open(study, Progress.NONE);
    assertThrows(
        CairnException.class, () -> account("kim", Role.CLINICIAN), "she does not rule here");
    signIn("owner", "home");
    desk.accounts().remove("lee");
    assertThrows(CairnException.class, () -> signIn("lee", "lee's own"));
    signIn("owner", "home");
    assertEquals(List.of(), desk.accounts().all());
  }

  /// What a role that treats nobody is refused, by signature: every method that names a patient.
  private Map<String, Executable> ofAPatient(
      OpenedStudy opened, String finding, Segment drawn, Path segmentation, String consent) {
    String series = opened.series().getFirst().seriesInstanceUid();
    DrawnOutline outline =
        new DrawnOutline(study, series, Optional.empty(), drawn, Optional.empty(), "");
    OutlineDraft draft = new OutlineDraft(study, series, Optional.empty(), "Tumour", drawn.mask());
    return Map.ofEntries(
        Map.entry("worklist()", () -> desk.worklist()),
        Map.entry("open(String,Progress)", () -> desk.open(study, Progress.NONE)),
        Map.entry("outlines(String)", () -> desk.outlines(study)),
        Map.entry("doubts(String)", () -> desk.doubts(study)),
        Map.entry(
            "overruleRole(String,SequenceRole)", () -> desk.overruleRole(series, SequenceRole.T1)),
        Map.entry("analyze(String,Progress)", () -> desk.analyze(study, Progress.NONE)),
        Map.entry(
            "analyze(String,ModelWish,Progress)",
            () -> desk.analyze(study, ModelWish.NONE, Progress.NONE)),
        Map.entry("analysis(String,Progress)", () -> desk.analysis(study, Progress.NONE)),
        Map.entry("explain(OpenedStudy,Progress)", () -> desk.explain(opened, Progress.NONE)),
        Map.entry(
            "organs(OpenedStudy,List,Progress)",
            () -> desk.organs(opened, List.of(), Progress.NONE)),
        Map.entry("exportStructures(String,Path)", () -> desk.exportStructures(study, directory)),
        Map.entry("findings(String)", () -> desk.findings(study)),
        Map.entry("decide(String,boolean,String)", () -> desk.decide(finding, true, "")),
        Map.entry(
            "correctType(String,String,String)", () -> desk.correctType(finding, "glioma", "")),
        Map.entry("correct(String,String,String)", () -> desk.correct(finding, "glioma", "")),
        Map.entry(
            "correctOutline(Path,Optional,String)",
            () -> desk.correctOutline(segmentation, Optional.of("glioma"), "")),
        Map.entry(
            "keepOutline(DrawnOutline,Progress)", () -> desk.keepOutline(outline, Progress.NONE)),
        Map.entry("saveDraft(OutlineDraft)", () -> desk.saveDraft(draft)),
        Map.entry("draft(String)", () -> desk.draft(study)),
        Map.entry("discardDraft(String)", () -> desk.discardDraft(study)),
        Map.entry("learningAgreed(String)", () -> desk.learningAgreed(patient)),
        Map.entry("agreeToLearning(String,boolean)", () -> desk.agreeToLearning(patient, false)),
        Map.entry(
            "askAgain(Shown,String)", () -> desk.askAgain(Workstation.Shown.PICTURES, patient)),
        Map.entry("history(String)", () -> desk.history(patient)),
        Map.entry("proof(String,String)", () -> desk.proof(patient, "Study/" + study)),
        Map.entry("proof(String)", () -> desk.proof("Study/" + study)),
        Map.entry("proofFile(String)", () -> desk.proofFile("Study/" + study)),
        Map.entry("audit(String,int)", () -> desk.audit(patient, 3)),
        Map.entry("latestProofs(String,int)", () -> desk.latestProofs(patient, 3)),
        Map.entry("handOutWatchKey(String)", () -> desk.handOutWatchKey(patient)),
        Map.entry("held(String)", () -> desk.held(patient)),
        Map.entry("erase(String,String)", () -> desk.erase(patient, "moved away")),
        Map.entry("kioskCode(String,String,boolean)", () -> desk.kioskCode(patient, "", false)),
        Map.entry(
            "writeReport(String,Path)", () -> desk.writeReport(study, directory.resolve("r"))),
        Map.entry(
            "consents().record(String,SignedConsent)",
            () -> desk.consents().record(patient, onPaper(true))),
        Map.entry(
            "consents().withdraw(String,String)", () -> desk.consents().withdraw(patient, consent)),
        Map.entry(
            "consents().narrow(String,String)", () -> desk.consents().narrow(patient, consent)),
        Map.entry("consents().all(String)", () -> desk.consents().all(patient)),
        Map.entry("consents().inForce(String)", () -> desk.consents().inForce(patient)),
        Map.entry("consents().form(String)", () -> desk.consents().form(consent)),
        Map.entry(
            "consents().code(String,String,boolean)",
            () -> desk.consents().code(patient, "", false)),
        Map.entry(
            "consents().learningAgreed(String)", () -> desk.consents().learningAgreed(patient)),
        Map.entry(
            "consents().agreeToLearning(String)", () -> desk.consents().agreeToLearning(patient)),
        Map.entry("consents().endLearning(String)", () -> desk.consents().endLearning(patient)),
        Map.entry(
            "secondOpinions().hand(String,String)",
            () -> desk.secondOpinions().hand(patient, consent)),
        Map.entry(
            "secondOpinions().take(byte[],String)",
            () -> desk.secondOpinions().take(new byte[0], patient)),
        Map.entry(
            "secondOpinions().received(String)", () -> desk.secondOpinions().received(patient)));
  }

  private static final String MODELS = "models, which name nobody; decisions on them ask the gate";
  private static final String MACHINERY = "the program's own parts, for commands that name nobody";

  /// What asks nobody about a patient, and why not.
  private static final Map<String, String> OF_NOBODY =
      Map.ofEntries(
          Map.entry("status()", "counts, and who is signed in"),
          Map.entry("importFrom(List,Progress)", "what arrives is stored before anyone may look"),
          Map.entry("breakGlass(String,String)", "asks for a role that treats, below"),
          Map.entry("kiosk()", "patients decide there themselves, let in by a code"),
          Map.entry("consents()", "each of its methods is asked of above"),
          Map.entry("secondOpinions()", "each of its methods is asked of above"),
          Map.entry("secondOpinions().doubt(String)", "a name of an institution"),
          Map.entry("exportOutlines()", "asks for each patient, see exportOutlines_"),
          Map.entry("accounts()", "asks for the owner, see whatBindsTheHome_"),
          Map.entry("anchoring()", "asks for the owner or IT staff, see whatBindsTheHome_"),
          Map.entry("witnessing()", "asks for the owner or IT staff, see whatBindsTheHome_"),
          Map.entry("offers()", MODELS),
          Map.entry("modelReturns()", MODELS),
          Map.entry("goBack(ModelReturn,String)", MODELS),
          Map.entry("rollback(Optional,String)", MODELS),
          Map.entry("activate(String,String,String)", MODELS),
          Map.entry("care()", MODELS),
          Map.entry("models()", MODELS),
          Map.entry("acceptance()", MODELS),
          Map.entry("learning()", MODELS),
          Map.entry("outlineLearning()", MODELS),
          Map.entry("secondReader()", MODELS),
          Map.entry("drift(DriftMonitor)", "how the latest answers lie, of nobody"),
          Map.entry("monitored()", "what the monitor found names nobody"),
          Map.entry("verifyAll(Progress)", "what the monitor found names nobody"),
          Map.entry("monitorHome()", "what the monitor found names nobody"),
          Map.entry("watch()", MACHINERY),
          Map.entry("chain()", MACHINERY),
          Map.entry("chain(ChainConfig)", MACHINERY),
          Map.entry("grantOutbox()", MACHINERY),
          Map.entry("grants()", MACHINERY),
          Map.entry("accesses()", MACHINERY),
          Map.entry("journal()", MACHINERY),
          Map.entry("signer()", MACHINERY),
          Map.entry("close()", "ends it"));

  private static List<String> methods(Class<?> type, String prefix) {
    return Stream.of(type.getDeclaredMethods())
        .filter(m -> Modifier.isPublic(m.getModifiers()) && !Modifier.isStatic(m.getModifiers()))
        .filter(m -> !m.isSynthetic())
        .map(
            m ->
                Stream.of(m.getParameterTypes())
                    .map(Class::getSimpleName)
                    .collect(Collectors.joining(",", prefix + m.getName() + "(", ")")))
        .toList();
  }

  @Test
  void everythingOfAPatient_isRefusedToRolesThatTreatNobody() throws Exception {
    OpenedStudy opened = desk.open(study, Progress.NONE);
    Segment drawn = drawn(opened);
    String finding = keep(opened, Optional.empty()).finding().findingId();
    Path segmentation = segmentation(drawn);
    ConsentDecision yes = say(ConsentPurpose.TEACHING, true);
    account("ada", Role.IT);
    account("rae", Role.RESEARCHER);
    Map<String, Executable> all = ofAPatient(opened, finding, drawn, segmentation, yes.consentId());
    Set<String> there = new TreeSet<>(methods(Workstation.class, ""));
    there.addAll(methods(Desk.class, ""));
    there.addAll(methods(StaffConsents.class, "consents()."));
    there.addAll(methods(SecondOpinions.class, "secondOpinions()."));
    Set<String> asked = new TreeSet<>(all.keySet());
    asked.addAll(OF_NOBODY.keySet());
    assertEquals(
        there,
        asked,
        "a method that names a patient belongs into ofAPatient, another into OF_NOBODY");
    for (String user : List.of("ada", "rae")) {
      signIn(user, user + "'s own");
      all.forEach(
          (name, act) ->
              assertFalse(
                  assertThrows(AccessDeniedException.class, act, user + " " + name).breakGlass()));
      assertThrows(CairnException.class, () -> desk.breakGlass(patient, "no treatment at all"));
    }
  }

  private static Segment drawn(OpenedStudy opened) {
    Grid grid = opened.series().getFirst().volume().grid();
    BitSet inside = new BitSet();
    for (int row = 4; row < 12; row++) {
      inside.set(row * grid.columns() + 4, row * grid.columns() + 12);
    }
    return new Segment(
        "Tumour", new Segment.Code("108369006", "SCT", "Neoplasm"), Mask.of(grid, inside));
  }

  private KeptOutline keep(OpenedStudy opened, Optional<String> kind) throws CairnException {
    return desk.keepOutline(
        new DrawnOutline(
            opened.studyInstanceUid(),
            opened.series().getFirst().seriesInstanceUid(),
            Optional.empty(),
            drawn(opened),
            kind,
            ""),
        Progress.NONE);
  }

  /// As other software writes it.
  private Path segmentation(Segment drawn) throws Exception {
    Series series =
        new DicomReader()
            .read(
                List.of(directory.resolve("images")),
                Files.createDirectory(directory.resolve("unpacked")),
                Progress.NONE)
            .studies()
            .getFirst()
            .series()
            .getFirst();
    Path file = directory.resolve("by-hand.dcm");
    new SegWriter()
        .write(
            series,
            new DicomReader().volumes(series, Progress.NONE).stacks().getFirst(),
            List.of(new SegWriter.Drawn(drawn, new SegAlgorithm("by hand", "1", ""))),
            file);
    return file;
  }

  private static SignedConsent onPaper(boolean yes) {
    return new SignedConsent(
        List.of(
            ConsentTerms.standard(
                ConsentPurpose.CARE, yes, "", LocalDate.now(ZoneId.systemDefault()))),
        KioskLanguage.ENGLISH,
        new Signature.OnPaper(),
        Optional.empty());
  }

  @Test
  void record_takesAYesAfterANoOnlyBeforeAWitnessAndTheMonitorNamesIt() throws Exception {
    account("fay", Role.FRONT_DESK);
    desk.consents().record(patient, onPaper(false));
    signIn("fay", "fay's own");
    CairnException alone =
        assertThrows(CairnException.class, () -> desk.consents().record(patient, onPaper(true)));
    assertEquals(CairnException.Kind.REFUSED, alone.kind());
    SignedConsent yes = onPaper(true);
    desk.consents()
        .record(
            patient,
            new SignedConsent(
                yes.terms(), yes.language(), yes.signature(), Optional.of("Nurse Sato")));
    signIn("owner", "home");

    desk.open(study, Progress.NONE);

    assertEquals(
        List.of(Alarm.Kind.YES_ON_PAPER),
        desk.monitorHome().full(Progress.NONE).alarms().stream().map(Alarm::kind).toList());
  }

  @Test
  void form_isOpenedByWhoHandlesConsentsAndThatIsOnRecordEvenAfterANo() throws Exception {
    account("fay", Role.FRONT_DESK);
    ConsentDecision no = say(ConsentPurpose.CARE, false);
    signIn("fay", "fay's own");
    assertEquals(1, desk.consents().all(patient).size());
    CairnException unsigned =
        assertThrows(CairnException.class, () -> desk.consents().form(no.consentId()));
    assertEquals(CairnException.Kind.REFUSED, unsigned.kind(), "it was signed on paper");
    signIn("owner", "home");
    assertEquals(
        List.of("fay", "fay"),
        desk.audit(patient, 50).stream()
            .filter(line -> line.recordId().startsWith("ConsentList/"))
            .map(AuditLine::actor)
            .toList());
    assertEquals(List.of(), desk.monitorHome().full(Progress.NONE).alarms());
  }

  @Test
  void exportOutlines_isForRolesThatDoResearch() throws Exception {
    account("kim", Role.CLINICIAN);
    account("rae", Role.RESEARCHER);
    signIn("kim", "kim's own");
    denied(() -> desk.exportOutlines().run(directory.resolve("set")));
    signIn("rae", "rae's own");
    CairnException nothing =
        assertThrows(
            CairnException.class, () -> desk.exportOutlines().run(directory.resolve("set")));
    assertEquals(CairnException.Kind.REFUSED, nothing.kind(), "she may, but there is nothing");
  }

  /// @return key of the patient
  private String learntFrom(String name) throws Exception {
    Path images = directory.resolve("of " + name);
    TinyStudy.write(images, name, 2);
    desk.importFrom(List.of(images), Progress.NONE);
    WorklistRow row =
        desk.worklist().stream()
            .filter(r -> r.patient().patientId().equals("ID-" + name))
            .findFirst()
            .orElseThrow();
    OpenedStudy opened = desk.open(row.study().orElseThrow().studyInstanceUid(), Progress.NONE);
    desk.overruleRole(opened.series().getFirst().seriesInstanceUid(), SequenceRole.T1C);
    desk.consents().agreeToLearning(row.patient().patientKey());
    assertEquals("kept as an example to learn from", keep(opened, Optional.of("glioma")).example());
    return row.patient().patientKey();
  }

  /// @return patients
  private int exported() throws Exception {
    return desk.exportOutlines().run(Files.createDirectory(directory.resolve("set"))).patients();
  }

  private List<String> exports(String patientKey) throws CairnException {
    return desk.audit(patientKey, 100).stream()
        .filter(line -> line.event().equals("record exported"))
        .map(AuditLine::purpose)
        .toList();
  }

  @Test
  void exportOutlines_countsTheYesToLearningAndIsInThePatientsAudit() throws Exception {
    String ann = learntFrom("ann");

    assertEquals(1, exported());

    assertEquals(
        List.of(
            "outlines, without a name, to learn from; the patient agreed to exactly this, under"
                + " LearningConsent/"
                + ann),
        exports(ann));
    assertEquals(List.of(), exports(patient));
    assertEquals(List.of(), desk.monitorHome().full(Progress.NONE).alarms());
  }

  @Test
  void exportOutlines_leavesOutWhomThePolicyClosesAndSaysSo() throws Exception {
    String ann = learntFrom("ann");
    String bob = learntFrom("bob");
    patient = bob;
    say(ConsentPurpose.RESEARCH, true);
    AccessPolicy standard = AccessPolicy.standard();
    desk.accounts()
        .adopt(
            new AccessPolicy(
                standard.roles(),
                Map.of(ConsentPurpose.RESEARCH, AccessPolicy.Rule.UNLESS_REFUSED),
                Set.of(ConsentPurpose.RESEARCH),
                72));

    assertEquals(1, exported());

    assertEquals(1, exports(ann).size());
    assertEquals(List.of(), exports(bob));
    assertTrue(
        desk.audit(bob, 100).stream()
            .anyMatch(
                line ->
                    line.event().equals("access denied")
                        && line.purpose().startsWith("use data for research")));
  }

  @Test
  void models_areChosenByWhoReadsWithThem() throws Exception {
    account("kim", Role.CLINICIAN);
    account("lee", Role.RADIOLOGIST);
    signIn("kim", "kim's own");
    denied(() -> desk.learning().adopt(ChangePlan.shipped()));
    denied(() -> desk.learning().lock());
    assertEquals(List.of(), desk.models().history());
    signIn("lee", "lee's own");
    CairnException noCases = assertThrows(CairnException.class, () -> desk.learning().lock());
    assertEquals(CairnException.Kind.REFUSED, noCases.kind());
  }

  @Test
  void learning_endsWithANoToResearch() throws Exception {
    assertTrue(desk.consents().agreeToLearning(patient));
    say(ConsentPurpose.RESEARCH, false);
    assertFalse(desk.consents().learningAgreed(patient));
    CairnException refused =
        assertThrows(CairnException.class, () -> desk.consents().agreeToLearning(patient));
    assertEquals(CairnException.Kind.NOT_ALLOWED, refused.kind());

    ConsentDecision yes = say(ConsentPurpose.RESEARCH, true);
    assertTrue(desk.consents().agreeToLearning(patient));
    desk.consents().withdraw(patient, yes.consentId());
    assertFalse(desk.consents().learningAgreed(patient));
  }

  @Test
  void adopt_holdsAtOnce() throws Exception {
    AccessPolicy standard = AccessPolicy.standard();
    AccessPolicy strict =
        new AccessPolicy(
            standard.roles(),
            Map.of(ConsentPurpose.CARE, AccessPolicy.Rule.ONLY_WITH_CONSENT),
            standard.ledgerNeeded(),
            24);

    assertEquals("AccessPolicy/1", desk.accounts().adopt(strict));

    assertTrue(denied(() -> desk.open(study, Progress.NONE)).breakGlass());
    desk.breakGlass(patient, "unconscious after a fall");
    desk.open(study, Progress.NONE);
    signIn("owner", "home");
    denied(() -> desk.open(study, Progress.NONE));
    say(ConsentPurpose.CARE, true);
    desk.open(study, Progress.NONE);
  }

  /// An institution's policy from before consents were asked about.
  @Test
  void adopt_ofAPolicyThatDoesNotNameConsentsLeavesThemToWhoFindsPatients() throws Exception {
    AccessPolicy standard = AccessPolicy.standard();
    desk.accounts()
        .adopt(
            new AccessPolicy(
                Map.of(
                    Role.OWNER, Set.of(Action.FIND_PATIENTS, Action.LOOK_AT_IMAGES),
                    Role.IT, Set.of()),
                standard.purposes(),
                standard.ledgerNeeded(),
                72));
    account("ada", Role.IT);
    say(ConsentPurpose.CARE, false);
    signIn("ada", "ada's own");
    denied(() -> desk.consents().all(patient));
  }
}

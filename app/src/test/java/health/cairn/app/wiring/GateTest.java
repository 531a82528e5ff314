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
import health.cairn.app.desk.OpenedStudy;
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
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.monitor.Alarm;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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

  /// Before this look itself.
  private String newest() throws CairnException {
    return desk.latestProofs(patient, 2).stream()
        .filter(proof -> !proof.recordId().equals(Action.SEE_JOURNAL.permitId(patient)))
        .findFirst()
        .orElseThrow()
        .event();
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
    assertEquals("access", newest());
    desk.outlines(study);

    desk.consents().withdraw(patient, yes.consentId());

    denied(() -> desk.outlines(study));
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

    assertEquals("break glass", newest());
    desk.history(patient);
    assertEquals("access", newest());
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

  @Test
  void everythingOfAPatient_isRefusedToRolesThatTreatNobody() throws Exception {
    OpenedStudy opened = desk.open(study, Progress.NONE);
    ConsentDecision yes = say(ConsentPurpose.TEACHING, true);
    account("ada", Role.IT);
    account("rae", Role.RESEARCHER);
    String series = opened.series().getFirst().seriesInstanceUid();
    for (String user : List.of("ada", "rae")) {
      signIn(user, user + "'s own");
      Map<String, Executable> all =
          Map.ofEntries(
              Map.entry("worklist", () -> desk.worklist()),
              Map.entry("open", () -> desk.open(study, Progress.NONE)),
              Map.entry("outlines", () -> desk.outlines(study)),
              Map.entry("doubts", () -> desk.doubts(study)),
              Map.entry("draft", () -> desk.draft(study)),
              Map.entry("overruleRole", () -> desk.overruleRole(series, SequenceRole.T1)),
              Map.entry("analyze", () -> desk.analyze(study, Progress.NONE)),
              Map.entry("explain", () -> desk.explain(opened, Progress.NONE)),
              Map.entry("organs", () -> desk.organs(opened, List.of(), Progress.NONE)),
              Map.entry("exportStructures", () -> desk.exportStructures(study, directory)),
              Map.entry("findings", () -> desk.findings(study)),
              Map.entry("history", () -> desk.history(patient)),
              Map.entry("proof", () -> desk.proof(patient, "Study/" + study)),
              Map.entry("proofFile", () -> desk.proofFile("Study/" + study)),
              Map.entry("audit", () -> desk.audit(patient, 3)),
              Map.entry("latestProofs", () -> desk.latestProofs(patient, 3)),
              Map.entry("record", () -> desk.consents().record(patient, onPaper(true))),
              Map.entry("withdraw", () -> desk.consents().withdraw(patient, yes.consentId())),
              Map.entry("narrow", () -> desk.consents().narrow(patient, yes.consentId())),
              Map.entry("consents", () -> desk.consents().all(patient)),
              Map.entry("inForce", () -> desk.consents().inForce(patient)),
              Map.entry("form", () -> desk.consents().form(yes.consentId())),
              Map.entry("kioskCode", () -> desk.kioskCode(patient, "", false)),
              Map.entry("learningAgreed", () -> desk.learningAgreed(patient)),
              Map.entry("agreeToLearning", () -> desk.agreeToLearning(patient, true)),
              Map.entry("endLearning", () -> desk.agreeToLearning(patient, false)),
              Map.entry("discardDraft", () -> desk.discardDraft(study)),
              Map.entry("writeReport", () -> desk.writeReport(study, directory.resolve("r"))));
      all.forEach(
          (name, act) ->
              assertFalse(
                  assertThrows(AccessDeniedException.class, act, user + " " + name).breakGlass()));
      assertThrows(CairnException.class, () -> desk.breakGlass(patient, "no treatment at all"));
    }
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

package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.desk.ProofView;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentDesk;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentReceipt;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.GrantOutbox;
import health.cairn.app.desk.consent.GrantOutbox.Change;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.KioskTexts;
import health.cairn.app.desk.consent.KioskVisit;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.desk.consent.StaffCheck;
import health.cairn.app.report.FormSeal;
import health.cairn.app.report.FormSeal.Sealed;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.fhir.timeline.TimelineEvent;
import health.cairn.imaging.Progress;
import health.cairn.ledger.verify.ProofCheck;
import health.cairn.ledger.verify.ProofVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Patients' decisions on the real home: records, journal, queue for the chain, codes.
class ConsentTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 22);

  @TempDir Path directory;
  private Desk desk;
  private ConsentDesk kiosk;
  private String patient;

  @BeforeEach
  void openHome() throws Exception {
    try (Passphrase passphrase = Passphrase.of("test".toCharArray())) {
      desk = Desk.create(new Home(directory.resolve("home")), passphrase, "Dr Lee");
    }
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    desk.importFrom(List.of(images), Progress.NONE);
    patient = desk.worklist().getFirst().patient().patientKey();
    kiosk = desk.kiosk();
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  @Test
  void decide_storesRecordFormEntryAndLineForTheChain() throws Exception {
    ConsentReceipt receipt = kiosk.decide(visit(false), signed(true, Optional.empty()));
    assertEquals(2, receipt.decisions().size());
    ConsentDecision research = receipt.decisions().getFirst();
    assertArrayEquals(
        "%PDF".getBytes(StandardCharsets.US_ASCII),
        java.util.Arrays.copyOf(desk.consents().form(research.consentId()), 4));
    ProofView proof = desk.proof(patient, research.consentId());
    assertEquals("consent decided", proof.event());
    assertTrue(proof.intact(), proof.sentence());
    ProofCheck.Verified sitting =
        assertInstanceOf(
            ProofCheck.Verified.class,
            new ProofVerifier().verify(receipt.proof().getBytes(StandardCharsets.US_ASCII)));
    assertEquals(
        "decided at the kiosk; yes to research; no to teaching",
        Objects.requireNonNull(sitting.entry()).purpose());
    List<TimelineEvent> shown =
        desk.history(patient).timeline().events().stream()
            .filter(e -> e.kind() == TimelineEvent.Kind.CONSENT)
            .toList();
    assertEquals(2, shown.size());
    List<GrantOutbox.Waiting> waiting = desk.grantOutbox().waiting(0, 10);
    assertEquals(1, waiting.size(), "a no grants nothing");
    assertEquals(Change.GRANTED, waiting.getFirst().change());
    assertEquals(research, waiting.getFirst().decision());
    desk.grantOutbox().settled(waiting.getFirst().number(), "1337/0x1", "block 7");
    assertEquals(List.of(), desk.grantOutbox().waiting(0, 10));
  }

  private String opinionOfB(boolean yes) throws Exception {
    ConsentTerms terms =
        ConsentTerms.standard(
            ConsentPurpose.SECOND_OPINION,
            yes,
            "Institute B",
            LocalDate.now(ZoneId.systemDefault()));
    return desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms),
                KioskLanguage.ENGLISH,
                new Signature.OnPaper(),
                Optional.of("Nurse Sato")))
        .decisions()
        .getFirst()
        .consentId();
  }

  @Test
  void record_takesAGrantBackWithANoButNotWithAnotherYes() throws Exception {
    String first = opinionOfB(true);
    String second = opinionOfB(true);
    assertNotEquals("grant withdrawn", desk.proof(patient, first).event());

    opinionOfB(false);

    assertEquals("grant withdrawn", desk.proof(patient, second).event());
  }

  @Test
  void withdraw_endsItAndQueuesTheEnd() throws Exception {
    KioskVisit visit = visit(false);
    String consent =
        kiosk.decide(visit, signed(true, Optional.empty())).decisions().getFirst().consentId();
    ConsentReceipt receipt = kiosk.withdraw(visit, consent, KioskLanguage.GERMAN);
    assertEquals(State.WITHDRAWN, receipt.decisions().getFirst().state());
    Sealed copy = (Sealed) FormSeal.open(receipt.copy());
    assertEquals(receipt.proof(), copy.proof());
    KioskTexts german = KioskTexts.of(KioskLanguage.GERMAN);
    String said = german.name(receipt.decisions().getFirst().terms()) + ": ";
    String form = text(receipt.copy());
    assertTrue(form.contains(said + german.say("form.denied")), form);
    assertTrue(form.contains(german.say("confirm.withdraw.text")), form);
    assertEquals(
        List.of(State.STANDING, State.WITHDRAWN),
        desk.consents().all(patient).stream().map(ConsentDecision::state).sorted().toList());
    assertEquals(
        List.of(ConsentPurpose.TEACHING),
        kiosk.inForce(visit).stream().map(d -> d.terms().purpose()).toList());
    assertEquals(
        List.of(Change.GRANTED, Change.ENDED),
        desk.grantOutbox().waiting(0, 10).stream().map(GrantOutbox.Waiting::change).toList());
    assertEquals("consent withdrawn", desk.proof(patient, consent).event());
    CairnException again =
        assertThrows(
            CairnException.class, () -> kiosk.withdraw(visit, consent, KioskLanguage.ENGLISH));
    assertEquals(CairnException.Kind.REFUSED, again.kind());
  }

  @Test
  void withdraw_isRefusedForANo() throws Exception {
    KioskVisit visit = visit(false);
    ConsentDecision teaching =
        kiosk.decide(visit, signed(true, Optional.empty())).decisions().getLast();
    assertFalse(teaching.terms().permitted());
    CairnException refused =
        assertThrows(
            CairnException.class,
            () -> kiosk.withdraw(visit, teaching.consentId(), KioskLanguage.ENGLISH));
    assertEquals(CairnException.Kind.REFUSED, refused.kind());
    assertEquals(2, kiosk.inForce(visit).size());
  }

  @Test
  void narrow_putsANarrowerConsentInItsPlace() throws Exception {
    KioskVisit visit = visit(false);
    String consent =
        kiosk.decide(visit, signed(true, Optional.empty())).decisions().getFirst().consentId();
    ConsentReceipt receipt = kiosk.narrow(visit, consent, KioskLanguage.ENGLISH);
    ConsentDecision narrower =
        kiosk.inForce(visit).stream()
            .filter(d -> d.terms().purpose() == ConsentPurpose.RESEARCH)
            .findFirst()
            .orElseThrow();
    assertEquals(ConsentScope.PICTURES_ONLY, narrower.terms().scope());
    assertEquals(List.of(narrower), receipt.decisions());
    assertArrayEquals(desk.consents().form(consent), desk.consents().form(narrower.consentId()));
    assertThrows(
        CairnException.class,
        () -> kiosk.narrow(visit, narrower.consentId(), KioskLanguage.ENGLISH));
  }

  @Test
  void decide_replacesWhatHeldBefore() throws Exception {
    KioskVisit visit = visit(false);
    kiosk.decide(visit, signed(true, Optional.empty()));
    kiosk.decide(
        visit,
        new SignedConsent(
            List.of(ConsentTerms.standard(ConsentPurpose.RESEARCH, false, "", TODAY)),
            KioskLanguage.FRENCH,
            new Signature.None(),
            Optional.empty()));
    List<ConsentDecision> inForce = kiosk.inForce(visit);
    assertEquals(2, inForce.size());
    assertTrue(inForce.stream().noneMatch(d -> d.terms().permitted()));
  }

  @Test
  void decide_asksForTheWitnessThatStaffSaidIsNeeded() throws Exception {
    KioskVisit visit = visit(true);
    assertTrue(visit.witnessNeeded());
    CairnException missing =
        assertThrows(
            CairnException.class, () -> kiosk.decide(visit, signed(true, Optional.empty())));
    assertEquals(CairnException.Kind.REFUSED, missing.kind());
    assertEquals(List.of(), kiosk.inForce(visit), "nothing is half stored");
    ConsentReceipt receipt = kiosk.decide(visit, signed(true, Optional.of("Nurse Sato")));
    assertEquals(Optional.of("Nurse Sato"), receipt.decisions().getFirst().witness());
  }

  @Test
  void begin_letsInOnceForEachCode() throws Exception {
    String code = desk.consents().code(patient, "", false).code();
    assertTrue(code.matches("[0-9]{8}"), code);
    KioskVisit visit = kiosk.begin(code).orElseThrow();
    assertEquals(Optional.empty(), kiosk.begin(code));
    assertEquals(List.of(), kiosk.inForce(visit));
    kiosk.end(visit);
    CairnException gone = assertThrows(CairnException.class, () -> kiosk.inForce(visit));
    assertEquals(CairnException.Kind.NOT_ALLOWED, gone.kind());
  }

  @Test
  void begin_endsEveryCodeAfterFiveWrongTries() throws Exception {
    String code = desk.consents().code(patient, "", false).code();
    String wrong = code.equals("00000000") ? "00000001" : "00000000";
    for (int i = 0; i < 5; i++) {
      assertEquals(Optional.empty(), kiosk.begin(wrong));
    }
    assertEquals(Optional.empty(), kiosk.begin(code));
    String fresh = desk.consents().code(patient, "", false).code();
    assertTrue(kiosk.begin(fresh).isPresent(), "a new code starts anew");
  }

  @Test
  void issue_endsThePatientsEarlierCode() throws Exception {
    String first = desk.consents().code(patient, "", false).code();
    String second = desk.consents().code(patient, "", false).code();
    if (!first.equals(second)) {
      assertEquals(Optional.empty(), kiosk.begin(first));
    }
    assertTrue(kiosk.begin(second).isPresent());
  }

  @Test
  void staff_areWhoKnowThePassphrase() throws Exception {
    assertEquals(StaffCheck.KNOWN, kiosk.staff("test".toCharArray()));
    assertEquals(StaffCheck.WRONG, kiosk.staff("tset".toCharArray()));
  }

  @Test
  void staff_isNotAskedAgainAtOnceAfterFiveWrongOnes() throws Exception {
    long before = noted();
    for (int i = 0; i < GuessLimit.FORGIVEN; i++) {
      assertEquals(StaffCheck.WRONG, kiosk.staff("tset".toCharArray()));
    }
    assertEquals(GuessLimit.FORGIVEN, noted() - before, "an entry for each");
    assertEquals(StaffCheck.TOO_SOON, kiosk.staff("test".toCharArray()));
    assertEquals(GuessLimit.FORGIVEN, noted() - before, "what nobody looked at was not wrong");
  }

  @Test
  void receipt_saysThatItWaitsOnlyWhereALedgerIsToHearOfIt() throws Exception {
    KioskVisit visit = visit(false);
    assertFalse(kiosk.decide(visit, signed(true, Optional.empty())).waits(), "no ledger here");
    Files.writeString(
        directory.resolve("home").resolve("settings.properties"),
        """
        ledger.rpc=http://127.0.0.1:1
        ledger.chainId=7
        ledger.contract=0x%1$s
        ledger.consents=0x%1$s
        """
            .formatted("12".repeat(20)));
    assertTrue(kiosk.decide(visit, signed(true, Optional.empty())).waits());
    assertTrue(kiosk.decide(visit, signed(false, Optional.empty())).waits(), "the end of a yes");
    assertFalse(
        kiosk.decide(visit, signed(false, Optional.empty())).waits(), "a no grants nothing");
  }

  /// Entries on who looked, or was not let in.
  private long noted() throws Exception {
    return desk.accesses().waiting().accesses();
  }

  private KioskVisit visit(boolean witness) throws CairnException {
    return kiosk.begin(desk.consents().code(patient, "", witness).code()).orElseThrow();
  }

  private static SignedConsent signed(boolean research, Optional<String> witness) {
    return new SignedConsent(
        List.of(
            ConsentTerms.standard(ConsentPurpose.RESEARCH, research, "", TODAY),
            ConsentTerms.standard(ConsentPurpose.TEACHING, false, "", TODAY)),
        KioskLanguage.GERMAN,
        new Signature.Typed("Jane Doe"),
        witness);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }
}

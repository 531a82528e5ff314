package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.CairnException;
import health.cairn.app.TinyStudy;
import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.access.ReceivedGrant;
import health.cairn.app.desk.AuditLine;
import health.cairn.app.desk.Workstation.Shown;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.members.Change;
import health.cairn.ledger.members.NetworkRole;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two institutions on one real chain: data go from one to the other under a patient's grant, and back out of reach.
class SecondOpinionsTest {
  private static final String B = "Institute-B";

  @TempDir Path directory;
  private Home homeA;
  private Home homeB;
  private Desk a;
  private Desk b;
  private Anvil anvil;
  private String patientAtA;
  private String patientAtB;

  @BeforeEach
  void openHomes() throws Exception {
    anvil = Anvil.start();
    homeA = new Home(directory.resolve("a"));
    homeB = new Home(directory.resolve("b"));
    a = create(homeA);
    b = create(homeB);
    Path images = directory.resolve("images");
    TinyStudy.write(images, "jane", 2);
    for (Desk desk : List.of(a, b)) {
      desk.importFrom(List.of(images), Progress.NONE);
    }
    patientAtA = a.worklist().getFirst().patient().patientKey();
    patientAtB = b.worklist().getFirst().patient().patientKey();
    a.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
    a.anchoring()
        .network()
        .vote(
            new Change.Put(
                numberOfB(),
                b.anchoring().account(),
                Set.of(NetworkRole.ANCHORS),
                Hash.sha256(b.signer().verificationKey().hex())),
            Optional.empty());
    Files.copy(homeA.settings(), homeB.settings());
    Files.writeString(
        homeA.settings(),
        "ledger.institution." + B + "=" + numberOfB().hex() + "\n",
        StandardCharsets.UTF_8,
        java.nio.file.StandardOpenOption.APPEND);
    reopen();
  }

  @AfterEach
  void close() throws Exception {
    a.close();
    b.close();
    anvil.close();
  }

  private static Desk create(Home home) throws CairnException {
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      return Desk.create(home, passphrase, "owner");
    }
  }

  private void reopen() throws CairnException {
    a.close();
    b.close();
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      a = Desk.open(homeA, passphrase, "owner", Map.of());
      b = Desk.open(homeB, passphrase, "owner", Map.of());
    }
  }

  private Hash numberOfB() {
    return Hash.sha256(b.signer().origin());
  }

  private ConsentDecision say(Desk desk, String patient, ConsentPurpose purpose, String recipient)
      throws CairnException {
    ConsentTerms terms =
        ConsentTerms.standard(purpose, true, recipient, LocalDate.now(ZoneId.systemDefault()));
    return desk.consents()
        .record(
            patient,
            new SignedConsent(
                List.of(terms), KioskLanguage.ENGLISH, new Signature.OnPaper(), Optional.empty()))
        .decisions()
        .getFirst();
  }

  /// Answers come from memory while the chain is asked beside it.
  private void waitFor(ReceivedGrant grant, Class<? extends Standing> expected) {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!expected.isInstance(b.grants().received(grant)) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
    }
    assertInstanceOf(expected, b.grants().received(grant));
  }

  @Test
  void take_opensTheDataAsLongAsTheChainSaysSo() throws Exception {
    ConsentDecision yes = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    HandedGrant handed = a.secondOpinions().hand(patientAtA, yes.consentId());
    List<String> noted = a.audit(patientAtA, 20).stream().map(AuditLine::purpose).toList();
    assertTrue(
        noted.stream().anyMatch(line -> line.contains("handed over the grant")), noted.toString());

    ReceivedGrant grant = b.secondOpinions().take(handed.toBytes(), patientAtB);

    AccessDeniedException early =
        assertThrows(AccessDeniedException.class, () -> b.askAgain(Shown.PICTURES, patientAtB));
    assertTrue(early.getMessage().contains("does not confirm"), early.getMessage());

    a.grants().send();
    reopen(); // what the chain said is fresh for a minute
    waitFor(grant, Standing.InForce.class);
    b.askAgain(Shown.PICTURES, patientAtB);
    b.askAgain(Shown.RECORD, patientAtB);
    String study = b.worklist().getFirst().study().orElseThrow().studyInstanceUid();
    assertThrows(AccessDeniedException.class, () -> b.analysis(study, Progress.NONE));
    assertEquals(
        grant, b.secondOpinions().take(handed.toBytes(), patientAtB), "taken in twice, held once");
    assertEquals(
        GrantLookup.State.GRANTED,
        assertInstanceOf(
                GrantLookup.Found.class,
                SecondOpinions.ask(
                    handed, ChainConfig.of(anvil.rpc(), Anvil.CHAIN_ID, handed.said().registry())))
            .state());

    a.consents().withdraw(patientAtA, yes.consentId());
    List<String> events = a.audit(patientAtA, 20).stream().map(AuditLine::event).toList();
    assertTrue(
        events.containsAll(List.of("consent withdrawn", "grant withdrawn")), events.toString());
    a.grants().send();
    reopen();
    waitFor(grant, Standing.Ended.class);
    AccessDeniedException ended =
        assertThrows(AccessDeniedException.class, () -> b.askAgain(Shown.PICTURES, patientAtB));
    assertTrue(ended.getMessage().contains("has ended"), ended.getMessage());
    assertTrue(b.worklist().getFirst().closed());

    say(b, patientAtB, ConsentPurpose.CARE, "");
    b.askAgain(Shown.PICTURES, patientAtB); // the patient decided there as well
  }

  /// What was heard is kept for a start without a network, and the end with it.
  @Test
  void take_goesByWhatTheChainSaidLastWhileNobodyAnswers() throws Exception {
    ConsentDecision yes = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    a.grants().send();
    ReceivedGrant grant =
        b.secondOpinions()
            .take(a.secondOpinions().hand(patientAtA, yes.consentId()).toBytes(), patientAtB);
    waitFor(grant, Standing.InForce.class);
    b.askAgain(Shown.PICTURES, patientAtB);

    anvil.stop();
    reopen();

    b.askAgain(Shown.PICTURES, patientAtB);
    assertFalse(b.worklist().getFirst().closed(), "asks nobody");
    b.erase(patientAtB, "the opinion was given");
    assertEquals(List.of(), b.worklist());
  }

  @Test
  void withdraw_endsNoGrantWhereNobodyElseWasGrantedAnything() throws Exception {
    ConsentDecision care = say(a, patientAtA, ConsentPurpose.CARE, "");

    a.consents().withdraw(patientAtA, care.consentId());

    assertTrue(
        a.audit(patientAtA, 20).stream().noneMatch(l -> l.event().equals("grant withdrawn")));
  }

  @Test
  void narrow_takesNoGrantBackAsANarrowerOneTakesItsPlace() throws Exception {
    ConsentDecision yes = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);

    a.consents().narrow(patientAtA, yes.consentId());

    assertTrue(
        a.audit(patientAtA, 20).stream().noneMatch(l -> l.event().equals("grant withdrawn")));
  }

  @Test
  void hand_givesOnlyWhatThePatientAgreedTo() throws Exception {
    ConsentDecision care = say(a, patientAtA, ConsentPurpose.CARE, "");
    CairnException other =
        assertThrows(
            CairnException.class, () -> a.secondOpinions().hand(patientAtA, care.consentId()));
    assertEquals(CairnException.Kind.REFUSED, other.kind());

    ConsentDecision yes = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    a.consents().withdraw(patientAtA, yes.consentId());
    assertThrows(
        AccessDeniedException.class, () -> a.secondOpinions().hand(patientAtA, yes.consentId()));
  }

  @Test
  void take_refusesWhatIsNotForHere() throws Exception {
    ConsentDecision yes = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    byte[] handed = a.secondOpinions().hand(patientAtA, yes.consentId()).toBytes();
    String text = new String(handed, StandardCharsets.UTF_8);
    assertTrue(text.contains("\"everything\""));
    byte[] changed =
        text.replace("\"to\":\"" + B, "\"to\":\"" + B + "2").getBytes(StandardCharsets.UTF_8);

    assertEquals(
        CairnException.Kind.REFUSED,
        assertThrows(CairnException.class, () -> a.secondOpinions().take(handed, patientAtA))
            .kind(),
        "A is not the one it is for");
    assertEquals(
        CairnException.Kind.INTEGRITY,
        assertThrows(CairnException.class, () -> b.secondOpinions().take(changed, patientAtB))
            .kind());
    assertEquals(
        CairnException.Kind.REFUSED,
        assertThrows(
                CairnException.class, () -> b.secondOpinions().take(new byte[] {1}, patientAtB))
            .kind());
    Path others = directory.resolve("others");
    TinyStudy.write(others, "john", 1);
    b.importFrom(List.of(others), Progress.NONE);
    String john =
        b.worklist().stream()
            .map(row -> row.patient())
            .filter(p -> !p.patientKey().equals(patientAtB))
            .findFirst()
            .orElseThrow()
            .patientKey();
    CairnException wrong =
        assertThrows(CairnException.class, () -> b.secondOpinions().take(handed, john));
    assertEquals("The grant is of a patient with another record number.", wrong.getMessage());
    b.askAgain(Shown.PICTURES, patientAtB); // nothing was taken in, so nothing is closed
  }

  /// The same terms have the same place on the chain: an end is of the statements before it, and of no later one.
  @Test
  void take_tellsAYesAgainFromTheOneThatEnded() throws Exception {
    ConsentDecision first = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    a.grants().send();
    ReceivedGrant before =
        b.secondOpinions()
            .take(a.secondOpinions().hand(patientAtA, first.consentId()).toBytes(), patientAtB);
    a.consents().withdraw(patientAtA, first.consentId());
    a.grants().send();
    reopen();
    waitFor(before, Standing.Ended.class);

    ConsentDecision again =
        a.consents()
            .record(
                patientAtA,
                new SignedConsent(
                    List.of(first.terms()),
                    KioskLanguage.ENGLISH,
                    new Signature.OnPaper(),
                    Optional.of("Nurse Sato")))
            .decisions()
            .getFirst();
    ReceivedGrant after =
        b.secondOpinions()
            .take(a.secondOpinions().hand(patientAtA, again.consentId()).toBytes(), patientAtB);
    assertFalse(after.grantId().equals(before.grantId()));
    waitFor(after, Standing.Unknown.class); // the chain knows the end of the first alone
    a.grants().send();
    reopen();

    waitFor(after, Standing.InForce.class);
    b.askAgain(Shown.PICTURES, patientAtB);
    CairnException replaced =
        assertThrows(
            CairnException.class, () -> a.secondOpinions().hand(patientAtA, first.consentId()));
    assertTrue(replaced.getMessage().contains("Another decision holds"), replaced.getMessage());
  }

  @Test
  void hand_givesTheNarrowerConsentInPlaceOfTheOneBefore() throws Exception {
    ConsentDecision wide = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    ConsentDecision narrow = a.consents().narrow(patientAtA, wide.consentId());

    assertEquals(
        CairnException.Kind.REFUSED,
        assertThrows(
                CairnException.class, () -> a.secondOpinions().hand(patientAtA, wide.consentId()))
            .kind());
    assertFalse(a.secondOpinions().hand(patientAtA, narrow.consentId()).said().record());
  }

  /// An end that was heard holds while nobody answers; and a grant of another registry is nobody's word.
  @Test
  void received_isNotKnownOnAnotherRegistryAndEndedWhereItWas() throws Exception {
    ConsentDecision yes = say(a, patientAtA, ConsentPurpose.SECOND_OPINION, B);
    a.grants().send();
    HandedGrant handed = a.secondOpinions().hand(patientAtA, yes.consentId());
    a.consents().withdraw(patientAtA, yes.consentId());
    ReceivedGrant grant = b.secondOpinions().take(handed.toBytes(), patientAtB);
    a.grants().send();
    reopen();
    waitFor(grant, Standing.Ended.class);
    anvil.stop();
    reopen();
    assertInstanceOf(Standing.Ended.class, b.grants().received(grant), "kept");
    assertTrue(b.worklist().getFirst().closed());

    String settings = Files.readString(homeB.settings());
    Files.writeString(
        homeB.settings(), settings.replace(handed.said().registry().hex(), "0x" + "12".repeat(20)));
    reopen();
    assertInstanceOf(Standing.Unknown.class, b.grants().received(grant));
    assertTrue(b.worklist().getFirst().closed());
    assertEquals(
        CairnException.Kind.REFUSED,
        assertThrows(
                CairnException.class, () -> b.secondOpinions().take(handed.toBytes(), patientAtB))
            .kind());
  }
}

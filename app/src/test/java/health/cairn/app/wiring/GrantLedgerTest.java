package health.cairn.app.wiring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.TinyStudy;
import health.cairn.app.access.AccessDeniedException;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.app.desk.consent.Signature;
import health.cairn.app.desk.consent.SignedConsent;
import health.cairn.app.security.KeyRing;
import health.cairn.app.security.Passphrase;
import health.cairn.app.store.Database;
import health.cairn.app.store.Home;
import health.cairn.imaging.Progress;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.besu.Anvil;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.consent.DecisionTask;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A patient's decisions from the desk to a real chain and back.
class GrantLedgerTest {
  @TempDir Path directory;
  private Home home;
  private Desk desk;
  private String patient;

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
  }

  @AfterEach
  void closeHome() {
    desk.close();
  }

  private ConsentDecision say(ConsentPurpose purpose, boolean yes, String recipient)
      throws Exception {
    ConsentTerms terms =
        ConsentTerms.standard(purpose, yes, recipient, LocalDate.now(ZoneId.systemDefault()));
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

  /// Answers come from memory while the chain is asked beside it.
  private Standing settled(ConsentDecision decision, Class<? extends Standing> expected)
      throws Exception {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    Standing standing = desk.grants().of(decision);
    while (!expected.isInstance(standing) && Instant.now().isBefore(end)) {
      Thread.onSpinWait();
      standing = desk.grants().of(decision);
    }
    return standing;
  }

  @Test
  void of_knowsNoLedgerWhereNoneIsSetUp() throws Exception {
    ConsentDecision yes = say(ConsentPurpose.RESEARCH, true, "");

    assertInstanceOf(Standing.NoLedger.class, desk.grants().of(yes));
    assertTrue(desk.grants().send().isEmpty());
    assertEquals(1, desk.grants().waiting());
  }

  @Test
  void send_bringsGrantsAndTheirEndsOntoTheChainOnce() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      ConsentDecision early = say(ConsentPurpose.RESEARCH, true, "");
      say(ConsentPurpose.TEACHING, false, "");
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      assertInstanceOf(Standing.Waiting.class, desk.grants().of(early));

      RelayResult<DecisionTask> sent = desk.grants().send().orElseThrow();

      assertEquals(RelayResult.End.DRAINED, sent.end(), sent.reason());
      assertEquals(1, sent.finished().size(), "a no grants nothing");
      assertEquals(0, desk.grants().waiting());
      assertInstanceOf(Standing.InForce.class, settled(early, Standing.InForce.class));

      desk.consents().withdraw(patient, early.consentId());
      assertEquals(1, desk.grants().waiting());
      ConsentDecision other = say(ConsentPurpose.SECOND_OPINION, true, "Institute B");
      RelayResult<DecisionTask> again = desk.grants().send().orElseThrow();

      assertEquals(1, again.finished().size(), "Institute B is no member of the network yet");
      assertEquals(RelayResult.End.PENDING, again.end());
      assertInstanceOf(Standing.Waiting.class, desk.grants().of(other));
      assertEquals(1, desk.grants().waiting());
      assertInstanceOf(Standing.Ended.class, settled(early, Standing.Ended.class));
      assertEquals(0, desk.grants().send().orElseThrow().finished().size(), "nothing twice");
      String left = Files.readString(home.decisions(), StandardCharsets.US_ASCII);
      assertFalse(left.contains("RESEARCH") || left.contains("Institute"), left);
    }
  }

  /// Somebody takes in a large study meanwhile.
  @Test
  void of_waitsForNobodyWhoWrites() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision yes = say(ConsentPurpose.RESEARCH, true, "");
      desk.grants().send();
      assertInstanceOf(Standing.InForce.class, settled(yes, Standing.InForce.class));

      Standing meanwhile =
          desk.journal()
              .append(
                  (connection, entries) ->
                      CompletableFuture.supplyAsync(() -> desk.grants().of(yes))
                          .completeOnTimeout(new Standing.Unknown(), 20, TimeUnit.SECONDS)
                          .join());

      assertInstanceOf(Standing.InForce.class, meanwhile);
      assertTrue(meanwhile.answered().orElseThrow().toHours() < 1);
      assertInstanceOf(Standing.InForce.class, desk.grants().atHand().of(yes));
    }
  }

  @Test
  void of_countsAYesThatTookThePlaceOfAnotherAtOnce() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      say(ConsentPurpose.RESEARCH, true, "");
      ConsentDecision second = say(ConsentPurpose.RESEARCH, true, "");

      RelayResult<DecisionTask> sent = desk.grants().send().orElseThrow();

      assertEquals(3, sent.finished().size(), sent.reason());
      assertInstanceOf(Standing.InForce.class, settled(second, Standing.InForce.class));
    }
  }

  private void openAgain() throws Exception {
    desk.close();
    try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
      desk = Desk.open(home, passphrase, "owner");
    }
  }

  /// The clock was two days ahead when the patient agreed, and is right again.
  @Test
  void send_endsAGrantThatWasNumberedByAClockAhead() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision yes = say(ConsentPurpose.RESEARCH, true, "");
      desk.close();
      try (Passphrase passphrase = Passphrase.of("home".toCharArray());
          KeyRing keys = KeyRing.open(home.keyFile(), passphrase);
          Database database = Database.open(home, keys)) {
        database.write(
            connection -> {
              try (Statement ahead = connection.createStatement()) {
                return ahead.executeUpdate(
                    "update grant_outbox set statement = statement + 2 * 172800000");
              }
            });
      }
      openAgain();
      desk.grants().send();
      assertInstanceOf(Standing.InForce.class, settled(yes, Standing.InForce.class));

      desk.consents().withdraw(patient, yes.consentId());
      RelayResult<DecisionTask> sent = desk.grants().send().orElseThrow();
      openAgain();

      assertEquals(RelayResult.End.DRAINED, sent.end(), sent.reason());
      assertInstanceOf(Standing.Ended.class, settled(yes, Standing.Ended.class));
      ConsentDecision again = say(ConsentPurpose.RESEARCH, true, "");
      assertEquals(1, desk.grants().send().orElseThrow().finished().size());
      assertInstanceOf(Standing.InForce.class, settled(again, Standing.InForce.class));
    }
  }

  @Test
  void send_keepsNoDecisionWaitingThatTheChainRefusedForGood() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision late = say(ConsentPurpose.RESEARCH, true, "");
      anvil.ask("evm_increaseTime", Long.toString(Duration.ofDays(20_000).toSeconds()));
      anvil.ask("evm_mine");

      RelayResult<DecisionTask> sent = desk.grants().send().orElseThrow();

      assertEquals(
          List.of(AnchorState.REJECTED),
          sent.finished().stream().map(DecisionTask::state).toList());
      assertEquals(0, desk.grants().waiting());
      assertEquals(
          Optional.of("The grant came to its end before it reached the chain."),
          desk.grantOutbox().refusal(late.consentId()));
      assertEquals(List.of(), desk.grants().send().orElseThrow().finished(), "not again");
      desk.consents().withdraw(patient, late.consentId());
      desk.grants().send();
      assertEquals(0, desk.grants().waiting());
      desk.erase(patient, "asked for it in writing");
      assertEquals(List.of(), desk.worklist());
    }
  }

  /// More than are looked at together, the first of them for an institution that is no member.
  @Test
  void send_reachesWhatComesAfterManyThatWait() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      for (int i = 0; i < 3; i++) {
        say(ConsentPurpose.SECOND_OPINION, true, "Institute " + i);
      }
      ConsentDecision last = say(ConsentPurpose.RESEARCH, true, "");

      desk.grants().send(3);

      assertInstanceOf(Standing.InForce.class, settled(last, Standing.InForce.class));
      assertEquals(3, desk.grants().waiting());
    }
  }

  @Test
  void of_keepsTheChainsWordForWhenNobodyAnswers() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision stands = say(ConsentPurpose.RESEARCH, true, "");
      ConsentDecision ends = say(ConsentPurpose.TEACHING, true, "");
      desk.grants().send();
      desk.consents().withdraw(patient, ends.consentId());
      desk.grants().send();
      assertInstanceOf(Standing.InForce.class, settled(stands, Standing.InForce.class));
      assertInstanceOf(Standing.Ended.class, settled(ends, Standing.Ended.class));
      anvil.stop();

      openAgain();

      assertInstanceOf(Standing.InForce.class, desk.grants().of(stands));
      assertInstanceOf(Standing.Ended.class, desk.grants().of(ends));

      // The journal was signed since, ten days later by a clock that was set back after it.
      desk.journal().journal().checkpoint(desk.signer(), Instant.now().plus(Duration.ofDays(10)));
      for (Standing old : List.of(desk.grants().of(stands), desk.grants().atHand().of(stands))) {
        assertTrue(old.answered().orElseThrow().toDays() >= 9, old.toString());
      }
    }
  }

  /// An older copy of the home does not know that the patient took the consent back; the chain does.
  @Test
  void open_isRefusedInAnOlderCopyOnceTheChainSaysThatTheConsentEnded() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision yes = say(ConsentPurpose.CARE, true, "");
      desk.grants().send();
      desk.close();
      Path older = directory.resolve("older");
      HomeCopy.copy(home.directory(), older);
      openAgain();
      desk.history(patient);
      desk.consents().withdraw(patient, yes.consentId());
      desk.grants().send();
      desk.close();
      try (Passphrase passphrase = Passphrase.of("home".toCharArray())) {
        desk = Desk.open(new Home(older), passphrase, "owner");
      }

      AccessDeniedException denied =
          assertThrows(AccessDeniedException.class, () -> desk.history(patient));

      assertTrue(denied.getMessage().contains("On the ledger this consent has ended"));
    }
  }

  /// The chain's word on the yes before is none on this one, which has not arrived yet.
  @Test
  void of_takesTheEndOfAnEarlierYesForNoEndOfThisOne() throws Exception {
    try (Anvil anvil = Anvil.start()) {
      desk.anchoring().deployNetwork(anvil.rpc(), Anvil.CHAIN_ID, NodeAccess.OPEN);
      ConsentDecision first = say(ConsentPurpose.RESEARCH, true, "");
      desk.grants().send();
      desk.consents().withdraw(patient, first.consentId());
      desk.grants().send();
      assertInstanceOf(Standing.Ended.class, settled(first, Standing.Ended.class));
      ConsentDecision second = say(ConsentPurpose.RESEARCH, true, "");
      desk.grantOutbox()
          .settled(
              desk.grantOutbox().waiting(0, 10).getLast().number(), "1337/0x1", "by another node");

      for (int i = 0; i < 3; i++) {
        assertInstanceOf(Standing.Unknown.class, desk.grants().of(second));
        openAgain();
      }
      assertInstanceOf(Standing.Ended.class, settled(first, Standing.Ended.class));
    }
  }
}

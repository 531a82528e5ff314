package health.cairn.app.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.app.access.AccessDecision.Deny;
import health.cairn.app.access.AccessDecision.Permit;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentDecision.State;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.app.desk.consent.KioskLanguage;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.HandedGrant;
import health.cairn.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DecisionPointTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 30);
  private static final Instant THEN = Instant.parse("2026-11-01T10:00:00Z");

  private static AccessDecision decide(
      Role role, Action action, LedgerGrants ledger, ConsentDecision... decisions) {
    return decide(AccessPolicy.standard(), role, action, ledger, decisions);
  }

  private static AccessDecision decide(
      AccessPolicy policy,
      Role role,
      Action action,
      LedgerGrants ledger,
      ConsentDecision... decisions) {
    String recipient = action == Action.SHARE ? "Institute B" : "";
    return new DecisionPoint(policy, ledger)
        .decide(
            new AccessRequest(role, action, "p", recipient, Optional.empty()),
            List.of(decisions),
            List.of(),
            TODAY);
  }

  private static ConsentDecision said(
      ConsentPurpose purpose,
      boolean yes,
      ConsentScope scope,
      Optional<LocalDate> until,
      State state) {
    String recipient = purpose == ConsentPurpose.SECOND_OPINION ? "Institute B" : "";
    return new ConsentDecision(
        "Consent/1",
        "p",
        new ConsentTerms(purpose, yes, scope, recipient, until),
        THEN,
        KioskLanguage.ENGLISH,
        1,
        "TYPED",
        Optional.empty(),
        state,
        Optional.empty());
  }

  private static ConsentDecision yes(ConsentPurpose purpose) {
    return said(purpose, true, ConsentScope.EVERYTHING, Optional.empty(), State.STANDING);
  }

  private static AccessPolicy ledgerNeeded() {
    AccessPolicy standard = AccessPolicy.standard();
    return new AccessPolicy(
        standard.roles(), standard.purposes(), Set.of(ConsentPurpose.SECOND_OPINION), 24);
  }

  @Test
  void decide_allowsCareByPolicyWhereThePatientSaidNothing() {
    Permit permit =
        assertInstanceOf(
            Permit.class, decide(Role.RADIOLOGIST, Action.LOOK_AT_IMAGES, LedgerGrants.NONE));
    assertTrue(permit.consentId().isEmpty());
  }

  @Test
  void decide_needsAYesForWhatGoesBeyondCare() {
    Deny deny =
        assertInstanceOf(Deny.class, decide(Role.RADIOLOGIST, Action.SHARE, LedgerGrants.NONE));
    assertEquals(
        "The patient has not agreed to a second opinion of this institution", deny.reason());
    assertFalse(deny.breakGlass());
    assertEquals(
        Optional.of("Consent/1"),
        assertInstanceOf(
                Permit.class,
                decide(
                    Role.RADIOLOGIST,
                    Action.SHARE,
                    LedgerGrants.NONE,
                    yes(ConsentPurpose.SECOND_OPINION)))
            .consentId());
  }

  @Test
  void decide_refusesWhatTheRoleMayNotWhateverThePatientSaid() {
    for (Role role : List.of(Role.IT, Role.RESEARCHER, Role.FRONT_DESK)) {
      AccessDecision decision =
          decide(role, Action.READ_RECORD, LedgerGrants.NONE, yes(ConsentPurpose.CARE));
      assertFalse(assertInstanceOf(Deny.class, decision).breakGlass(), role.words());
    }
    assertInstanceOf(Deny.class, decide(Role.CLINICIAN, Action.DECIDE, LedgerGrants.NONE));
  }

  @Test
  void decide_refusesAfterANoAndAfterAWithdrawal() {
    ConsentDecision no =
        said(ConsentPurpose.CARE, false, ConsentScope.EVERYTHING, Optional.empty(), State.STANDING);
    ConsentDecision back =
        said(
            ConsentPurpose.AI_ANALYSIS,
            true,
            ConsentScope.EVERYTHING,
            Optional.empty(),
            State.WITHDRAWN);

    Deny noTakenBack =
        assertInstanceOf(
            Deny.class,
            decide(
                Role.CLINICIAN,
                Action.READ_RECORD,
                LedgerGrants.NONE,
                said(
                    ConsentPurpose.CARE,
                    false,
                    ConsentScope.EVERYTHING,
                    Optional.empty(),
                    State.WITHDRAWN)));
    assertEquals("The patient refused the use of their data for care", noTakenBack.reason());
    Deny care =
        assertInstanceOf(
            Deny.class, decide(Role.CLINICIAN, Action.READ_RECORD, LedgerGrants.NONE, no));
    assertTrue(care.breakGlass());
    Deny models =
        assertInstanceOf(
            Deny.class, decide(Role.RADIOLOGIST, Action.ANALYSE, LedgerGrants.NONE, back));
    assertEquals("The patient took back the consent to analysis by models", models.reason());
    assertFalse(models.breakGlass(), "an emergency opens care and nothing else");
  }

  @Test
  void decide_leavesTheRecordOutWhereTheConsentDoes() {
    ConsentDecision pictures =
        said(
            ConsentPurpose.CARE,
            true,
            ConsentScope.PICTURES_ONLY,
            Optional.empty(),
            State.STANDING);

    assertInstanceOf(
        Permit.class, decide(Role.CLINICIAN, Action.LOOK_AT_IMAGES, LedgerGrants.NONE, pictures));
    assertInstanceOf(
        Deny.class, decide(Role.CLINICIAN, Action.READ_RECORD, LedgerGrants.NONE, pictures));
  }

  @Test
  void decide_refusesOnTheDayAfterTheLast() {
    ConsentDecision lastDay =
        said(
            ConsentPurpose.RESEARCH,
            true,
            ConsentScope.EVERYTHING,
            Optional.of(TODAY),
            State.STANDING);
    ConsentDecision over =
        said(
            ConsentPurpose.RESEARCH,
            true,
            ConsentScope.EVERYTHING,
            Optional.of(TODAY.minusDays(1)),
            State.STANDING);

    assertInstanceOf(
        Permit.class, decide(Role.RESEARCHER, Action.RESEARCH, LedgerGrants.NONE, lastDay));
    assertInstanceOf(Deny.class, decide(Role.RESEARCHER, Action.RESEARCH, LedgerGrants.NONE, over));
  }

  @Test
  void decide_believesTheLedgersEndOverTheLocalYes() {
    AccessDecision decision =
        decide(
            Role.RADIOLOGIST,
            Action.SHARE,
            d -> new Standing.Ended(Duration.ofHours(2)),
            yes(ConsentPurpose.SECOND_OPINION));

    assertEquals(
        "On the ledger this consent has ended (asked 2 h ago)",
        assertInstanceOf(Deny.class, decision).reason());
  }

  @Test
  void decide_failsClosedWhereTheLedgersWordIsNeededAndMissingOrOld() {
    ConsentDecision yes = yes(ConsentPurpose.SECOND_OPINION);
    List<Standing> notEnough =
        List.of(
            new Standing.NoLedger(),
            new Standing.Waiting(Duration.ofMinutes(1)),
            new Standing.Unknown(),
            new Standing.InForce(Duration.ofHours(25)));
    for (Standing standing : notEnough) {
      assertInstanceOf(
          Deny.class,
          decide(ledgerNeeded(), Role.RADIOLOGIST, Action.SHARE, d -> standing, yes),
          standing.toString());
    }
    assertInstanceOf(
        Permit.class,
        decide(
            ledgerNeeded(),
            Role.RADIOLOGIST,
            Action.SHARE,
            d -> new Standing.InForce(Duration.ofHours(23)),
            yes));
  }

  @Test
  void decide_asksTheLedgerThatIsThereForWhatNeedsAYes() {
    ConsentDecision yes = yes(ConsentPurpose.SECOND_OPINION);
    for (Standing enough :
        List.of(
            new Standing.NoLedger(),
            new Standing.Waiting(Duration.ofDays(3)),
            new Standing.InForce(Duration.ofDays(3)))) {
      assertInstanceOf(
          Permit.class,
          decide(Role.RADIOLOGIST, Action.SHARE, d -> enough, yes),
          enough.toString());
    }
    for (Standing notEnough :
        List.of(
            new Standing.Waiting(Duration.ofHours(73)),
            new Standing.Unknown(),
            new Standing.InForce(Duration.ofHours(73)))) {
      assertInstanceOf(
          Deny.class,
          decide(Role.RADIOLOGIST, Action.SHARE, d -> notEnough, yes),
          notEnough.toString());
      assertInstanceOf(
          Permit.class,
          decide(Role.RADIOLOGIST, Action.LOOK_AT_IMAGES, d -> notEnough, yes(ConsentPurpose.CARE)),
          "care goes on without the network: " + notEnough);
    }
  }

  @Test
  void decide_takesTheLastWordOnAPurpose() {
    ConsentDecision replaced =
        said(ConsentPurpose.CARE, false, ConsentScope.EVERYTHING, Optional.empty(), State.REPLACED);

    assertInstanceOf(
        Permit.class,
        decide(
            Role.RADIOLOGIST,
            Action.LOOK_AT_IMAGES,
            LedgerGrants.NONE,
            replaced,
            yes(ConsentPurpose.CARE)));
  }

  /// What a patient agreed to apart from the purposes.
  @Test
  void decide_countsAYesToExactlyThisOnlyWhereTheDecisionsSayNothing() {
    AccessRequest learning =
        new AccessRequest(Role.RESEARCHER, Action.RESEARCH, "p", "", Optional.of("Own/p"));
    DecisionPoint standard = new DecisionPoint(AccessPolicy.standard(), LedgerGrants.NONE);

    Permit permit =
        assertInstanceOf(Permit.class, standard.decide(learning, List.of(), List.of(), TODAY));
    assertEquals(Optional.of("Own/p"), permit.consentId());
    ConsentDecision over =
        said(
            ConsentPurpose.RESEARCH,
            true,
            ConsentScope.EVERYTHING,
            Optional.of(TODAY.minusDays(1)),
            State.STANDING);
    assertInstanceOf(Permit.class, standard.decide(learning, List.of(over), List.of(), TODAY));
    ConsentDecision no =
        said(
            ConsentPurpose.RESEARCH,
            false,
            ConsentScope.EVERYTHING,
            Optional.empty(),
            State.STANDING);
    assertInstanceOf(Deny.class, standard.decide(learning, List.of(no), List.of(), TODAY));
    AccessPolicy ledger =
        new AccessPolicy(
            AccessPolicy.standard().roles(),
            AccessPolicy.standard().purposes(),
            Set.of(ConsentPurpose.RESEARCH),
            24);
    assertInstanceOf(
        Deny.class,
        new DecisionPoint(ledger, LedgerGrants.NONE).decide(learning, List.of(), List.of(), TODAY),
        "it is on no ledger");
  }

  private static ReceivedGrant received(boolean record, Optional<LocalDate> until) {
    return received("Hospital A", record, until);
  }

  private static ReceivedGrant received(String from, boolean record, Optional<LocalDate> until) {
    return new ReceivedGrant(
        "ReceivedGrant/1",
        "p",
        new HandedGrant(
            new HandedGrant.Said(
                1,
                new Address("0x" + "ab".repeat(20)),
                new GrantKey(
                    new Address("0x" + "cd".repeat(20)), Hash.sha256("here"), Hash.sha256("terms")),
                1,
                from,
                "Institute B",
                "second-opinion",
                record,
                until,
                "MRN",
                Optional.empty()),
            "0x" + "00".repeat(65)),
        THEN);
  }

  /// What the ledger says of what came from elsewhere; of decisions made here it says yes.
  private static LedgerGrants saying(Function<ReceivedGrant, Standing> said) {
    return new LedgerGrants() {
      @Override
      public Standing of(ConsentDecision decision) {
        return new Standing.InForce(Duration.ZERO);
      }

      @Override
      public Standing received(ReceivedGrant asked) {
        return said.apply(asked);
      }
    };
  }

  private static AccessDecision byReceived(
      Action action, Standing standing, ReceivedGrant grant, ConsentDecision... decisions) {
    LedgerGrants ledger = saying(asked -> standing);
    return new DecisionPoint(AccessPolicy.standard(), ledger)
        .decide(
            new AccessRequest(Role.RADIOLOGIST, action, "p"),
            List.of(decisions),
            List.of(grant),
            TODAY);
  }

  @Test
  void decide_opensWhatCameForASecondOpinionOnlyOnTheLedgersWord() {
    ReceivedGrant grant = received(true, Optional.of(TODAY));
    Permit permit =
        assertInstanceOf(
            Permit.class,
            byReceived(Action.LOOK_AT_IMAGES, new Standing.InForce(Duration.ofHours(72)), grant));
    assertEquals(Optional.of("ReceivedGrant/1"), permit.consentId());
    for (Standing no :
        List.of(
            new Standing.InForce(Duration.ofHours(73)),
            new Standing.Ended(Duration.ZERO),
            new Standing.Unknown(),
            new Standing.NoLedger())) {
      Deny denied = assertInstanceOf(Deny.class, byReceived(Action.LOOK_AT_IMAGES, no, grant));
      assertTrue(denied.breakGlass(), no.words());
    }
  }

  @Test
  void decide_usesWhatCameForASecondOpinionForNothingElse() {
    Standing held = new Standing.InForce(Duration.ZERO);
    Deny models =
        assertInstanceOf(
            Deny.class, byReceived(Action.ANALYSE, held, received(true, Optional.empty())));
    assertEquals("These data are here for a second opinion and nothing else", models.reason());
    assertFalse(models.breakGlass());
    assertInstanceOf(
        Deny.class, byReceived(Action.READ_RECORD, held, received(false, Optional.empty())));
    assertInstanceOf(
        Permit.class, byReceived(Action.LOOK_AT_IMAGES, held, received(false, Optional.empty())));
    assertInstanceOf(
        Deny.class,
        byReceived(Action.LOOK_AT_IMAGES, held, received(true, Optional.of(TODAY.minusDays(1)))));
    assertInstanceOf(
        Permit.class,
        byReceived(
            Action.LOOK_AT_IMAGES,
            new Standing.Ended(Duration.ZERO),
            received(true, Optional.empty()),
            yes(ConsentPurpose.CARE)),
        "what the patient decided here comes first");
  }

  /// Whose data is whose is not told apart: each institution that gave some must have a grant that holds.
  @Test
  void decide_needsAGrantOfEachInstitutionThatGaveData() {
    LedgerGrants ledger =
        saying(
            asked ->
                asked.from().equals("Ended")
                    ? new Standing.Ended(Duration.ZERO)
                    : new Standing.InForce(Duration.ZERO));
    DecisionPoint point = new DecisionPoint(AccessPolicy.standard(), ledger);
    AccessRequest record = new AccessRequest(Role.RADIOLOGIST, Action.READ_RECORD, "p");
    AccessRequest pictures = new AccessRequest(Role.RADIOLOGIST, Action.LOOK_AT_IMAGES, "p");
    ReceivedGrant everything = received("Hospital A", true, Optional.empty());
    ReceivedGrant narrower = received("Hospital A", false, Optional.empty());
    ReceivedGrant other = received("Hospital C", false, Optional.empty());
    ReceivedGrant ended = received("Ended", true, Optional.empty());

    assertInstanceOf(
        Permit.class,
        point.decide(record, List.of(), List.of(narrower, everything), TODAY),
        "two of one institution: either will do");
    assertInstanceOf(
        Deny.class, point.decide(record, List.of(), List.of(everything, other), TODAY));
    assertInstanceOf(
        Permit.class, point.decide(pictures, List.of(), List.of(everything, other), TODAY));
    assertInstanceOf(
        Deny.class, point.decide(pictures, List.of(), List.of(everything, ended), TODAY));
    assertInstanceOf(
        Deny.class, point.decide(pictures, List.of(), List.of(ended, everything), TODAY));
  }

  /// A yes that the calendar ended is silence, and silence does not open what came with a grant.
  @Test
  void decide_doesNotReopenByAYesThatIsOver() {
    ConsentDecision over =
        said(
            ConsentPurpose.AI_ANALYSIS,
            true,
            ConsentScope.EVERYTHING,
            Optional.of(TODAY.minusDays(1)),
            State.STANDING);
    assertInstanceOf(
        Deny.class,
        byReceived(
            Action.ANALYSE,
            new Standing.InForce(Duration.ZERO),
            received(true, Optional.empty()),
            over));
  }

  /// As an institution that is given data should have it: without a grant they stay closed.
  @Test
  void decide_opensReceivedDataOnlyByTheirGrantWhereCareNeedsAYes() {
    AccessPolicy standard = AccessPolicy.standard();
    AccessPolicy strict =
        new AccessPolicy(
            standard.roles(),
            Map.of(ConsentPurpose.CARE, AccessPolicy.Rule.ONLY_WITH_CONSENT),
            Set.of(),
            72);
    LedgerGrants ledger = saying(asked -> new Standing.InForce(Duration.ZERO));
    DecisionPoint point = new DecisionPoint(strict, ledger);
    AccessRequest look = new AccessRequest(Role.RADIOLOGIST, Action.LOOK_AT_IMAGES, "p");
    assertInstanceOf(Deny.class, point.decide(look, List.of(), List.of(), TODAY));
    assertInstanceOf(
        Permit.class,
        point.decide(look, List.of(), List.of(received(true, Optional.empty())), TODAY));
  }
}

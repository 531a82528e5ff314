package health.cairn.app.access;

import health.cairn.app.access.AccessDecision.Deny;
import health.cairn.app.access.AccessDecision.Ground;
import health.cairn.app.access.AccessDecision.Permit;
import health.cairn.app.access.LedgerGrants.Standing;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentPurpose;
import health.cairn.app.desk.consent.ConsentScope;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// Combines role, local policy, the patient's consent and the ledger's grant into one answer: every no counts,
/// and what cannot be known is a no where a yes is needed (docs/decisions/0020). Nothing is stored or sent;
/// equal questions have equal answers. Thread-safe.
public final class DecisionPoint {
  private final AccessPolicy policy;
  private final LedgerGrants ledger;

  public DecisionPoint(AccessPolicy policy, LedgerGrants ledger) {
    this.policy = policy;
    this.ledger = ledger;
  }

  /// @param decisions everything the patient ever decided here; the last word on the purpose counts
  /// @param received what came with the patient's data from elsewhere; it counts where the patient decided nothing here
  /// @param today for consents that end
  public AccessDecision decide(
      AccessRequest request,
      List<ConsentDecision> decisions,
      List<ReceivedGrant> received,
      LocalDate today) {
    Action action = request.action();
    Optional<Deny> denied = byPolicy(request.role(), action);
    if (denied.isPresent()) {
      return denied.get();
    }
    Optional<ConsentPurpose> purpose = action.purpose();
    if (purpose.isEmpty()) {
      return new Permit("by policy", new Ground.Policy());
    }
    Optional<ConsentDecision> last =
        decisions.stream()
            .filter(d -> d.terms().purpose() == purpose.get())
            .filter(d -> d.terms().recipient().equals(request.recipient()))
            .filter(d -> d.state() != ConsentDecision.State.REPLACED)
            .max(Comparator.comparing(ConsentDecision::decidedAt));
    if (last.isPresent() && (received.isEmpty() || !isOver(last.get(), today))) {
      return byConsent(request, purpose.get(), last.get(), today);
    }
    return received.isEmpty()
        ? bySilence(request, purpose.get())
        : byReceived(request, purpose.get(), received, today);
  }

  /// Whether it was a yes, and the calendar ended it.
  private static boolean isOver(ConsentDecision decision, LocalDate today) {
    return decision.terms().permitted()
        && decision.state() == ConsentDecision.State.STANDING
        && decision.terms().until().filter(today::isAfter).isPresent();
  }

  /// Data that other institutions gave are used for what the patient agreed to there and for nothing else, as long as the
  /// ledger says so. Whose data is whose is not told apart here: each institution that gave some needs a grant that holds.
  private AccessDecision byReceived(
      AccessRequest request,
      ConsentPurpose purpose,
      List<ReceivedGrant> received,
      LocalDate today) {
    if (purpose != ConsentPurpose.CARE) {
      return new Deny("These data are here for a second opinion and nothing else", false);
    }
    AccessDecision answer = null;
    for (List<ReceivedGrant> ofOne :
        received.stream().collect(Collectors.groupingBy(ReceivedGrant::from)).values()) {
      answer = best(request, ofOne, today);
      if (answer instanceof Deny) {
        return answer;
      }
    }
    return Objects.requireNonNull(answer);
  }

  private AccessDecision best(AccessRequest request, List<ReceivedGrant> ofOne, LocalDate today) {
    AccessDecision answer = null;
    for (ReceivedGrant grant : ofOne) {
      AccessDecision next = byReceived(request, grant, today);
      if (next instanceof Permit) {
        return next;
      }
      answer = answer == null ? next : answer;
    }
    return Objects.requireNonNull(answer);
  }

  private AccessDecision byReceived(AccessRequest request, ReceivedGrant grant, LocalDate today) {
    if (request.action().showsTheRecord() && !grant.coversTheRecord()) {
      return new Deny(
          "The patient's consent to a second opinion leaves the health record out", true);
    }
    Optional<LocalDate> until = grant.handed().said().until();
    if (until.filter(today::isAfter).isPresent()) {
      return new Deny("The grant for a second opinion ended on " + until.get(), true);
    }
    return switch (ledger.received(grant)) {
      case Standing.InForce held when young(held.age()) ->
          new Permit(
              "given for a second opinion, in force on the ledger (asked %s)"
                  .formatted(Standing.ago(held.age())),
              new Ground.Consent(grant.grantId()));
      case Standing.InForce held ->
          new Deny(
              "The ledger's answer on the grant for a second opinion is too old to rely on (asked %s)"
                  .formatted(Standing.ago(held.age())),
              true);
      case Standing.Ended ended ->
          new Deny(
              "On the ledger the grant for a second opinion has ended (asked %s)"
                  .formatted(Standing.ago(ended.age())),
              true);
      case Standing.NoLedger none ->
          new Deny("The grant for a second opinion needs a ledger, and none is set up here", true);
      case Standing.Waiting waiting ->
          new Deny("The ledger does not confirm the grant for a second opinion", true);
      case Standing.Unknown unknown ->
          new Deny("The ledger does not confirm the grant for a second opinion", true);
    };
  }

  /// The institution's no to a role, whoever the patient is; empty where the patient's word decides.
  public Optional<Deny> byPolicy(Role role, Action action) {
    return policy.allows(role, action)
        ? Optional.empty()
        : Optional.of(
            new Deny(
                "%s may not %s here; that is the institution's policy"
                    .formatted(capital(role.words()), action.words()),
                false));
  }

  /// A yes apart from the purposes is on no ledger, and counts for nothing where the policy asks
  /// for its word.
  private AccessDecision bySilence(AccessRequest request, ConsentPurpose purpose) {
    if (policy.rule(purpose) == AccessPolicy.Rule.UNLESS_REFUSED) {
      return new Permit("by policy, the patient did not refuse", new Ground.Silence());
    }
    return request
        .ownYes()
        .filter(id -> !policy.ledgerNeeded().contains(purpose))
        .<AccessDecision>map(
            id -> new Permit("the patient agreed to exactly this", new Ground.Consent(id)))
        .orElseGet(
            () ->
                new Deny(
                    "The patient has not agreed to " + words(purpose),
                    purpose == ConsentPurpose.CARE));
  }

  private AccessDecision byConsent(
      AccessRequest request, ConsentPurpose purpose, ConsentDecision decision, LocalDate today) {
    boolean emergency = purpose == ConsentPurpose.CARE;
    if (!decision.terms().permitted()) {
      return new Deny("The patient refused " + words(purpose), emergency);
    }
    if (decision.state() == ConsentDecision.State.WITHDRAWN) {
      return new Deny("The patient took back the consent to " + words(purpose), emergency);
    }
    if (decision.terms().until().filter(today::isAfter).isPresent()) {
      return bySilence(request, purpose) instanceof Permit permit
          ? permit
          : new Deny(
              "The patient's consent to %s ended on %s"
                  .formatted(words(purpose), decision.terms().until().get()),
              emergency);
    }
    if (request.action().showsTheRecord()
        && decision.terms().scope() == ConsentScope.PICTURES_ONLY) {
      return new Deny("The patient's consent leaves the health record out", emergency);
    }
    return byLedger(purpose, decision, emergency);
  }

  /// Where a yes is needed the ledger's word counts as soon as there is a ledger, and for as long as the policy says;
  /// until it could hear of a decision, the decision itself does for as long.
  private AccessDecision byLedger(
      ConsentPurpose purpose, ConsentDecision decision, boolean emergency) {
    Ground consent = new Ground.Consent(decision.consentId());
    boolean always = policy.ledgerNeeded().contains(purpose);
    boolean counts = always || policy.rule(purpose) == AccessPolicy.Rule.ONLY_WITH_CONSENT;
    return switch (ledger.of(decision)) {
      case Standing.Ended ended ->
          new Deny(
              "On the ledger this consent has ended (asked %s)"
                  .formatted(Standing.ago(ended.age())),
              emergency);
      case Standing.InForce held when young(held.age()) ->
          new Permit(
              "the patient agreed; the ledger says so too (asked %s)"
                  .formatted(Standing.ago(held.age())),
              consent);
      case Standing.InForce held ->
          counts
              ? new Deny(
                  "The ledger's answer is too old to rely on (asked %s)"
                      .formatted(Standing.ago(held.age())),
                  emergency)
              : new Permit(
                  "the patient agreed; the ledger was last asked %s"
                      .formatted(Standing.ago(held.age())),
                  consent);
      case Standing.Waiting waiting when !counts || (!always && young(waiting.age())) ->
          new Permit("the patient agreed; not on the ledger yet", consent);
      case Standing.Waiting waiting ->
          new Deny("The patient's consent is not on the ledger yet", emergency);
      case Standing.Unknown unknown ->
          counts
              ? new Deny("The ledger does not confirm the patient's consent", emergency)
              : new Permit("the patient agreed; the ledger does not confirm it", consent);
      case Standing.NoLedger none ->
          always
              ? new Deny(
                  "The policy asks for the ledger's word, and none is set up here", emergency)
              : new Permit("the patient agreed", consent);
    };
  }

  private boolean young(Duration age) {
    return age.compareTo(policy.oldestLedgerAnswer()) <= 0;
  }

  private static String words(ConsentPurpose purpose) {
    return switch (purpose) {
      case CARE -> "the use of their data for care";
      case SECOND_OPINION -> "a second opinion of this institution";
      case AI_ANALYSIS -> "analysis by models";
      case RESEARCH -> "research";
      case TEACHING -> "teaching";
    };
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}

package health.cairn.app.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentPurpose;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/// The rules of this institution, as data: `policy.json` beside this class is what holds where nobody adopted
/// another.
///
/// @param roles what each role may do at all; a role that is not named may do nothing
/// @param purposes whether a purpose needs the patient's yes, or holds unless the patient said no; a purpose that
///     is not named needs the yes
/// @param ledgerNeeded purposes that are closed without the ledger's word, also where no ledger is set up. Where one is, it
///     must confirm every purpose that needs a yes
/// @param oldestLedgerAnswerHours an older answer of the ledger counts as none, and so long a decision that the ledger could
///     not hear of yet counts by itself
public record AccessPolicy(
    @JsonProperty(required = true) Map<Role, Set<Action>> roles,
    @JsonProperty(required = true) Map<ConsentPurpose, Rule> purposes,
    @JsonProperty(required = true) Set<ConsentPurpose> ledgerNeeded,
    @JsonProperty(required = true) int oldestLedgerAnswerHours) {

  /// Larger files are refused unread.
  public static final int MAX_BYTES = 64 << 10;

  private static final int MAX_HOURS = 24 * 365;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .build();

  /// What is asked of a patient before data is used for a purpose.
  public enum Rule {
    /// Allowed unless the patient said no.
    UNLESS_REFUSED,
    /// Allowed only where the patient said yes.
    ONLY_WITH_CONSENT
  }

  public AccessPolicy {
    roles = copy(roles);
    purposes = Map.copyOf(purposes);
    ledgerNeeded = Set.copyOf(ledgerNeeded);
    if (oldestLedgerAnswerHours < 1 || oldestLedgerAnswerHours > MAX_HOURS) {
      throw new IllegalArgumentException("oldestLedgerAnswerHours is not 1 to " + MAX_HOURS);
    }
  }

  private static Map<Role, Set<Action>> copy(Map<Role, Set<Action>> roles) {
    Map<Role, Set<Action>> copy = new EnumMap<>(Role.class);
    roles.forEach((role, actions) -> copy.put(role, Set.copyOf(actions)));
    return Map.copyOf(copy);
  }

  /// What the program comes with.
  public static AccessPolicy standard() {
    try (InputStream in = AccessPolicy.class.getResourceAsStream("policy.json")) {
      if (in == null) {
        throw new IllegalStateException("the program lacks its policy");
      }
      return JSON.readValue(in, AccessPolicy.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// @throws CairnException REFUSED for bytes that are no policy; the sentence says why
  public static AccessPolicy of(byte[] json) throws CairnException {
    if (json.length > MAX_BYTES) {
      throw refused("it is larger than 64 KiB", null);
    }
    try {
      return JSON.readValue(json, AccessPolicy.class);
    } catch (JacksonException e) {
      throw refused(e.getOriginalMessage().lines().findFirst().orElse("it is no JSON"), e);
    } catch (IOException e) {
      throw refused("it cannot be read", e);
    }
  }

  private static CairnException refused(
      String why, @org.jspecify.annotations.Nullable Throwable cause) {
    String sentence = "This is no access policy: " + why + ".";
    return cause == null
        ? new CairnException(CairnException.Kind.REFUSED, sentence)
        : new CairnException(CairnException.Kind.REFUSED, sentence, cause);
  }

  public byte[] toJson() {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(this);
    } catch (JacksonException e) {
      throw new IllegalStateException("a policy that is no JSON", e);
    }
  }

  boolean allows(Role role, Action action) {
    return roles.getOrDefault(role, Set.of()).contains(named(action));
  }

  /// A policy from before consents were asked about names nobody for them: then who may find patients may handle them, as
  /// it was.
  private Action named(Action action) {
    return action == Action.HANDLE_CONSENT
            && roles.values().stream().noneMatch(all -> all.contains(Action.HANDLE_CONSENT))
        ? Action.FIND_PATIENTS
        : action;
  }

  Rule rule(ConsentPurpose purpose) {
    return purposes.getOrDefault(purpose, Rule.ONLY_WITH_CONSENT);
  }

  Duration oldestLedgerAnswer() {
    return Duration.ofHours(oldestLedgerAnswerHours);
  }
}

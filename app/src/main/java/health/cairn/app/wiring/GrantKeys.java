package health.cairn.app.wiring;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.ConsentTerms;
import health.cairn.ledger.besu.SenderKey;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Everything by which one patient's decisions are known on a chain, derived from a random secret of the patient:
/// an account of its own for each institution, and salted digests of what was agreed. Nobody can tell that two of them are one
/// patient's, or what was agreed to; destroying the secret leaves nothing that leads back.
final class GrantKeys {
  /// A grant that holds until it is taken back has to end some day on a chain.
  private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

  private final SecretKeySpec secret;
  private final String here;
  private final Function<String, Hash> members;

  /// @param secret 32 random bytes; copied
  /// @param here name of this institution
  /// @param members an institution's number in the network, by its name
  GrantKeys(byte[] secret, String here, Function<String, Hash> members) {
    this.secret = new SecretKeySpec(secret, "HmacSHA256");
    this.here = here;
    this.members = members;
  }

  /// The patient's key towards the institution that a decision names.
  SenderKey key(ConsentTerms terms) {
    return SenderKey.of(derived("account", institution(terms)).bytes());
  }

  GrantKey grantKey(ConsentTerms terms) {
    String institution = institution(terms);
    return new GrantKey(
        key(terms).address(),
        members.apply(institution),
        derived("terms", institution + "/" + terms.purpose() + "/" + terms.scope()));
  }

  /// A yes, as the contract takes it.
  ///
  /// @param statement its number
  Decision.Grant grant(ConsentDecision yes, long statement) {
    Instant until =
        yes.terms()
            .until()
            .map(day -> day.plusDays(1).atStartOfDay(ZoneId.systemDefault()).toInstant())
            .orElse(FAR);
    return new Decision.Grant(grantKey(yes.terms()), statement, until);
  }

  /// The end of a yes.
  ///
  /// @param statement its number
  Decision.Withdrawal end(ConsentDecision yes, long statement) {
    return new Decision.Withdrawal(grantKey(yes.terms()), statement);
  }

  /// What recognises the patient's flags of break-glass, at this institution. Secret.
  Hash watchKey() {
    return derived("watch", here);
  }

  private String institution(ConsentTerms terms) {
    return terms.recipient().isEmpty() ? here : terms.recipient();
  }

  private Hash derived(String what, String of) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      return Hash.of(
          mac.doFinal(("cairn-grant/1 " + what + " " + of).getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}

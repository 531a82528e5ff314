package health.cairn.ledger.consent;

import health.cairn.ledger.merkle.Hash;
import java.util.regex.Pattern;

/// A decision with the signature that the chain will check. Anybody may relay it; relaying it twice
/// has no effect.
///
/// @param decision what was decided
/// @param digest what was signed: EIP-712, so for one contract on one chain
/// @param signature r, s and v: `0x` and 130 lower-case hexadecimal digits
public record SignedDecision(Decision decision, Hash digest, String signature) {
  private static final Pattern FORM = Pattern.compile("0x[0-9a-f]{130}");

  public SignedDecision {
    if (!FORM.matcher(signature).matches()) {
      throw new IllegalArgumentException("not a signature of 65 bytes");
    }
  }
}

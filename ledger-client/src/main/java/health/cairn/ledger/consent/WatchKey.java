package health.cairn.ledger.consent;

import health.cairn.ledger.merkle.Hash;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// With this key a patient's watcher recognises the flags of break-glass that concern the patient, at one
/// institution; the institution uses it to set them. To everybody else two tags are two numbers.
/// Destroying the key makes the flags unlinkable. Shows nothing of itself.
public final class WatchKey {
  private final SecretKeySpec key;

  private WatchKey(byte[] secret) {
    this.key = new SecretKeySpec(secret, "HmacSHA256");
  }

  /// @param secret exactly 32 bytes, from a random source or derived from the patient's secret
  public static WatchKey of(byte[] secret) {
    return new WatchKey(Hash.of(secret).bytes());
  }

  /// The tag of one flag: HMAC-SHA-256 of its number.
  ///
  /// @param number of the patient's flags at this institution, from 1, without gaps
  public Hash tag(long number) {
    if (number < 1) {
      throw new IllegalArgumentException("flags count from 1");
    }
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return Hash.of(mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(number).array()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "WatchKey";
  }
}

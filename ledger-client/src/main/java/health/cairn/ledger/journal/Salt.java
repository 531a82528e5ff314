package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// 32 random bytes that keep a commitment from being guessed. Without its salt a commitment can be
/// linked to nothing; so destroying the salt unlinks the entry.
public final class Salt {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Hash value;

  private Salt(Hash value) {
    this.value = value;
  }

  /// A fresh salt, from the platform's random source.
  public static Salt random() {
    byte[] bytes = new byte[Hash.BYTES];
    RANDOM.nextBytes(bytes);
    return new Salt(Hash.of(bytes));
  }

  /// @param bytes exactly 32; copied
  public static Salt of(byte[] bytes) {
    return new Salt(Hash.of(bytes));
  }

  /// @param hex 64 lower-case hexadecimal digits
  public static Salt fromHex(String hex) {
    return new Salt(Hash.fromHex(hex));
  }

  /// The commitment to an entry: `SHA-256(salt || canonical bytes)`.
  public Hash commit(byte[] canonicalBytes) {
    return Hash.sha256(value.bytes(), canonicalBytes);
  }

  /// The commitment to a record's content: `HMAC-SHA-256(salt, content)`. A different function from
  /// [#commit], so that the one salt can serve both and neither can be passed off as the other.
  public Hash digest(byte[] content) {
    Mac mac = mac();
    mac.update(content);
    return Hash.of(mac.doFinal());
  }

  /// The same over a stream that is read to its end and not closed.
  public Hash digest(InputStream content) throws IOException {
    Mac mac = mac();
    byte[] buffer = new byte[1 << 16];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      mac.update(buffer, 0, n);
    }
    return Hash.of(mac.doFinal());
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(value.bytes(), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /// A copy of the 32 bytes.
  public byte[] bytes() {
    return value.bytes();
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return value.hex();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Salt salt && value.equals(salt.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  /// Never the salt itself: it would unlock the commitment.
  @Override
  public String toString() {
    return "Salt[hidden]";
  }
}

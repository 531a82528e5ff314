package health.cairn.ledger.merkle;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// A SHA-256 value: 32 bytes, immutable. Compared in constant time.
public final class Hash {
  /// Length in bytes.
  public static final int BYTES = 32;

  private static final ThreadLocal<MessageDigest> SHA_256 =
      ThreadLocal.withInitial(Hash::newSha256);

  private final byte[] value;

  private Hash(byte[] value) {
    this.value = value;
  }

  /// @param value exactly 32 bytes; copied
  public static Hash of(byte[] value) {
    if (value.length != BYTES) {
      throw new IllegalArgumentException("a hash of " + value.length + " bytes, not " + BYTES);
    }
    return new Hash(value.clone());
  }

  /// @param from offset of the first of 32 bytes; copied
  public static Hash of(byte[] source, int from) {
    if (from < 0 || source.length - from < BYTES) {
      throw new IllegalArgumentException("no " + BYTES + " bytes at " + from);
    }
    byte[] value = new byte[BYTES];
    System.arraycopy(source, from, value, 0, BYTES);
    return new Hash(value);
  }

  /// @param hex 64 lower-case hexadecimal digits
  public static Hash fromHex(String hex) {
    if (hex.length() != 2 * BYTES || !hex.chars().allMatch(Hash::isLowerHex)) {
      throw new IllegalArgumentException("not 64 lower-case hexadecimal digits");
    }
    return new Hash(HexFormat.of().parseHex(hex));
  }

  /// SHA-256 over the parts, one after the other.
  public static Hash sha256(byte[]... parts) {
    MessageDigest digest = fresh();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return new Hash(digest.digest());
  }

  /// SHA-256 over the UTF-8 bytes of a text.
  public static Hash sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /// SHA-256 over what `input` holds from its first byte to its last.
  static Hash ofInput(byte[] input) {
    return new Hash(fresh().digest(input));
  }

  /// This thread's digest, ready for new input: looking one up costs as much as a short hash.
  private static MessageDigest fresh() {
    MessageDigest digest = SHA_256.get();
    digest.reset();
    return digest;
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static boolean isLowerHex(int c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }

  /// A copy of the 32 bytes.
  public byte[] bytes() {
    return value.clone();
  }

  /// Writes the 32 bytes into `target` from `at` on.
  public void copyTo(byte[] target, int at) {
    System.arraycopy(value, 0, target, at, BYTES);
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && MessageDigest.isEqual(value, hash.value);
  }

  @Override
  public int hashCode() {
    return (value[0] & 0xff) << 24
        | (value[1] & 0xff) << 16
        | (value[2] & 0xff) << 8
        | (value[3] & 0xff);
  }

  @Override
  public String toString() {
    return hex();
  }
}

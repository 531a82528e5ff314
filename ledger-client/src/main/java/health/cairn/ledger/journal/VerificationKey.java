package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// The public half of a checkpoint key: a raw Ed25519 key (RFC 8032) under a name, which is the
/// origin of the checkpoints it signs.
public final class VerificationKey {
  /// Length of the raw key in bytes.
  public static final int BYTES = 32;

  /// What stands before a raw key in its X.509 form (RFC 8410).
  private static final byte[] X509_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  private static final byte ALGORITHM_ED25519 = 0x01;

  private final String name;
  private final byte[] raw;

  private VerificationKey(String name, byte[] raw) {
    this.name = name;
    this.raw = raw;
  }

  /// @param name the origin of the checkpoints
  /// @param raw 32 bytes; copied
  public static VerificationKey of(String name, byte[] raw) {
    if (raw.length != BYTES) {
      throw new IllegalArgumentException("an Ed25519 key of " + raw.length + " bytes");
    }
    return new VerificationKey(name, raw.clone());
  }

  /// @param hex 64 lower-case hexadecimal digits
  public static VerificationKey fromHex(String name, String hex) {
    return of(name, Hash.fromHex(hex).bytes());
  }

  static VerificationKey of(String name, PublicKey key) {
    byte[] x509 = key.getEncoded();
    return of(name, Arrays.copyOfRange(x509, X509_PREFIX.length, x509.length));
  }

  public String name() {
    return name;
  }

  /// A copy of the raw 32 bytes.
  public byte[] raw() {
    return raw.clone();
  }

  /// The raw key as 64 hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(raw);
  }

  /// First four bytes of `SHA-256(name || 0x0A || 0x01 || key)` (C2SP signed-note), as 8
  /// hexadecimal digits.
  public String keyId() {
    return HexFormat.of().formatHex(keyIdBytes());
  }

  byte[] keyIdBytes() {
    return keyIdBytes(ALGORITHM_ED25519);
  }

  /// @param algorithm the type byte of C2SP signed-note
  byte[] keyIdBytes(byte algorithm) {
    Hash hash =
        Hash.sha256(name.getBytes(StandardCharsets.UTF_8), new byte[] {'\n', algorithm}, raw);
    return Arrays.copyOf(hash.bytes(), 4);
  }

  /// Whether these 64 bytes are this key's signature over exactly this message. Fails closed: a key
  /// that is no point on the curve, or a signature that is not canonical, verifies nothing.
  public boolean verifies(byte[] message, byte[] signature) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(publicKey());
      ed25519.update(message);
      return ed25519.verify(signature);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private PublicKey publicKey() throws GeneralSecurityException {
    byte[] x509 = Arrays.copyOf(X509_PREFIX, X509_PREFIX.length + BYTES);
    System.arraycopy(raw, 0, x509, X509_PREFIX.length, BYTES);
    return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(x509));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey key
        && name.equals(key.name)
        && Arrays.equals(raw, key.raw);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(raw);
  }

  @Override
  public String toString() {
    return name + "+" + keyId() + "+" + hex();
  }
}

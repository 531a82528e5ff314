package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// An Ed25519 key (RFC 8032) under a name, from the JDK. The caller keeps it ([#keyBytes]) in its own
/// vault. Thread-safe.
public final class SigningKey {
  /// What stands before the 32 secret bytes in PKCS #8 (RFC 8410 7).
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final PrivateKey privateKey;
  private final VerificationKey verificationKey;

  private SigningKey(PrivateKey privateKey, VerificationKey verificationKey) {
    this.privateKey = privateKey;
    this.verificationKey = verificationKey;
  }

  /// A fresh key.
  public static SigningKey generate(String name) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new SigningKey(pair.getPrivate(), VerificationKey.of(name, pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /// A key from what [#keyBytes] gave.
  ///
  /// @throws LedgerException kind INTEGRITY when the bytes are no key, or its halves do not belong
  ///     together
  public static SigningKey fromKeyBytes(String name, byte[] keyBytes) throws LedgerException {
    int split = keyBytes.length - VerificationKey.BYTES;
    try {
      byte[] pkcs8 = Arrays.copyOf(keyBytes, Math.max(0, split));
      byte[] raw = Arrays.copyOfRange(keyBytes, Math.max(0, split), keyBytes.length);
      PrivateKey privateKey =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
      if (Arrays.mismatch(pkcs8, PKCS8_PREFIX) != PKCS8_PREFIX.length) { // decoders let more pass
        throw new GeneralSecurityException("not the form that keyBytes gives");
      }
      Arrays.fill(pkcs8, (byte) 0);
      var key = new SigningKey(privateKey, VerificationKey.of(name, raw));
      key.tryOut();
      return key;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "The signing key of " + name + " is damaged.", e);
    }
  }

  /// The whole key for the caller's vault: PKCS #8, then the raw public key. Secret.
  public byte[] keyBytes() {
    byte[] pkcs8 = privateKey.getEncoded();
    byte[] whole = Arrays.copyOf(pkcs8, pkcs8.length + VerificationKey.BYTES);
    System.arraycopy(verificationKey.raw(), 0, whole, pkcs8.length, VerificationKey.BYTES);
    return whole;
  }

  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /// @return 64 bytes (RFC 8032 5.1.6)
  public byte[] sign(byte[] message) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(privateKey);
      ed25519.update(message);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made to sign cannot", e);
    }
  }

  /// A private key that was stored beside another public key would make signatures nobody accepts.
  private void tryOut() throws GeneralSecurityException {
    byte[] probe = {1};
    if (!verificationKey.verifies(probe, sign(probe))) {
      throw new GeneralSecurityException("the halves of the key do not belong together");
    }
  }
}

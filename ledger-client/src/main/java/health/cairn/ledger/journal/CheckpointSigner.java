package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/// Signs a journal's checkpoints with Ed25519 from the JDK. The caller keeps the key ([#keyBytes])
/// in its own vault. Thread-safe.
public final class CheckpointSigner {
  /// What stands before the 32 secret bytes in PKCS #8 (RFC 8410 7).
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private final PrivateKey privateKey;
  private final VerificationKey verificationKey;

  private CheckpointSigner(PrivateKey privateKey, VerificationKey verificationKey) {
    this.privateKey = privateKey;
    this.verificationKey = verificationKey;
  }

  /// A signer with a fresh key.
  ///
  /// @param origin see [Checkpoint#origin]
  public static CheckpointSigner generate(String origin) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      return new CheckpointSigner(pair.getPrivate(), VerificationKey.of(origin, pair.getPublic()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /// A signer from what [#keyBytes] gave.
  ///
  /// @throws LedgerException kind INTEGRITY when the bytes are no key, or its halves do not belong
  ///     together
  public static CheckpointSigner fromKeyBytes(String origin, byte[] keyBytes)
      throws LedgerException {
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
      var signer = new CheckpointSigner(privateKey, VerificationKey.of(origin, raw));
      signer.tryOut();
      return signer;
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new LedgerException(Kind.INTEGRITY, "The journal's signing key is damaged.", e);
    }
  }

  /// The whole key for the caller's vault: PKCS #8, then the raw public key. Secret.
  public byte[] keyBytes() {
    byte[] pkcs8 = privateKey.getEncoded();
    byte[] whole = Arrays.copyOf(pkcs8, pkcs8.length + VerificationKey.BYTES);
    System.arraycopy(verificationKey.raw(), 0, whole, pkcs8.length, VerificationKey.BYTES);
    return whole;
  }

  public String origin() {
    return verificationKey.name();
  }

  public VerificationKey verificationKey() {
    return verificationKey;
  }

  /// @throws IllegalArgumentException when the checkpoint is of another origin
  public SignedCheckpoint sign(Checkpoint checkpoint) {
    if (!checkpoint.origin().equals(origin())) {
      throw new IllegalArgumentException("a checkpoint of another journal");
    }
    byte[] signature = signatureOf(checkpoint.text().getBytes(StandardCharsets.UTF_8));
    return new SignedCheckpoint(
        checkpoint, NoteSignature.of(verificationKey.keyIdBytes(), signature));
  }

  /// Signs what a home states about one of its own records.
  ///
  /// @param recordId the record, one line
  /// @param content SHA-256 of its bytes
  public SignedStatement state(String recordId, Hash content) {
    String text = SignedStatement.text(origin(), recordId, content);
    return new SignedStatement(
        origin(),
        recordId,
        content,
        NoteSignature.of(
            verificationKey.keyIdBytes(), signatureOf(text.getBytes(StandardCharsets.UTF_8))));
  }

  private byte[] signatureOf(byte[] text) {
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initSign(privateKey);
      ed25519.update(text);
      return ed25519.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("a key that was made to sign cannot", e);
    }
  }

  /// A private key that was stored beside another public key would make signatures nobody accepts.
  private void tryOut() throws GeneralSecurityException {
    byte[] probe = {1};
    Signature ed25519 = Signature.getInstance("Ed25519");
    ed25519.initVerify(verificationKey.publicKey());
    ed25519.update(probe);
    if (!ed25519.verify(signatureOf(probe))) {
      throw new GeneralSecurityException("the halves of the key do not belong together");
    }
  }
}

package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Signs a journal's checkpoints with Ed25519 from the JDK. The caller keeps the key ([#keyBytes])
/// in its own vault. Thread-safe.
public final class CheckpointSigner {
  private final SigningKey key;

  private CheckpointSigner(SigningKey key) {
    this.key = key;
  }

  /// A signer with a fresh key.
  ///
  /// @param origin see [Checkpoint#origin]
  public static CheckpointSigner generate(String origin) {
    return new CheckpointSigner(SigningKey.generate(origin));
  }

  /// A signer from what [#keyBytes] gave.
  ///
  /// @throws LedgerException kind INTEGRITY when the bytes are no key, or its halves do not belong
  ///     together
  public static CheckpointSigner fromKeyBytes(String origin, byte[] keyBytes)
      throws LedgerException {
    return new CheckpointSigner(SigningKey.fromKeyBytes(origin, keyBytes));
  }

  /// The whole key for the caller's vault: PKCS #8, then the raw public key. Secret.
  public byte[] keyBytes() {
    return key.keyBytes();
  }

  public String origin() {
    return verificationKey().name();
  }

  public VerificationKey verificationKey() {
    return key.verificationKey();
  }

  /// @throws IllegalArgumentException when the checkpoint is of another origin
  public SignedCheckpoint sign(Checkpoint checkpoint) {
    if (!checkpoint.origin().equals(origin())) {
      throw new IllegalArgumentException("a checkpoint of another journal");
    }
    return new SignedCheckpoint(checkpoint, signatureOf(checkpoint.text()));
  }

  /// Signs what a home states about one of its own records.
  ///
  /// @param recordId the record, one line
  /// @param content SHA-256 of its bytes
  public SignedStatement state(String recordId, Hash content) {
    String text = SignedStatement.text(origin(), recordId, content);
    return new SignedStatement(origin(), recordId, content, signatureOf(text));
  }

  /// Introduces the key that signs after this one; both sign.
  ///
  /// @param next of the same origin
  /// @param number see [KeyChange.Body]
  /// @param until see [KeyChange.Body]
  KeyChange handOver(
      CheckpointSigner next, long number, long until, KeyChange.Cause cause, Instant time) {
    var body =
        new KeyChange.Body(
            origin(),
            number,
            verificationKey().hex(),
            next.verificationKey().hex(),
            until,
            cause,
            time);
    return new KeyChange(body, signatureOf(body.text()), next.signatureOf(body.text()));
  }

  private NoteSignature signatureOf(String text) {
    byte[] signature = key.sign(text.getBytes(StandardCharsets.UTF_8));
    return NoteSignature.of(verificationKey().keyIdBytes(), signature);
  }
}

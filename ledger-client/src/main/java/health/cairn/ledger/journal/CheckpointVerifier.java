package health.cairn.ledger.journal;

import java.nio.charset.StandardCharsets;

/// Says whether a checkpoint or a statement was signed by a journal's key. Fails closed: whatever goes
/// wrong, the answer is no. Thread-safe.
public final class CheckpointVerifier {
  private final KeyHistory keys;

  /// For a journal whose key was never changed.
  public CheckpointVerifier(VerificationKey key) {
    this(KeyHistory.of(key));
  }

  public CheckpointVerifier(KeyHistory keys) {
    this.keys = keys;
  }

  /// The key that signs now.
  public VerificationKey key() {
    return keys.current();
  }

  public KeyHistory keys() {
    return keys;
  }

  /// Whether the key's name is the checkpoint's origin, the key is the one for that many entries, and
  /// the signature is over exactly the checkpoint's text.
  public boolean signed(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    VerificationKey key = keys.keyFor(checkpoint.size());
    return holds(key, checkpoint.origin(), checkpoint.text(), signed.signature());
  }

  /// Whether a key of the journal signed the checkpoint that was not, or no longer, to sign it.
  public boolean signedByRetiredKey(SignedCheckpoint signed) {
    Checkpoint checkpoint = signed.checkpoint();
    return !signed(signed)
        && keys.keys().stream()
            .anyMatch(
                key -> holds(key, checkpoint.origin(), checkpoint.text(), signed.signature()));
  }

  /// Whether the owner of one of the keys stated exactly this.
  public boolean stated(SignedStatement statement) {
    return keys.keys().stream()
        .anyMatch(key -> holds(key, statement.origin(), statement.text(), statement.signature()));
  }

  private static boolean holds(
      VerificationKey key, String origin, String text, NoteSignature signature) {
    return origin.equals(key.name()) && signature.holds(key, text.getBytes(StandardCharsets.UTF_8));
  }
}

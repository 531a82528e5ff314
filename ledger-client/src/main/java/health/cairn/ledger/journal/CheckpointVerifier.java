package health.cairn.ledger.journal;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;

/// Says whether a checkpoint or a statement was signed by one certain key. Fails closed: whatever goes wrong, the
/// answer is no. Thread-safe.
public final class CheckpointVerifier {
  private final VerificationKey key;

  public CheckpointVerifier(VerificationKey key) {
    this.key = key;
  }

  public VerificationKey key() {
    return key;
  }

  /// Whether the key's name is the checkpoint's origin, the key id is right, and the signature is
  /// over exactly the checkpoint's text.
  public boolean signed(SignedCheckpoint signed) {
    return holds(signed.checkpoint().origin(), signed.checkpoint().text(), signed.signature());
  }

  /// Whether the key's owner stated exactly this.
  public boolean stated(SignedStatement statement) {
    return holds(statement.origin(), statement.text(), statement.signature());
  }

  private boolean holds(String origin, String text, NoteSignature signature) {
    if (!origin.equals(key.name()) || !signature.keyId().equals(key.keyId())) {
      return false;
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key.publicKey());
      ed25519.update(text.getBytes(StandardCharsets.UTF_8));
      return ed25519.verify(signature.signature());
    } catch (GeneralSecurityException e) {
      // A key that is no point on the curve, a signature that is not canonical: not signed.
      return false;
    }
  }
}

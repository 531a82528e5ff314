package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import org.jspecify.annotations.Nullable;

/// Everything one needs to check an entry without the home it came from. That a file is well-formed
/// says nothing yet: see [ProofVerifier].
///
/// @param leafHash the entry's leaf
/// @param opening what the leaf commits to, or null where it is not revealed
/// @param inclusion path from the leaf to the checkpoint's root
/// @param checkpoint the signed checkpoint
/// @param key the key it is signed with, by the file's own account
/// @param receipt where the checkpoint is on chain, by the file's own account; null if nowhere
public record ProofFile(
    Hash leafHash,
    @Nullable Opening opening,
    InclusionProof inclusion,
    SignedCheckpoint checkpoint,
    VerificationKey key,
    @Nullable Receipt receipt) {
  /// Larger files are refused unread.
  public static final int MAX_BYTES = 64 << 10;

  /// A file that reveals the entry: who holds it can read what happened to which record.
  public static ProofFile revealing(
      EntryProof proof, VerificationKey key, @Nullable Receipt receipt) {
    return new ProofFile(
        proof.leafHash(), proof.opening(), proof.inclusion(), proof.checkpoint(), key, receipt);
  }

  /// A file that shows only that some entry stands at its place.
  public static ProofFile concealing(
      EntryProof proof, VerificationKey key, @Nullable Receipt receipt) {
    return new ProofFile(
        proof.leafHash(), null, proof.inclusion(), proof.checkpoint(), key, receipt);
  }

  /// The one canonical form of the file.
  public byte[] toBytes() {
    return ProofFileFormat.write(this);
  }

  /// @throws JsonRefusedException when the bytes are not exactly what [#toBytes] would write
  public static ProofFile parse(byte[] bytes) throws JsonRefusedException {
    return ProofFileFormat.read(bytes);
  }
}

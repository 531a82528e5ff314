package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Everything one needs to check an entry without the home it came from. That a file is well-formed
/// says nothing yet: see [ProofVerifier].
///
/// @param leafHash the entry's leaf
/// @param opening what the leaf commits to, or null where it is not revealed
/// @param inclusion path from the leaf to the checkpoint's root
/// @param checkpoint the signed checkpoint
/// @param keys the keys that sign this journal, by the file's own account
/// @param cosignatures of witnesses over the checkpoint, by their names, one of each
/// @param receipt where the checkpoint is on chain, by the file's own account; null if nowhere
public record ProofFile(
    Hash leafHash,
    @Nullable Opening opening,
    InclusionProof inclusion,
    SignedCheckpoint checkpoint,
    KeyHistory keys,
    List<Cosignature> cosignatures,
    @Nullable Receipt receipt) {
  /// Larger files are refused unread.
  public static final int MAX_BYTES = 64 << 10;

  /// More witnesses are refused.
  public static final int MAX_COSIGNATURES = 16;

  public ProofFile {
    cosignatures = List.copyOf(cosignatures);
    if (cosignatures.size() > MAX_COSIGNATURES) {
      throw new IllegalArgumentException("more than " + MAX_COSIGNATURES + " cosignatures");
    }
    for (int i = 1; i < cosignatures.size(); i++) {
      String before = cosignatures.get(i - 1).witness().name();
      if (before.compareTo(cosignatures.get(i).witness().name()) >= 0) {
        throw new IllegalArgumentException("cosignatures out of order, or two of one witness");
      }
    }
  }

  /// A file of a journal that had one key, without cosignatures.
  public ProofFile(
      Hash leafHash,
      @Nullable Opening opening,
      InclusionProof inclusion,
      SignedCheckpoint checkpoint,
      VerificationKey key,
      @Nullable Receipt receipt) {
    this(leafHash, opening, inclusion, checkpoint, KeyHistory.of(key), List.of(), receipt);
  }

  /// A file that reveals the entry: who holds it can read what happened to which record.
  public static ProofFile revealing(
      EntryProof proof, VerificationKey key, @Nullable Receipt receipt) {
    return revealing(proof, KeyHistory.of(key), List.of(), receipt);
  }

  /// The same, of a journal with witnesses, or with more than one key.
  public static ProofFile revealing(
      EntryProof proof,
      KeyHistory keys,
      List<Cosignature> cosignatures,
      @Nullable Receipt receipt) {
    return new ProofFile(
        proof.leafHash(),
        proof.opening(),
        proof.inclusion(),
        proof.checkpoint(),
        keys,
        cosignatures,
        receipt);
  }

  /// A file that shows only that some entry stands at its place.
  public static ProofFile concealing(
      EntryProof proof, VerificationKey key, @Nullable Receipt receipt) {
    return concealing(proof, KeyHistory.of(key), List.of(), receipt);
  }

  /// The same, of a journal with witnesses, or with more than one key.
  public static ProofFile concealing(
      EntryProof proof,
      KeyHistory keys,
      List<Cosignature> cosignatures,
      @Nullable Receipt receipt) {
    return new ProofFile(
        proof.leafHash(), null, proof.inclusion(), proof.checkpoint(), keys, cosignatures, receipt);
  }

  /// The key that the checkpoint must be signed with.
  public VerificationKey key() {
    return keys.keyFor(checkpoint.checkpoint().size());
  }

  /// The one canonical form of the file.
  public byte[] toBytes() {
    return ProofFileFormat.write(this);
  }

  /// Reads what [#toBytes] writes, the first version of it ("cairn-proof/1"), and [CompactProof]'s text.
  ///
  /// @throws JsonRefusedException when the bytes are not exactly what would be written
  public static ProofFile parse(byte[] bytes) throws JsonRefusedException {
    return CompactProof.isText(bytes) ? CompactProof.parse(bytes) : ProofFileFormat.read(bytes);
  }
}

package health.cairn.ledger.monitor;

import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.ConsistencyProof;
import health.cairn.ledger.verify.ProofFile;
import health.cairn.ledger.witness.WitnessRequest;
import health.cairn.ledger.witness.WitnessedHead;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A checkpoint that somebody holds of some journal, as a file brings it.
///
/// @param source the file's name, for messages
/// @param checkpoint what is held; that it is well-formed says nothing yet
/// @param keys the journal's keys by the file's own account, or null where it says nothing of them
/// @param changes changes of the journal's key by the file's own account
/// @param growth a proof that leads to this checkpoint, or null where there is none
public record HeldView(
    String source,
    SignedCheckpoint checkpoint,
    @Nullable KeyHistory keys,
    List<KeyChange> changes,
    @Nullable ConsistencyProof growth) {
  /// Larger files are refused unread.
  public static final int MAX_BYTES = WitnessRequest.MAX_CHARS;

  public HeldView {
    changes = List.copyOf(changes);
  }

  /// Reads a signed checkpoint, a request to a witness, or a proof file.
  ///
  /// @throws IllegalArgumentException when the bytes are none of these, exactly as they are written
  public static HeldView parse(String source, byte[] bytes) {
    if (bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("larger than " + (MAX_BYTES >> 10) + " KiB");
    }
    String text = new String(bytes, StandardCharsets.UTF_8);
    if (text.startsWith("old ")) {
      WitnessRequest request = WitnessRequest.parse(text);
      return new HeldView(
          source, request.checkpoint(), null, request.keyChanges(), request.growth());
    }
    if (text.contains("\n\n")) {
      return new HeldView(source, SignedCheckpoint.parse(text), null, List.of(), null);
    }
    try {
      ProofFile proof = ProofFile.parse(bytes);
      return new HeldView(source, proof.checkpoint(), proof.keys(), proof.keys().changes(), null);
    } catch (JsonRefusedException e) {
      throw new IllegalArgumentException("no checkpoint, request to a witness or proof file", e);
    }
  }

  /// What this home cosigned last of another journal.
  public static java.util.Optional<HeldView> cosigned(WitnessedHead head) {
    SignedCheckpoint checkpoint = head.checkpoint();
    return checkpoint == null
        ? java.util.Optional.empty()
        : java.util.Optional.of(
            new HeldView(
                "what this home cosigned", checkpoint, head.keys(), head.keys().changes(), null));
  }
}

package health.cairn.ledger.witness;

import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.ConsistencyProof;
import health.cairn.ledger.merkle.Hash;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// What a journal's owner sends to a witness: the body of C2SP tlog-witness `add-checkpoint`, as a file
/// or over a wire.
///
///     old 1204
///     <one hash of the consistency proof a line, base64>
///                                                            (an empty line)
///     <the signed checkpoint>
///
/// Changes of the journal's key since then follow behind an empty line each, oldest first.
///
/// @param growth from what the witness cosigned last to this checkpoint
/// @param checkpoint to be cosigned
/// @param keyChanges every change of the journal's key there was, for witnesses who do not know yet
public record WitnessRequest(
    ConsistencyProof growth, SignedCheckpoint checkpoint, List<KeyChange> keyChanges) {
  /// Larger requests are refused unread.
  public static final int MAX_CHARS = 96 << 10;

  private static final String OLD = "old ";

  public WitnessRequest {
    keyChanges = List.copyOf(keyChanges);
    if (growth.toSize() != checkpoint.checkpoint().size()) {
      throw new IllegalArgumentException("a proof of growth to another checkpoint");
    }
  }

  /// The request as it is sent.
  public String text() {
    var text = new StringBuilder(OLD).append(growth.fromSize()).append('\n');
    for (Hash hash : growth.path()) {
      text.append(Base64.getEncoder().encodeToString(hash.bytes())).append('\n');
    }
    text.append('\n').append(checkpoint.note());
    for (KeyChange change : keyChanges) {
      text.append('\n').append(change.note());
    }
    return text.toString();
  }

  /// Reads [#text] back and nothing else.
  ///
  /// @throws IllegalArgumentException on anything that would not be written this way
  public static WitnessRequest parse(String text) {
    String[] blocks = text.length() > MAX_CHARS ? new String[0] : text.split("\n\n", -1);
    // Each note has an empty line of its own before its signatures.
    if (blocks.length < 3 || blocks.length % 2 == 0 || !blocks[0].startsWith(OLD)) {
      throw new IllegalArgumentException("not a request to a witness");
    }
    List<String> lines = Arrays.asList(blocks[0].split("\n", -1));
    if (lines.size() > 1 + ConsistencyProof.MAX_PATH) {
      throw new IllegalArgumentException("a proof of growth that is too long");
    }
    var path = new ArrayList<Hash>();
    for (String line : lines.subList(1, lines.size())) {
      path.add(Hash.of(Base64.getDecoder().decode(line)));
    }
    boolean alone = blocks.length == 3;
    SignedCheckpoint checkpoint =
        SignedCheckpoint.parse(blocks[1] + "\n\n" + blocks[2] + (alone ? "" : "\n"));
    var changes = new ArrayList<KeyChange>();
    for (int i = 3; i < blocks.length; i += 2) {
      boolean last = i + 2 == blocks.length;
      changes.add(KeyChange.parse(blocks[i] + "\n\n" + blocks[i + 1] + (last ? "" : "\n")));
    }
    long old = Long.parseLong(lines.getFirst().substring(OLD.length()));
    var request =
        new WitnessRequest(
            new ConsistencyProof(old, checkpoint.checkpoint().size(), path), checkpoint, changes);
    if (!request.text().equals(text)) {
      throw new IllegalArgumentException("a request that is not in its canonical form");
    }
    return request;
  }
}

package health.cairn.ledger.witness;

import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a witness remembers of one journal.
///
/// @param keys the keys it knows, from the one it was introduced to
/// @param checkpoint the last one it cosigned, or null if none
public record WitnessedHead(KeyHistory keys, @Nullable SignedCheckpoint checkpoint) {
  private static final String HEAD = "witnessed journal\n";

  /// Entries under the last checkpoint, 0 if none.
  public long size() {
    return checkpoint == null ? 0 : checkpoint.checkpoint().size();
  }

  String text() {
    var text = new StringBuilder(HEAD);
    text.append(keys.first().name()).append('\n').append(keys.first().hex()).append('\n');
    for (KeyChange change : keys.changes()) {
      text.append("=\n").append(change.note());
    }
    if (checkpoint != null) {
      text.append("=\n").append(checkpoint.note());
    }
    return text.toString();
  }

  static WitnessedHead parse(String text) {
    String[] parts = text.split("(?m)^=\n", -1);
    String[] lines = parts[0].split("\n", -1);
    if (lines.length != 4 || !parts[0].startsWith(HEAD)) {
      throw new IllegalArgumentException("not what a witness keeps");
    }
    var changes = new ArrayList<KeyChange>();
    SignedCheckpoint checkpoint = null;
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].startsWith("change of a key\n")) {
        changes.add(KeyChange.parse(parts[i]));
      } else {
        checkpoint = SignedCheckpoint.parse(parts[i]);
      }
    }
    var keys = new KeyHistory(VerificationKey.fromHex(lines[1], lines[2]), changes);
    var head = new WitnessedHead(keys, checkpoint);
    if (!head.text().equals(text)) {
      throw new IllegalArgumentException("not what a witness keeps");
    }
    return head;
  }

  /// The keys with changes that were not known yet; as they are where the longer list does not begin
  /// with the shorter.
  public KeyHistory keysWith(List<KeyChange> told) {
    int known = keys.changes().size();
    if (told.size() <= known || !told.subList(0, known).equals(keys.changes())) {
      return keys;
    }
    try {
      return new KeyHistory(keys.first(), told);
    } catch (IllegalArgumentException e) {
      return keys; // a change that does not hold introduces nobody
    }
  }

  Checkpoint requireCheckpoint() {
    if (checkpoint == null) {
      throw new IllegalStateException("nothing was cosigned yet");
    }
    return checkpoint.checkpoint();
  }
}

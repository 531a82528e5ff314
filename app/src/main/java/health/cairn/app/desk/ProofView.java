package health.cairn.app.desk;

import health.cairn.ledger.AnchorState;
import java.time.Instant;
import java.util.List;

/// What can be proved of one record, first in a sentence, then in figures.
///
/// @param recordId what the entry is about
/// @param event "record stored", "access", ...
/// @param when when the journal took the entry
/// @param state how far the proof has come
/// @param intact whether the record, the tree and the checkpoint's signature agree just now
/// @param sentence the state in one sentence ("Recorded on ..., unchanged since; not yet anchored")
/// @param entryIndex position of the entry in the journal, from 0
/// @param treeSize size of the tree the proof is for
/// @param leafHash hexadecimal
/// @param rootHash hexadecimal
/// @param path inclusion proof, hexadecimal hashes from the leaf up
/// @param receipt transaction, block and time, or empty where there is none
public record ProofView(
    String recordId,
    String event,
    Instant when,
    AnchorState state,
    boolean intact,
    String sentence,
    long entryIndex,
    long treeSize,
    String leafHash,
    String rootHash,
    List<String> path,
    String receipt) {

  public ProofView {
    path = List.copyOf(path);
  }

  /// Whether the entry only says that somebody looked, or was allowed to do something.
  public boolean look() {
    return event.equals("access");
  }
}

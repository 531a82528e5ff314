package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import java.util.List;
import java.util.Optional;

/// One pass over a whole store, with a tree of its own: nothing remembered is trusted.
final class JournalCheckRun {
  private static final int BATCH = 4096;

  private final JournalStore store;
  private final CheckpointVerifier verifier;
  private final MerkleTree tree = new MerkleTree();
  private long destroyed;

  JournalCheckRun(JournalStore store, CheckpointVerifier verifier) {
    this.store = store;
    this.verifier = verifier;
  }

  JournalCheck run() throws LedgerException {
    long size = store.size();
    while (tree.size() < size) {
      long from = tree.size();
      for (Hash leaf : store.leafHashes(from, Math.min(size, from + BATCH))) {
        long index = tree.append(leaf);
        Optional<Opening> opening = store.opening(index);
        if (opening.isEmpty()) {
          destroyed++;
        } else if (!fits(opening.get(), index, leaf)) {
          return new JournalCheck.Damaged(index, "the entry is not what its leaf commits to");
        }
      }
    }
    List<SignedCheckpoint> checkpoints = store.checkpoints();
    for (SignedCheckpoint signed : checkpoints) {
      Checkpoint checkpoint = signed.checkpoint();
      if (!verifier.signed(signed)) {
        return new JournalCheck.Damaged(checkpoint.size(), "a checkpoint's signature is not ours");
      }
      if (checkpoint.size() > size) {
        return new JournalCheck.Damaged(size, "entries that were signed are missing");
      }
      if (!tree.root(checkpoint.size()).equals(checkpoint.root())) {
        return new JournalCheck.Damaged(
            checkpoint.size(), "the entries under a checkpoint are not those that were signed");
      }
    }
    return new JournalCheck.Intact(size, destroyed, checkpoints.size());
  }

  static boolean fits(Opening opening, long index, Hash leaf) {
    if (!opening.leafHash().equals(leaf)) {
      return false;
    }
    try {
      return opening.entry().index() == index;
    } catch (JsonRefusedException e) {
      return false; // committed to, but never an entry of ours
    }
  }
}

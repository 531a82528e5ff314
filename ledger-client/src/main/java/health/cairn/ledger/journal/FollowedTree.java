package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import java.util.List;

/// A tree in memory that follows the leaves of a store. Not thread-safe: its journal guards it.
final class FollowedTree {
  private static final int BATCH = 4096;

  private final JournalStore store;
  private MerkleTree tree = new MerkleTree();

  FollowedTree(JournalStore store) {
    this.store = store;
  }

  /// The tree over everything committed.
  MerkleTree upToDate() throws LedgerException {
    long size = store.size();
    if (!stillThere(size)) {
      tree = new MerkleTree(); // a restored or rolled back store: only what it holds counts
    }
    while (tree.size() < size) {
      long to = Math.min(size, tree.size() + BATCH);
      store.leafHashes(tree.size(), to).forEach(tree::append);
    }
    return tree;
  }

  private boolean stillThere(long size) throws LedgerException {
    if (tree.size() == 0) {
      return true;
    }
    if (size < tree.size()) {
      return false;
    }
    List<Hash> last = store.leafHashes(tree.size() - 1, tree.size());
    return last.getFirst().equals(tree.node(0, tree.size() - 1));
  }
}

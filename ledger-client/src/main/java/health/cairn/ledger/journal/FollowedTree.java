package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import health.cairn.ledger.merkle.NodeSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A tree that follows the leaves of a store: in memory, or one that outlives the process. Not
/// thread-safe: its journal guards it.
final class FollowedTree {
  private static final int BATCH = 4096;
  private static final int DURABLE_BATCH = 1 << 16;

  private final JournalStore store;
  private final LeafTree.@Nullable Source durable;
  private MerkleTree memory = new MerkleTree();

  FollowedTree(JournalStore store, LeafTree.@Nullable Source durable) {
    this.store = store;
    this.durable = durable;
  }

  /// The tree that outlives the process, as far as it has followed.
  @Nullable LeafTree durable() throws LedgerException {
    return durable == null ? null : durable.tree();
  }

  /// The tree over everything committed.
  NodeSource upToDate() throws LedgerException {
    long size = store.size();
    return durable == null ? inMemory(size) : onDisk(durable.tree(), size);
  }

  private MerkleTree inMemory(long size) throws LedgerException {
    if (!isBeginning(memory, size)) {
      memory = new MerkleTree(); // a restored or rolled back store: only what it holds counts
    }
    while (memory.size() < size) {
      long to = Math.min(size, memory.size() + BATCH);
      store.leafHashes(memory.size(), to).forEach(memory::append);
    }
    return memory;
  }

  private LeafTree onDisk(LeafTree tree, long size) throws LedgerException {
    if (!isBeginning(tree, size)) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "The journal has "
              + size
              + " entries that are not those of which the tree beside it knows "
              + tree.size()
              + ": entries were changed, or an older database was put back; after restoring a backup"
              + " on purpose, remove the folder of the tree.");
    }
    while (tree.size() < size) {
      tree.append(store.leafHashes(tree.size(), Math.min(size, tree.size() + DURABLE_BATCH)));
    }
    return tree;
  }

  private boolean isBeginning(NodeSource tree, long size) throws LedgerException {
    if (tree.size() == 0) {
      return true;
    }
    if (size < tree.size()) {
      return false;
    }
    List<Hash> last = store.leafHashes(tree.size() - 1, tree.size());
    return last.size() == 1 && last.getFirst().equals(tree.node(0, tree.size() - 1));
  }
}

package health.cairn.ledger.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// An append-only tree in memory that keeps the hash of every complete subtree: two hashes (64
/// bytes) per leaf. Appending costs one node hash on average and at most log2(size); a proof costs
/// O(log size) look-ups and hashes.
///
/// Not thread-safe: its owner guards it.
public final class MerkleTree implements NodeSource {
  private final List<HashColumn> levels = new ArrayList<>();
  private long size;

  @Override
  public long size() {
    return size;
  }

  /// Appends a leaf.
  ///
  /// @param leafHash see [Rfc9162#leafHash]
  /// @return the leaf's index
  public long append(Hash leafHash) {
    long index = size++;
    Hash hash = leafHash;
    int level = 0;
    add(level, hash);
    // Every set low bit of the index is a left neighbour that is now complete.
    for (long i = index; (i & 1) == 1; i >>= 1) {
      hash = Rfc9162.nodeHash(node(level, i - 1), hash);
      add(++level, hash);
    }
    return index;
  }

  @Override
  public Hash node(int level, long index) {
    if (level < 0 || level >= levels.size()) {
      throw new IndexOutOfBoundsException("no complete subtree of level " + level);
    }
    return levels.get(level).get(index);
  }

  /// Root of the whole tree.
  public Hash root() {
    return TreeWalk.root(this, size);
  }

  /// Root of the tree as it was when it had `atSize` leaves.
  public Hash root(long atSize) {
    return TreeWalk.root(this, Objects.checkIndex(atSize, size + 1));
  }

  /// Proof that leaf `index` is in the tree of the first `atSize` leaves.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= index < atSize <= size`
  public InclusionProof inclusion(long index, long atSize) {
    return TreeWalk.inclusion(this, index, atSize);
  }

  /// Proof that the first `toSize` leaves begin with the first `fromSize` leaves.
  ///
  /// @throws IndexOutOfBoundsException unless `0 <= fromSize <= toSize <= size`
  public ConsistencyProof consistency(long fromSize, long toSize) {
    return TreeWalk.consistency(this, fromSize, toSize);
  }

  private void add(int level, Hash hash) {
    if (level == levels.size()) {
      levels.add(new HashColumn());
    }
    levels.get(level).add(hash);
  }
}

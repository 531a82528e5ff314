package health.cairn.ledger.merkle;

/// The right edge of a growing tree: at most one hash per level, enough to know the root at every size
/// while leaves pass by, whatever their number.
///
/// Not thread-safe.
public final class Frontier {
  private final Hash[] complete = new Hash[Long.SIZE]; // level k is set where bit k of size is
  private long size;

  public long size() {
    return size;
  }

  /// Appends a leaf.
  ///
  /// @param leafHash see [Rfc9162#leafHash]
  public void append(Hash leafHash) {
    Hash hash = leafHash;
    int level = 0;
    for (long i = size; (i & 1) == 1; i >>= 1) {
      hash = Rfc9162.nodeHash(complete[level++], hash);
    }
    complete[level] = hash;
    size++;
  }

  /// Root over the leaves so far.
  public Hash root() {
    if (size == 0) {
      return Rfc9162.EMPTY_ROOT;
    }
    int level = Long.numberOfTrailingZeros(size);
    Hash root = complete[level];
    for (long rest = size & (size - 1); rest != 0; rest &= rest - 1) {
      root = Rfc9162.nodeHash(complete[Long.numberOfTrailingZeros(rest)], root);
    }
    return root;
  }
}

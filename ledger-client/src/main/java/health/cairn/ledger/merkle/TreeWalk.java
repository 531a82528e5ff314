package health.cairn.ledger.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Roots and proofs from the hashes of complete subtrees (RFC 9162 2.1.1, 2.1.3.1, 2.1.4.1).
public final class TreeWalk {
  private TreeWalk() {}

  /// Root over the first `size` leaves.
  public static Hash root(NodeSource nodes, long size) {
    Objects.checkIndex(size, nodes.size() + 1);
    return size == 0 ? Rfc9162.EMPTY_ROOT : subtree(nodes, 0, size);
  }

  /// `PATH(index, D[size])`, from the leaf up.
  public static InclusionProof inclusion(NodeSource nodes, long index, long size) {
    Objects.checkIndex(size, nodes.size() + 1);
    Objects.checkIndex(index, size);
    var path = new ArrayList<Hash>();
    path(nodes, index, 0, size, path);
    return new InclusionProof(index, size, path);
  }

  /// `PROOF(from, D[to])`.
  public static ConsistencyProof consistency(NodeSource nodes, long from, long to) {
    Objects.checkIndex(to, nodes.size() + 1);
    Objects.checkIndex(from, to + 1);
    var path = new ArrayList<Hash>();
    if (from > 0) {
      subproof(nodes, from, 0, to, true, path);
    }
    return new ConsistencyProof(from, to, path);
  }

  /// Hash over leaves `[start, start + count)`, where start is a multiple of the power of two
  /// that count needs.
  private static Hash subtree(NodeSource nodes, long start, long count) {
    if (Long.bitCount(count) == 1) {
      int level = Long.numberOfTrailingZeros(count);
      return nodes.node(level, start >> level);
    }
    long left = split(count);
    return Rfc9162.nodeHash(
        subtree(nodes, start, left), subtree(nodes, start + left, count - left));
  }

  private static void path(NodeSource nodes, long index, long start, long count, List<Hash> path) {
    if (count == 1) {
      return;
    }
    long left = split(count);
    if (index < left) {
      path(nodes, index, start, left, path);
      path.add(subtree(nodes, start + left, count - left));
    } else {
      path(nodes, index - left, start + left, count - left, path);
      path.add(subtree(nodes, start, left));
    }
  }

  private static void subproof(
      NodeSource nodes, long from, long start, long count, boolean whole, List<Hash> path) {
    if (from == count) {
      if (!whole) {
        path.add(subtree(nodes, start, count));
      }
      return;
    }
    long left = split(count);
    if (from <= left) {
      subproof(nodes, from, start, left, whole, path);
      path.add(subtree(nodes, start + left, count - left));
    } else {
      subproof(nodes, from - left, start + left, count - left, false, path);
      path.add(subtree(nodes, start, left));
    }
  }

  /// The largest power of two smaller than `count` (at least 2).
  private static long split(long count) {
    return Long.highestOneBit(count - 1);
  }
}

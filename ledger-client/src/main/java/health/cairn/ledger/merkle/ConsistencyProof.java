package health.cairn.ledger.merkle;

import java.util.List;

/// The hashes that show that a tree only grew.
///
/// @param fromSize leaves of the older tree
/// @param toSize leaves of the newer tree
/// @param path in the order of RFC 9162 2.1.4.1, at most 65 hashes
public record ConsistencyProof(long fromSize, long toSize, List<Hash> path) {
  /// One hash for each level, and one for the node both trees share.
  public static final int MAX_PATH = 65;

  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /// Whether the newer tree begins with the older one (RFC 9162 2.1.4.2, all checks). From nothing
  /// everything can grow, and a tree is consistent with itself; both with an empty path only.
  public boolean proves(Hash fromRoot, Hash toRoot) {
    if (fromSize < 0 || fromSize > toSize || path.size() > MAX_PATH) {
      return false;
    }
    if (fromSize == toSize) {
      return path.isEmpty()
          && fromRoot.equals(toRoot)
          && (fromSize > 0 || fromRoot.equals(Rfc9162.EMPTY_ROOT));
    }
    if (fromSize == 0) {
      return path.isEmpty() && fromRoot.equals(Rfc9162.EMPTY_ROOT);
    }
    if (path.isEmpty()) {
      return false;
    }
    // An older tree that is one complete subtree is not repeated in the path.
    boolean complete = Long.bitCount(fromSize) == 1;
    long node = fromSize - 1;
    long last = toSize - 1;
    while ((node & 1) == 1) {
      node >>= 1;
      last >>= 1;
    }
    Hash older = complete ? fromRoot : path.getFirst();
    Hash newer = older;
    for (Hash hash : path.subList(complete ? 0 : 1, path.size())) {
      if (last == 0) {
        return false;
      }
      if ((node & 1) == 1 || node == last) {
        older = Rfc9162.nodeHash(hash, older);
        newer = Rfc9162.nodeHash(hash, newer);
        while (node != 0 && (node & 1) == 0) {
          node >>= 1;
          last >>= 1;
        }
      } else {
        newer = Rfc9162.nodeHash(newer, hash);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 && older.equals(fromRoot) && newer.equals(toRoot);
  }
}

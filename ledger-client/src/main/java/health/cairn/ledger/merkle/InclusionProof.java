package health.cairn.ledger.merkle;

import java.util.List;
import java.util.Optional;

/// The hashes that lead from one leaf to the root.
///
/// @param index the leaf's position, from 0
/// @param size leaves of the tree the proof is for
/// @param path sibling hashes from the leaf up, at most 64
public record InclusionProof(long index, long size, List<Hash> path) {
  /// No tree is higher: sizes are below 2^63.
  public static final int MAX_PATH = 64;

  public InclusionProof {
    path = List.copyOf(path);
  }

  /// Whether the leaf is where the proof says, under that root. Checks everything RFC 9162 2.1.3.2
  /// asks for: index inside the tree, path neither too short nor too long, root equal.
  public boolean proves(Hash leafHash, Hash root) {
    return impliedRoot(leafHash).map(root::equals).orElse(false);
  }

  /// The root that follows from the leaf and the path; empty when index, size and path cannot
  /// belong together.
  public Optional<Hash> impliedRoot(Hash leafHash) {
    if (index < 0 || index >= size || path.size() > MAX_PATH) {
      return Optional.empty();
    }
    long node = index;
    long last = size - 1;
    Hash hash = leafHash;
    for (Hash sibling : path) {
      if (last == 0) {
        return Optional.empty(); // more hashes than levels
      }
      if ((node & 1) == 1 || node == last) {
        hash = Rfc9162.nodeHash(sibling, hash);
        while ((node & 1) == 0) { // levels where this node has no right sibling
          node >>= 1;
          last >>= 1;
        }
      } else {
        hash = Rfc9162.nodeHash(hash, sibling);
      }
      node >>= 1;
      last >>= 1;
    }
    return last == 0 ? Optional.of(hash) : Optional.empty();
  }
}

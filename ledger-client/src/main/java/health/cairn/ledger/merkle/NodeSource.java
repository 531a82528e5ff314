package health.cairn.ledger.merkle;

/// Hands out the hashes of complete subtrees. Roots and proofs are computed from these alone, so
/// that a tree may live in memory, in tiles on disk, or elsewhere.
public interface NodeSource {
  /// Leaves so far.
  long size();

  /// The hash of the complete subtree over leaves `[index << level, (index + 1) << level)`; level 0
  /// are the leaf hashes.
  ///
  /// @throws IndexOutOfBoundsException when the subtree is not complete yet
  Hash node(int level, long index);
}

package health.cairn.ledger.access;

import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import java.util.List;

/// What an institution says on chain about who looked. Nothing in it says who that was, or at whom.
public sealed interface AccessNote {
  /// A batch of accesses.
  ///
  /// @param number from 1, without gaps, for one institution in one registry
  /// @param root RFC 9162 root over the accesses' salted commitments
  /// @param count how many accesses, from 1
  record Batch(long number, Hash root, int count) implements AccessNote {
    public Batch {
      if (number < 1 || count < 1) {
        throw new IllegalArgumentException("batches and their accesses count from 1");
      }
    }

    /// @param leaves hashes of the accesses' leaves in the journal, in its order; at least one
    public static Batch of(long number, List<Hash> leaves) {
      MerkleTree tree = new MerkleTree();
      leaves.forEach(tree::append);
      return new Batch(number, tree.root(), leaves.size());
    }
  }

  /// One access without a grant.
  ///
  /// @param tag by which the patient's watcher recognises it, see
  ///     [health.cairn.ledger.consent.WatchKey#tag]
  /// @param entry hash of the entry's leaf in the journal: over its salted commitment
  record Flag(Hash tag, Hash entry) implements AccessNote {}
}

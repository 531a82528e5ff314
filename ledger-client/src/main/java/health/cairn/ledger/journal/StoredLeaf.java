package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import org.jspecify.annotations.Nullable;

/// An entry as a store hands it out.
///
/// @param index position in the journal, from 0
/// @param hash the leaf's hash in the tree
/// @param opening what the hash commits to, or null when it was destroyed
public record StoredLeaf(long index, Hash hash, @Nullable Opening opening) {}

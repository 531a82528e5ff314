package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;

/// An entry as it is stored.
///
/// @param index position in the journal, from 0
/// @param hash the leaf's hash in the tree
/// @param opening what the hash commits to
public record Leaf(long index, Hash hash, Opening opening) {}

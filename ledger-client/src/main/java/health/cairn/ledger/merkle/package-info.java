/// The pure Merkle tree of RFC 9162: hashes, the tree, inclusion and consistency proofs.
@NullMarked
package health.cairn.ledger.merkle;

import org.jspecify.annotations.NullMarked;

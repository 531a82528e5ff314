package health.cairn.ledger.journal;

import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import org.jspecify.annotations.Nullable;

/// What the journal can show for one entry.
///
/// @param leafHash the entry's leaf
/// @param opening what the leaf commits to, or null when it was destroyed
/// @param inclusion path from the leaf to the checkpoint's root
/// @param checkpoint the signed checkpoint the path leads to
public record EntryProof(
    Hash leafHash,
    @Nullable Opening opening,
    InclusionProof inclusion,
    SignedCheckpoint checkpoint) {}

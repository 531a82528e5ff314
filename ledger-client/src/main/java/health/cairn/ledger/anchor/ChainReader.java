package health.cairn.ledger.anchor;

import health.cairn.ledger.merkle.Hash;

/// Reads checkpoints back from a chain. Needs no key. Blocks for a bounded time.
public interface ChainReader {
  /// @param place chain, contract and institution to ask about
  /// @param logId see [health.cairn.ledger.journal.Checkpoint#logId]
  /// @param size entries under the checkpoint
  ChainLookup lookup(ChainPlace place, Hash logId, long size);
}

package health.cairn.ledger.anchor;

import health.cairn.ledger.merkle.Hash;
import java.time.Instant;

/// What a chain answered when it was asked for a checkpoint.
public sealed interface ChainLookup {
  /// The contract holds a checkpoint of that size.
  ///
  /// @param root its root
  /// @param block in which it was anchored
  /// @param time of that block
  record Found(Hash root, long block, Instant time) implements ChainLookup {}

  /// The contract is there and holds no checkpoint of that size.
  record Absent() implements ChainLookup {}

  /// Nobody answers.
  ///
  /// @param reason in one sentence
  record Unreachable(String reason) implements ChainLookup {}

  /// Somebody answers, but not what the right chain would (other chain id, other contract, no
  /// JSON-RPC at all).
  ///
  /// @param reason in one sentence
  record Distrusted(String reason) implements ChainLookup {}
}

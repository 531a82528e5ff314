package health.cairn.ledger.verify;

import health.cairn.ledger.anchor.ChainPlace;
import java.time.Instant;

/// What the check of a proof against a chain found. Only [Verified] is good news.
public sealed interface ChainCheck {
  /// The contract holds exactly the proof's checkpoint. That contract and institution are the right
  /// ones is for the reader to know.
  ///
  /// @param place chain, contract and institution that were asked
  /// @param block in which it was anchored
  /// @param time of that block: the entry existed by then
  record Verified(ChainPlace place, long block, Instant time) implements ChainCheck {}

  /// The chain holds something else, or nothing.
  ///
  /// @param reason in one sentence
  record Mismatch(String reason) implements ChainCheck {}

  /// The chain could not be asked, or who answered was not that chain.
  ///
  /// @param reason in one sentence
  record Unreachable(String reason) implements ChainCheck {}
}

package health.cairn.ledger.anchor;

import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// What a node said of a transaction that is in a block. In a file it is a claim, until a chain was
/// asked.
///
/// @param place chain, contract and sender
/// @param transaction hash of the transaction (Keccak-256, not SHA-256)
/// @param block number of the block, from 0
/// @param blockHash hash of the block
/// @param time of the block, to the second
public record Receipt(
    ChainPlace place, Hash transaction, long block, Hash blockHash, Instant time) {
  public Receipt {
    if (block < 0) {
      throw new IllegalArgumentException("blocks count from 0");
    }
    time = time.truncatedTo(ChronoUnit.SECONDS);
  }
}

package health.cairn.ledger.besu;

import java.time.Duration;

/// How long a node may take.
///
/// @param request for one request, answer included, whatever the network does
/// @param receipt for a transaction to get into a block; afterwards it is asked for again next time
/// @param poll between two looks for the receipt
public record Timing(Duration request, Duration receipt, Duration poll) {
  /// For networks that make a block each second.
  public static final Timing DEFAULT =
      new Timing(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMillis(200));

  public Timing {
    if (!request.isPositive() || !receipt.isPositive() || !poll.isPositive()) {
      throw new IllegalArgumentException("times must be positive");
    }
  }
}

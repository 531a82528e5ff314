package health.cairn.ledger.anchor;

import java.util.List;

/// How far an attempt to empty an outbox came. Whatever is not finished is still in the outbox.
///
/// @param finished what came to its end in this attempt: Verified, or Rejected with a reason
/// @param waiting how many are still in the outbox
/// @param end why the attempt ended
/// @param reason in one sentence; empty when drained
public record RelayResult<T>(List<T> finished, int waiting, End end, String reason) {
  /// Why an attempt ended.
  public enum End {
    /// The outbox is empty.
    DRAINED,
    /// Sent and not in a block in time, or waiting for a condition that may pass, or for the chain, the
    /// contract or the account that it was signed for.
    PENDING,
    /// Nobody answers.
    UNREACHABLE,
    /// Somebody answers, but not what the configured chain would.
    DISTRUSTED
  }

  public RelayResult {
    finished = List.copyOf(finished);
  }
}

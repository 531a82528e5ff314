package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.AnchorTask;
import java.util.List;

/// How far an attempt to empty the outbox came. Whatever is not finished is still in the outbox.
public sealed interface SendResult {
  /// Tasks that came to their end in this attempt: Verified, or Rejected with a reason.
  List<AnchorTask> finished();

  /// The outbox is empty.
  record Drained(List<AnchorTask> finished) implements SendResult {
    public Drained {
      finished = List.copyOf(finished);
    }
  }

  /// Sent, and not in a block within the time given, or signed for another place than the configured
  /// one. Asked for again next time.
  ///
  /// @param waiting tasks still in the outbox
  record Pending(List<AnchorTask> finished, int waiting, String reason) implements SendResult {
    public Pending {
      finished = List.copyOf(finished);
    }
  }

  /// Nobody answers.
  ///
  /// @param waiting tasks still in the outbox
  record Unreachable(List<AnchorTask> finished, int waiting, String reason) implements SendResult {
    public Unreachable {
      finished = List.copyOf(finished);
    }
  }

  /// Somebody answers, but not what the configured chain would: another chain id, another contract,
  /// a receipt that is not ours, no JSON-RPC at all, a refusal to take the transaction.
  ///
  /// @param waiting tasks still in the outbox
  record Distrusted(List<AnchorTask> finished, int waiting, String reason) implements SendResult {
    public Distrusted {
      finished = List.copyOf(finished);
    }
  }
}

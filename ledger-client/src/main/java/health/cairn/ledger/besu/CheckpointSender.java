package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.anchor.RelayResult;
import java.util.List;

/// Empties an outbox into the registry of checkpoints, one checkpoint after the other, through
/// whichever of the chain's endpoints answers. See [Delivery] for what makes it safe to kill.
///
/// Thread-safe, one attempt at a time. One outbox has one sender.
public final class CheckpointSender implements AutoCloseable {
  private final ChainConfig config;
  private final OutboxStore outbox;
  private final Courier courier;

  public CheckpointSender(ChainConfig config, CredentialSource credentials, OutboxStore outbox) {
    this(config, outbox, new Courier(config, credentials));
  }

  CheckpointSender(
      ChainConfig config, CredentialSource credentials, OutboxStore outbox, EvmNode node) {
    this(config, outbox, new Courier(config, credentials, node));
  }

  private CheckpointSender(ChainConfig config, OutboxStore outbox, Courier courier) {
    this.config = config;
    this.outbox = outbox;
    this.courier = courier;
  }

  /// Sends what waits. Blocks, at most about the receipt's time per checkpoint.
  ///
  /// @throws LedgerException when the outbox or the key fails us (ENVIRONMENT, INTEGRITY,
  ///     CONFLICT); what a node does wrong is a result
  public synchronized SendResult drain() throws LedgerException {
    RelayResult<AnchorTask> result =
        courier.drain(
            outbox, (key, task) -> new CheckpointErrand(outbox, config.place(key.address()), task));
    List<AnchorTask> finished = result.finished();
    return switch (result.end()) {
      case DRAINED -> new SendResult.Drained(finished);
      case PENDING -> new SendResult.Pending(finished, result.waiting(), result.reason());
      case UNREACHABLE -> new SendResult.Unreachable(finished, result.waiting(), result.reason());
      case DISTRUSTED -> new SendResult.Distrusted(finished, result.waiting(), result.reason());
    };
  }

  @Override
  public void close() {
    courier.close();
  }
}

package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.consent.DecisionOutbox;
import health.cairn.ledger.consent.DecisionTask;

/// Relays patients' decisions into the registry of consent, in the order in which they were made. Safe
/// to kill, as [CheckpointSender] is.
///
/// Thread-safe, one attempt at a time. One outbox has one sender.
public final class DecisionSender implements AutoCloseable {
  private final ChainConfig config;
  private final DecisionOutbox outbox;
  private final Courier courier;

  /// @param config its contract is the registry of consent
  /// @param credentials the relaying institution's key
  public DecisionSender(ChainConfig config, CredentialSource credentials, DecisionOutbox outbox) {
    this.config = config;
    this.outbox = outbox;
    this.courier = new Courier(config, credentials);
  }

  /// Sends what waits. Blocks, at most about the receipt's time per decision.
  ///
  /// @throws LedgerException when the outbox or the key fails us; what a node does wrong is a result
  public synchronized RelayResult<DecisionTask> drain() throws LedgerException {
    return courier.drain(
        outbox, (key, task) -> new DecisionErrand(outbox, config.place(key.address()), task));
  }

  @Override
  public void close() {
    courier.close();
  }
}

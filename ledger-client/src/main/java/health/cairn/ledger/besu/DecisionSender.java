package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.consent.DecisionOutbox;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.consent.RelayResult;
import java.util.List;

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
  public synchronized RelayResult drain() throws LedgerException {
    if (outbox.waiting().isEmpty()) {
      return new RelayResult(List.of(), 0, RelayResult.End.DRAINED, "");
    }
    Courier.Run run =
        courier.run(
            key ->
                outbox.waiting().stream()
                    .map(task -> new DecisionErrand(outbox, config.place(key.address()), task))
                    .toList());
    List<DecisionTask> finished =
        run.finished().stream().map(errand -> ((DecisionErrand) errand).task()).toList();
    RelayResult.End end =
        switch (run.outcome()) {
          case DRAINED -> RelayResult.End.DRAINED;
          case PENDING -> RelayResult.End.PENDING;
          case UNREACHABLE -> RelayResult.End.UNREACHABLE;
          case DISTRUSTED -> RelayResult.End.DISTRUSTED;
        };
    return new RelayResult(finished, outbox.waiting().size(), end, run.reason());
  }

  @Override
  public void close() {
    courier.close();
  }
}

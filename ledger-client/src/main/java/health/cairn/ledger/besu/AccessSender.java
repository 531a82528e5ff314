package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.anchor.Outbox;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.merkle.Hash;

/// Brings batches of accesses and flags of break-glass into the registry of accesses, in the outbox's
/// order. Safe to kill, as [CheckpointSender] is.
///
/// Thread-safe, one attempt at a time. One outbox has one sender.
public final class AccessSender implements AutoCloseable {
  private final ChainConfig config;
  private final Hash institution;
  private final Outbox<AccessTask> outbox;
  private final Courier courier;

  /// @param config its contract is the registry of accesses
  /// @param credentials the institution's key
  /// @param institution its number, as the registry of institutions has it
  /// @param outbox what is in it is numbered for that registry
  public AccessSender(
      ChainConfig config,
      CredentialSource credentials,
      Hash institution,
      Outbox<AccessTask> outbox) {
    this.config = config;
    this.institution = institution;
    this.outbox = outbox;
    this.courier = new Courier(config, credentials);
  }

  /// Sends what waits. Blocks, at most about the receipt's time for each.
  ///
  /// @throws LedgerException when the outbox or the key fails us; what a node does wrong is a result
  public synchronized RelayResult<AccessTask> drain() throws LedgerException {
    return courier.drain(
        outbox,
        (key, task) -> new AccessErrand(outbox, config.place(key.address()), institution, task));
  }

  @Override
  public void close() {
    courier.close();
  }
}

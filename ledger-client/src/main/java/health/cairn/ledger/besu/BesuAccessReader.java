package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessReader;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.merkle.Hash;
import java.util.Optional;

/// Reads a registry of accesses through the first of its chain's endpoints that answers properly. Checks
/// chain id and contract code each time. Thread-safe; close it when done.
public final class BesuAccessReader implements AccessReader {
  private static final Address ANYBODY = new Address("0x" + "00".repeat(20));

  private final ChainPlace place;
  private final Reading nodes;

  /// @param config its contract is the registry of accesses
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BesuAccessReader(ChainConfig config) throws LedgerException {
    this.place = config.place(ANYBODY);
    this.nodes =
        new Reading(
            config,
            node -> {
              at(node).requireOurs();
              return true;
            });
  }

  private AccessContract at(EvmNode node) {
    return new AccessContract(node, place);
  }

  @Override
  public long latest(Hash institution) throws LedgerException {
    return nodes.through(node -> at(node).latest(institution));
  }

  @Override
  public Optional<Batch> batch(Hash institution, long number) throws LedgerException {
    return nodes.through(node -> at(node).batch(institution, number));
  }

  @Override
  public Optional<Flag> flag(Hash institution, Hash tag) throws LedgerException {
    return nodes.through(node -> at(node).flag(institution, tag));
  }

  @Override
  public void close() {
    nodes.close();
  }
}

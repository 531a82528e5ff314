package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.consent.GrantReader;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/// Reads grants through the first of a chain's endpoints that answers properly. Checks chain id and
/// contract code each time. Thread-safe; close it when done.
public final class BesuGrantReader implements GrantReader, AutoCloseable {
  private static final Address ANYBODY = new Address("0x" + "00".repeat(20));

  private final ChainPlace place;
  private final List<EvmNode> nodes;

  /// @param config its contract is the registry of consent
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BesuGrantReader(ChainConfig config) throws LedgerException {
    this.place = config.place(ANYBODY);
    var opened = new ArrayList<EvmNode>();
    for (URI endpoint : config.endpoints()) {
      opened.add(EvmNode.open(endpoint, config.timing(), config.access()));
    }
    this.nodes = opened;
  }

  @Override
  public GrantLookup lookup(GrantKey key) {
    String distrusted = "";
    String unreachable = "";
    for (EvmNode node : nodes) {
      try {
        var contract = new ConsentContract(node, place);
        contract.requireOurs();
        return contract.check(key);
      } catch (LedgerException e) {
        if (e.kind() == LedgerException.Kind.UNREACHABLE) {
          unreachable = e.getMessage();
        } else {
          distrusted = e.getMessage();
        }
      }
    }
    return distrusted.isEmpty()
        ? new GrantLookup.Unreachable(unreachable)
        : new GrantLookup.Distrusted(distrusted);
  }

  @Override
  public void close() {
    nodes.forEach(EvmNode::close);
  }
}

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
import java.util.stream.Stream;

/// Reads grants through the first of a chain's endpoints that answers properly: in the registry of consent in use, and
/// in those that the network used before it. Checks chain id and contract code each time. Thread-safe; close it when done.
public final class BesuGrantReader implements GrantReader, AutoCloseable {
  private static final Address ANYBODY = new Address("0x" + "00".repeat(20));

  private final List<ChainPlace> places;
  private final List<EvmNode> nodes;

  /// @param config its contract is the registry of consent
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BesuGrantReader(ChainConfig config) throws LedgerException {
    this(config, List.of());
  }

  /// @param config its contract is the registry of consent in use
  /// @param before the registries on the same chain that it took the place of, the newest first
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  public BesuGrantReader(ChainConfig config, List<Address> before) throws LedgerException {
    this.places =
        Stream.concat(Stream.of(config.contract()), before.stream())
            .distinct()
            .map(at -> config.of(at).place(ANYBODY))
            .toList();
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
        return lookup(node, key);
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

  private GrantLookup.Found lookup(EvmNode node, GrantKey key) throws LedgerException {
    GrantLookup.Found found = check(node, places.getFirst(), key);
    for (ChainPlace older : places.subList(1, places.size())) {
      found = found.after(check(node, older, key));
    }
    return found;
  }

  private static GrantLookup.Found check(EvmNode node, ChainPlace place, GrantKey key)
      throws LedgerException {
    var contract = new ConsentContract(node, place);
    contract.requireOurs();
    return contract.check(key);
  }

  @Override
  public void close() {
    nodes.forEach(EvmNode::close);
  }
}

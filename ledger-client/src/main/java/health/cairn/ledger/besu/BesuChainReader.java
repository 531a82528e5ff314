package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.ChainReader;
import health.cairn.ledger.merkle.Hash;
import java.net.URI;

/// Reads checkpoints back through a node's JSON-RPC. Checks chain id and contract code each time.
/// Thread-safe; close it when done.
public final class BesuChainReader implements ChainReader, AutoCloseable {
  private final EvmNode node;

  /// @throws LedgerException kind ENVIRONMENT when what `access` names cannot be used
  public BesuChainReader(URI rpc, Timing timing, NodeAccess access) throws LedgerException {
    this.node = EvmNode.open(rpc, timing, access);
  }

  @Override
  public ChainLookup lookup(ChainPlace place, Hash logId, long size) {
    try {
      var registry = new Registry(node, place);
      registry.requireOurs();
      return registry.read(logId, size);
    } catch (LedgerException e) {
      String reason = String.valueOf(e.getMessage());
      return e.kind() == LedgerException.Kind.UNREACHABLE
          ? new ChainLookup.Unreachable(reason)
          : new ChainLookup.Distrusted(reason);
    }
  }

  @Override
  public void close() {
    node.close();
  }
}

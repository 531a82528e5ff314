package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.members.MemberHistory;
import health.cairn.ledger.members.MemberReader;
import java.net.URI;

/// Asks a registry of institutions through a node's JSON-RPC. Checks chain id and contract code each time.
/// Thread-safe; close it when done.
public final class BesuMemberReader implements MemberReader, AutoCloseable {
  private final EvmNode node;
  private final Institutions institutions;

  /// @param chainId the chain id the node must have
  /// @param registry address of the network's registry of institutions
  /// @throws LedgerException kind ENVIRONMENT when what `access` names cannot be used
  public BesuMemberReader(URI rpc, long chainId, Address registry, Timing timing, NodeAccess access)
      throws LedgerException {
    this.node = EvmNode.open(rpc, timing, access);
    this.institutions =
        new Institutions(node, new ChainPlace(chainId, registry, Institutions.NOBODY));
  }

  @Override
  public MemberHistory history() throws LedgerException {
    institutions.requireOurs();
    return institutions.history();
  }

  @Override
  public void close() {
    node.close();
  }
}

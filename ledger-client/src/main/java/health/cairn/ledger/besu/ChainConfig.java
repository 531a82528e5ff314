package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import java.net.URI;

/// Which chain to anchor in.
///
/// @param rpc `http` or `https` address of a node's JSON-RPC
/// @param chainId EIP-155 chain id the node must have
/// @param contract the registry of checkpoints, as [RegistryDeployer] made it
/// @param timing how long the node may take
public record ChainConfig(URI rpc, long chainId, Address contract, Timing timing) {
  public ChainConfig {
    EvmNode.requireHttp(rpc);
    if (chainId < 1) {
      throw new IllegalArgumentException("chain ids count from 1");
    }
  }

  public static ChainConfig of(URI rpc, long chainId, Address contract) {
    return new ChainConfig(rpc, chainId, contract, Timing.DEFAULT);
  }

  ChainPlace place(Address institution) {
    return new ChainPlace(chainId, contract, institution);
  }
}

package health.cairn.ledger.besu;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import java.math.BigInteger;
import java.net.URI;
import java.util.List;

/// Which chain to anchor in, and through which nodes.
///
/// @param endpoints `http` or `https` addresses of JSON-RPC, the preferred one first; where there is
///     more than one, a checkpoint is Verified only when a second one confirms it
/// @param chainId EIP-155 chain id the nodes must have
/// @param contract the registry of checkpoints, as [RegistryDeployer] made it
/// @param timing how long a node may take
/// @param access how to get into the nodes
/// @param maxGasPriceWei the most that is paid for gas, in wei; zero in networks that are free
public record ChainConfig(
    List<URI> endpoints,
    long chainId,
    Address contract,
    Timing timing,
    NodeAccess access,
    BigInteger maxGasPriceWei) {
  private static final int MAX_ENDPOINTS = 16;

  public ChainConfig {
    endpoints = List.copyOf(endpoints);
    if (endpoints.isEmpty() || endpoints.size() > MAX_ENDPOINTS) {
      throw new IllegalArgumentException("a chain has 1 to " + MAX_ENDPOINTS + " endpoints");
    }
    if (endpoints.stream().distinct().count() != endpoints.size()) {
      throw new IllegalArgumentException("an endpoint is named twice");
    }
    for (URI endpoint : endpoints) {
      EvmNode.requireHttp(endpoint);
      access.requireSafe(endpoint);
    }
    if (chainId < 1) {
      throw new IllegalArgumentException("chain ids count from 1");
    }
    if (maxGasPriceWei.signum() < 0) {
      throw new IllegalArgumentException("a gas price is not negative");
    }
  }

  /// One open node of a network that is free.
  public ChainConfig(URI rpc, long chainId, Address contract, Timing timing) {
    this(List.of(rpc), chainId, contract, timing, NodeAccess.OPEN, BigInteger.ZERO);
  }

  public static ChainConfig of(URI rpc, long chainId, Address contract) {
    return new ChainConfig(rpc, chainId, contract, Timing.DEFAULT);
  }

  /// The preferred endpoint.
  public URI rpc() {
    return endpoints.getFirst();
  }

  /// The same chain, another contract on it.
  public ChainConfig of(Address other) {
    return new ChainConfig(endpoints, chainId, other, timing, access, maxGasPriceWei);
  }

  /// The same chain through other nodes.
  public ChainConfig through(List<URI> others, NodeAccess how) {
    return new ChainConfig(others, chainId, contract, timing, how, maxGasPriceWei);
  }

  /// The same chain, paying for gas.
  public ChainConfig paying(BigInteger atMostWei) {
    return new ChainConfig(endpoints, chainId, contract, timing, access, atMostWei);
  }

  ChainPlace place(Address institution) {
    return new ChainPlace(chainId, contract, institution);
  }
}

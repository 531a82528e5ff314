package health.cairn.ledger.anchor;

/// Where on which chain an institution's checkpoints are.
///
/// @param chainId EIP-155 chain id, from 1
/// @param contract the registry of checkpoints
/// @param institution the account that sends this institution's checkpoints
public record ChainPlace(long chainId, Address contract, Address institution) {
  public ChainPlace {
    if (chainId < 1) {
      throw new IllegalArgumentException("chain ids count from 1");
    }
  }
}

package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.merkle.Hash;
import java.net.URI;
import java.util.HexFormat;
import java.util.Optional;
import org.web3j.crypto.ContractUtils;

/// Puts a registry of checkpoints on a chain; done once per network, by its operators.
public final class RegistryDeployer {
  private RegistryDeployer() {}

  /// Deploys and waits until the contract is there.
  ///
  /// @param rpc `http` or `https` address of a node's JSON-RPC
  /// @param chainId the chain id the node must have
  /// @return the contract's address
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED; when the transaction was handed over
  ///     and is in no block in time, the message names the address to look at later
  public static Address deploy(URI rpc, long chainId, CredentialSource credentials, Timing timing)
      throws LedgerException {
    try (var node = new EvmNode(EvmNode.requireHttp(rpc), timing)) {
      node.requireChain(chainId);
      SenderKey key = credentials.open();
      long nonce = node.pendingCount(key.address());
      byte[] signed =
          TransactionSigning.deployment(
              chainId, nonce, RegistryArtifact.CHECKPOINT_REGISTRY.bytecode(), key);
      Hash hash = Hash.of(org.web3j.crypto.Hash.sha3(signed));
      Address contract =
          Address.parse(
              ContractUtils.generateContractAddress(
                  key.address().hex(), java.math.BigInteger.valueOf(nonce)));
      Optional<String> refused = node.hand("0x" + HexFormat.of().formatHex(signed), hash);
      if (refused.isPresent()) {
        throw node.distrusted("does not take the contract: " + refused.get(), null);
      }
      var patience = new Patience(timing);
      while (node.receipt(hash).isEmpty()) {
        if (!patience.waitForNextLook()) {
          throw new LedgerException(
              Kind.UNREACHABLE,
              "The contract was sent, but is in no block yet; look for it at " + contract + ".");
        }
      }
      Registry.requireCode(node, contract);
      return contract;
    }
  }
}

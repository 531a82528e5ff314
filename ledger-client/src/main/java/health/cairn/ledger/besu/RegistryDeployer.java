package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.besu.generated.InstitutionRegistry;
import health.cairn.ledger.members.Membership;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.DynamicArray;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.crypto.ContractUtils;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/// Puts contracts on a chain; done once per network, by its operators.
public final class RegistryDeployer {
  /// [InstitutionRegistry]'s `Kind.List`.
  private static final BigInteger LIST = BigInteger.TWO;

  private RegistryDeployer() {}

  /// Deploys a registry of checkpoints and waits until the contract is there.
  ///
  /// @param rpc `http` or `https` address of a node's JSON-RPC
  /// @param chainId the chain id the node must have
  /// @param access how to get into that node
  /// @return the contract's address
  /// @throws LedgerException kind ENVIRONMENT when what `access` names cannot be used; UNREACHABLE
  ///     or DISTRUSTED; when the transaction was handed over and is in no block in time, the message
  ///     names the address to look at later
  public static Address deploy(
      URI rpc, long chainId, CredentialSource credentials, Timing timing, NodeAccess access)
      throws LedgerException {
    try (var node = EvmNode.open(rpc, timing, access)) {
      node.requireChain(chainId);
      return new Deployment(node, chainId, credentials.open(), timing)
          .put(RegistryArtifact.CHECKPOINT_REGISTRY, "");
    }
  }

  /// Deploys one more contract for a network, which uses it once its members have voted for it.
  ///
  /// @param institutions the network's registry of institutions
  /// @throws LedgerException as [#deploy]; DISTRUSTED where that registry is none
  public static Address deploy(
      ChainDoctor.Contract contract,
      Address institutions,
      URI rpc,
      long chainId,
      CredentialSource credentials,
      Timing timing,
      NodeAccess access)
      throws LedgerException {
    try (var node = EvmNode.open(rpc, timing, access)) {
      new Institutions(node, new ChainPlace(chainId, institutions, Institutions.NOBODY))
          .requireOurs();
      return new Deployment(node, chainId, credentials.open(), timing)
          .put(
              contract.artifact(),
              contract == ChainDoctor.Contract.CHECKPOINTS
                  ? ""
                  : FunctionEncoder.encodeConstructor(List.of(typed(institutions))));
    }
  }

  /// Deploys a registry of institutions for a network to go on with. It counts once the members of the present
  /// one have voted for it; it lists no contracts yet.
  ///
  /// @param founders its first members, who get every role there
  /// @throws LedgerException as [#deploy]
  public static Address deploySuccessor(
      List<Membership.Member> founders,
      URI rpc,
      long chainId,
      CredentialSource credentials,
      Timing timing,
      NodeAccess access)
      throws LedgerException {
    try (var node = EvmNode.open(rpc, timing, access)) {
      node.requireChain(chainId);
      return new Deployment(node, chainId, credentials.open(), timing)
          .put(
              RegistryArtifact.INSTITUTION_REGISTRY,
              founding(
                  founders.stream().map(Membership.Member::id).toList(),
                  founders.stream().map(Membership.Member::account).toList(),
                  founders.stream().map(Membership.Member::journalKey).toList()));
    }
  }

  /// Deploys all contracts of a network that begins with one institution, and lists them in its
  /// registry. Further members are admitted by vote.
  ///
  /// @param institution the founder's number, SHA-256 of its name or another
  /// @param journalKey SHA-256 of the key that the founder's journal is signed with
  /// @throws LedgerException as [#deploy]; what was deployed until then stays on the chain, unused
  public static NetworkContracts deployNetwork(
      URI rpc,
      long chainId,
      CredentialSource credentials,
      Hash institution,
      Hash journalKey,
      Timing timing,
      NodeAccess access)
      throws LedgerException {
    try (var node = EvmNode.open(rpc, timing, access)) {
      node.requireChain(chainId);
      var deployment = new Deployment(node, chainId, credentials.open(), timing);
      Address checkpoints = deployment.put(RegistryArtifact.CHECKPOINT_REGISTRY, "");
      Address institutions =
          deployment.put(
              RegistryArtifact.INSTITUTION_REGISTRY,
              founding(
                  List.of(institution), List.of(deployment.key.address()), List.of(journalKey)));
      String member = FunctionEncoder.encodeConstructor(List.of(typed(institutions)));
      Address consents = deployment.put(RegistryArtifact.CONSENT_REGISTRY, member);
      Address accesses = deployment.put(RegistryArtifact.ACCESS_REGISTRY, member);
      deployment.list(institutions, 0, Membership.CHECKPOINTS, checkpoints);
      deployment.list(institutions, 1, "ConsentRegistry", consents);
      deployment.list(institutions, 2, "AccessRegistry", accesses);
      return new NetworkContracts(checkpoints, institutions, consents, accesses);
    }
  }

  /// The arguments of [InstitutionRegistry]'s constructor, encoded.
  static String founding(List<Hash> ids, List<Address> accounts, List<Hash> keys) {
    return FunctionEncoder.encodeConstructor(
        List.of(
            new DynamicArray<>(Bytes32.class, ids.stream().map(RegistryDeployer::typed).toList()),
            new DynamicArray<>(
                org.web3j.abi.datatypes.Address.class,
                accounts.stream().map(RegistryDeployer::typed).toList()),
            new DynamicArray<>(
                Bytes32.class, keys.stream().map(RegistryDeployer::typed).toList())));
  }

  /// The name of a contract as the directory has it: ASCII, filled up with zeros.
  static Hash contractName(String name) {
    return Hash.of(Arrays.copyOf(name.getBytes(StandardCharsets.US_ASCII), Hash.BYTES));
  }

  /// The name that the directory has as these bytes.
  static String nameOf(Hash contractName) {
    return new String(contractName.bytes(), StandardCharsets.US_ASCII).replaceAll("\0+$", "");
  }

  private static Bytes32 typed(Hash hash) {
    return new Bytes32(hash.bytes());
  }

  private static org.web3j.abi.datatypes.Address typed(Address address) {
    return new org.web3j.abi.datatypes.Address(address.hex());
  }

  /// One key putting things on one chain through one node.
  private static final class Deployment {
    private final EvmNode node;
    private final long chainId;
    private final ChainSigner key;
    private final Timing timing;

    Deployment(EvmNode node, long chainId, ChainSigner key, Timing timing) {
      this.node = node;
      this.chainId = chainId;
      this.key = key;
      this.timing = timing;
    }

    Address put(RegistryArtifact artifact, String arguments) throws LedgerException {
      long nonce = node.pendingCount(key.address());
      byte[] signed =
          TransactionSigning.deployment(
              chainId, nonce, artifact.bytecode() + arguments, BigInteger.ZERO, key);
      Hash hash = Hash.of(org.web3j.crypto.Hash.sha3(signed));
      Address contract =
          Address.parse(
              ContractUtils.generateContractAddress(
                  key.address().hex(), BigInteger.valueOf(nonce)));
      node.mined(
          "0x" + HexFormat.of().formatHex(signed), hash, timing, "look for it at " + contract);
      Registry.requireCode(node, contract, artifact);
      return contract;
    }

    void list(Address institutions, long epoch, String name, Address contract)
        throws LedgerException {
      var wrapper =
          InstitutionRegistry.load(
              institutions.hex(),
              node.web3j(),
              new ReadonlyTransactionManager(node.web3j(), key.address().hex()),
              new DefaultGasProvider());
      SignedTransaction signed =
          TransactionSigning.call(
              new ChainPlace(chainId, institutions, key.address()),
              node.pendingCount(key.address()),
              wrapper
                  .vote(
                      BigInteger.valueOf(epoch),
                      LIST,
                      contractName(name).bytes(),
                      contract.hex(),
                      BigInteger.ZERO,
                      new byte[Hash.BYTES])
                  .encodeFunctionCall(),
              key);
      TransactionReceipt receipt =
          node.mined(
              signed.raw(), signed.hash(), timing, name + " is not listed in " + institutions);
      if (!node.read(receipt, TransactionReceipt::isStatusOK)) {
        throw node.distrusted("refuses to list " + name + " in " + institutions, null);
      }
    }
  }
}

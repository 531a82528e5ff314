package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.besu.generated.CheckpointRegistry.CheckpointAnchoredEventResponse;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Bytes32;
import org.web3j.abi.datatypes.generated.Uint64;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;

/// The registry of checkpoints at one place on one chain, through one node. Failures as [EvmNode]'s.
final class Registry {
  private final EvmNode node;
  private final ChainPlace place;
  private final CheckpointRegistry wrapper;

  Registry(EvmNode node, ChainPlace place) {
    this.node = node;
    this.place = place;
    this.wrapper =
        CheckpointRegistry.load(
            place.contract().hex(),
            node.web3j(),
            new ReadonlyTransactionManager(node.web3j(), place.institution().hex()),
            new DefaultGasProvider());
  }

  /// The right chain, and our contract at the address: nothing else is asked or told anything.
  void requireOurs() throws LedgerException {
    node.requireChain(place.chainId());
    requireCode(node, place.contract(), RegistryArtifact.CHECKPOINT_REGISTRY);
  }

  static void requireCode(EvmNode node, Address contract, RegistryArtifact artifact)
      throws LedgerException {
    String code = node.code(contract);
    if (!artifact.isCode(code)) {
      throw node.distrusted(
          (code.length() <= 2 ? "has no contract at " : "has another contract at ") + contract,
          null);
    }
  }

  /// @return Found or Absent
  ChainLookup read(Hash logId, long size) throws LedgerException {
    var call =
        wrapper.checkpointAt(place.institution().hex(), logId.bytes(), BigInteger.valueOf(size));
    EvmNode.CallAnswer answer =
        node.call(place.institution(), place.contract(), call.encodeFunctionCall());
    if (answer.reverted()) {
      throw node.distrusted("reverts a read that cannot revert", null);
    }
    return node.read(
        answer.data(),
        data -> {
          List<? extends Type<?>> values = typed(call.decodeFunctionResponse(data));
          Hash root = Hash.of((byte[]) values.get(0).getValue());
          long block = EvmNode.exact((BigInteger) values.get(1).getValue());
          long time = EvmNode.exact((BigInteger) values.get(2).getValue());
          return root.equals(Hash.of(new byte[Hash.BYTES]))
              ? new ChainLookup.Absent()
              : new ChainLookup.Found(root, block, Instant.ofEpochSecond(time));
        });
  }

  @SuppressWarnings({"rawtypes", "unchecked"}) // web3j's own types are raw here
  private static List<? extends Type<?>> typed(List raw) {
    return raw;
  }

  /// What [#anchorCall] would do now.
  ///
  /// @return the registry's refusal, or empty when it would be taken
  Optional<Refusal> tryOut(AnchorTask task) throws LedgerException {
    EvmNode.CallAnswer answer = node.call(place.institution(), place.contract(), anchorCall(task));
    if (!answer.reverted()) {
      return Optional.empty();
    }
    Optional<Refusal> refusal = node.read(answer.data(), Refusal::decode);
    if (refusal.isEmpty()) {
      throw node.distrusted("refuses a checkpoint without a reason of the contract", null);
    }
    return refusal;
  }

  /// The call that anchors a checkpoint, encoded.
  static String anchorCall(AnchorTask task) {
    return FunctionEncoder.encode(
        new Function(
            CheckpointRegistry.FUNC_ANCHOR,
            List.of(
                new Bytes32(task.logId().bytes()),
                new Uint64(task.size()),
                new Bytes32(task.root().bytes())),
            List.of()));
  }

  /// Whether a receipt shows the one event that anchors this checkpoint, and nothing else.
  static boolean hasEvent(ChainPlace place, AnchorTask task, TransactionReceipt receipt) {
    if (!receipt.getLogs().stream()
        .allMatch(log -> log.getAddress().equalsIgnoreCase(place.contract().hex()))) {
      return false;
    }
    List<CheckpointAnchoredEventResponse> events =
        CheckpointRegistry.getCheckpointAnchoredEvents(receipt);
    if (events.size() != 1) {
      return false;
    }
    CheckpointAnchoredEventResponse event = events.getFirst();
    return event.institution.equalsIgnoreCase(place.institution().hex())
        && Hash.of(event.journal).equals(task.logId())
        && event.size.equals(BigInteger.valueOf(task.size()))
        && Hash.of(event.root).equals(task.root());
  }
}

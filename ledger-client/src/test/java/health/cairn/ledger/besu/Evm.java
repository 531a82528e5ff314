package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.merkle.Hash;
import java.math.BigInteger;
import java.util.HexFormat;
import java.util.Optional;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.datatypes.CustomError;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;

/// A real EVM for tests of contracts: deploys, calls, sends, and says which custom error came back.
final class Evm implements AutoCloseable {
  private static final BigInteger GAS = BigInteger.valueOf(6_000_000);

  private final Anvil anvil = Anvil.start();
  final EvmNode node = new EvmNode(anvil.rpc(), Anvil.TIMING);
  final ContractGasProvider gas = new DefaultGasProvider();

  Evm() throws Exception {}

  Anvil anvil() {
    return anvil;
  }

  ReadonlyTransactionManager reading() {
    return new ReadonlyTransactionManager(node.web3j(), "0x" + "00".repeat(20));
  }

  Address deploy(SenderKey by, RegistryArtifact artifact, String arguments) throws Exception {
    byte[] signed =
        TransactionSigning.deployment(
            Anvil.CHAIN_ID,
            node.pendingCount(by.address()),
            artifact.bytecode() + arguments,
            BigInteger.ZERO,
            by);
    TransactionReceipt receipt = hand("0x" + HexFormat.of().formatHex(signed));
    assertTrue(receipt.isStatusOK(), "the constructor reverted");
    return Address.parse(receipt.getContractAddress());
  }

  /// Sends a call and expects that it is taken.
  TransactionReceipt send(SenderKey by, Address to, RemoteFunctionCall<?> call) throws Exception {
    SignedTransaction signed =
        TransactionSigning.call(
            new ChainPlace(Anvil.CHAIN_ID, to, by.address()),
            node.pendingCount(by.address()),
            call.encodeFunctionCall(),
            BigInteger.ZERO,
            GAS,
            by);
    TransactionReceipt receipt = hand(signed.raw());
    assertTrue(receipt.isStatusOK(), () -> "reverted: " + tryOut(by, to, call));
    return receipt;
  }

  private TransactionReceipt hand(String raw) throws Exception {
    Hash hash =
        Hash.fromHex(
            node.web3j().ethSendRawTransaction(raw).send().getTransactionHash().substring(2));
    var patience = new Patience(Anvil.TIMING);
    Optional<TransactionReceipt> receipt = node.receipt(hash);
    while (receipt.isEmpty()) {
      assertTrue(patience.waitForNextLook(), "no receipt");
      receipt = node.receipt(hash);
    }
    return receipt.get();
  }

  /// Expects that a call is refused with a certain error.
  void refuses(CustomError error, SenderKey by, Address to, RemoteFunctionCall<?> call) {
    assertEquals(CustomErrorEncoder.encode(error).substring(0, 10), tryOut(by, to, call));
  }

  /// @return selector of the error that a call would revert with; "" when it would be taken
  String tryOut(SenderKey by, Address to, RemoteFunctionCall<?> call) {
    try {
      EvmNode.CallAnswer answer = node.call(by.address(), to, call.encodeFunctionCall());
      return answer.reverted()
          ? answer.data().substring(0, Math.min(10, answer.data().length()))
          : "";
    } catch (health.cairn.ledger.LedgerException e) {
      throw new AssertionError(e);
    }
  }

  /// Time moves on, and a block is made.
  void advance(long seconds) throws Exception {
    anvil.ask("evm_increaseTime", String.valueOf(seconds));
    anvil.ask("evm_mine");
  }

  long now() throws Exception {
    return node.web3j()
        .ethGetBlockByNumber(org.web3j.protocol.core.DefaultBlockParameterName.LATEST, false)
        .send()
        .getBlock()
        .getTimestamp()
        .longValueExact();
  }

  @Override
  public void close() {
    node.close();
    anvil.close();
  }
}

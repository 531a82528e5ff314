package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Tasks;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A real node behind a proxy that changes some answers: never shown as better than it is, and once
/// the answers are honest again, one transaction is on chain.
class LyingNodeTest {
  private static Anvil anvil;
  private static Address contract;

  private final SenderKey key = SenderKey.generate();
  private final InMemoryOutboxStore outbox = new InMemoryOutboxStore();

  @BeforeAll
  static void startNode() throws Exception {
    anvil = Anvil.start();
    contract =
        RegistryDeployer.deploy(
            anvil.rpc(), Anvil.CHAIN_ID, SenderKey::generate, Anvil.TIMING, NodeAccess.OPEN);
  }

  @AfterAll
  static void stopNode() {
    if (anvil != null) {
      anvil.close();
    }
  }

  @Test
  void drain_distrustsAReceiptOfAnotherTransaction() throws Exception {
    assertInstanceOf(
        SendResult.Distrusted.class,
        lying(
            "eth_getTransactionReceipt",
            answer ->
                answer.replaceAll(
                    "\"transactionHash\":\"0x..", "\"transactionHash\":\"0x" + "00")));
    honestAgain();
  }

  @Test
  void drain_distrustsAReceiptWithoutOurEvent() throws Exception {
    assertInstanceOf(
        SendResult.Distrusted.class,
        lying(
            "eth_getTransactionReceipt",
            answer -> answer.replaceAll("\"logs\":\\[.*?\\],", "\"logs\":[],")));
    honestAgain();
  }

  @Test
  void drain_distrustsAReceiptWithAnotherRoot() throws Exception {
    String root = Tasks.prepared(6).root().hex();
    assertInstanceOf(
        SendResult.Distrusted.class,
        lying(
            "eth_getTransactionReceipt",
            answer -> answer.replace(root, root.replaceAll("^..", "00"))));
    honestAgain();
  }

  @Test
  void drain_distrustsAReceiptOfABlockThatIsNotThere() throws Exception {
    assertInstanceOf(
        SendResult.Distrusted.class,
        lying(
            "eth_getTransactionReceipt",
            answer ->
                answer.replaceAll(
                    "\"blockHash\":\"0x[0-9a-f]{64}", "\"blockHash\":\"0x" + "ab".repeat(32))));
    honestAgain();
  }

  @Test
  void drain_distrustsAReceiptThatNamesAnotherBlockNumber() throws Exception {
    assertInstanceOf(
        SendResult.Distrusted.class,
        lying(
            "eth_getTransactionReceipt",
            answer -> answer.replaceAll("\"blockNumber\":\"0x", "\"blockNumber\":\"0xff")));
    honestAgain();
  }

  @Test
  void drain_distrustsTheAcknowledgementOfAnotherTransaction() throws Exception {
    assertInstanceOf(
        SendResult.Distrusted.class,
        lying(
            "eth_sendRawTransaction",
            answer -> answer.replaceAll("0x[0-9a-f]{64}", "0x" + "cd".repeat(32))));
    honestAgain();
  }

  @Test
  void drain_distrustsANodeThatTakesNothing() throws Exception {
    SendResult result =
        lying(
            "eth_sendRawTransaction",
            answer -> answer, // the transaction is not passed on
            false);
    assertInstanceOf(SendResult.Distrusted.class, result);
    honestAgain();
  }

  /// Rejected would be for good; here the transaction is fine and waits for its block.
  @Test
  void drain_distrustsAReceiptThatSaysRefusedBeforeTheTransactionIsInABlock() throws Exception {
    anvil.ask("evm_setAutomine", "false");
    String genesis =
        anvil
            .ask("eth_getBlockByNumber", "\"0x0\"", "false")
            .replaceAll(".*\"hash\":\"(0x[0-9a-f]{64})\".*", "$1");
    try {
      SendResult result =
          lying(
              "eth_getTransactionReceipt",
              answer -> {
                AnchorTask task = outbox.all().getFirst();
                String receipt =
                    "{\"status\":\"0x0\",\"logs\":[],\"blockNumber\":\"0x0\",\"blockHash\":\""
                        + genesis
                        + "\",\"transactionHash\":\"0x"
                        + task.transaction().hash()
                        + "\",\"from\":\""
                        + key.address()
                        + "\",\"to\":\""
                        + contract
                        + "\"}";
                return answer.replace("\"result\":null", "\"result\":" + receipt);
              });
      assertInstanceOf(SendResult.Distrusted.class, result);
    } finally {
      anvil.ask("evm_setAutomine", "true");
      anvil.ask("evm_mine");
    }
    honestAgain();
  }

  /// The worst of all: the transaction was taken, and the answer is an error.
  @Test
  void drain_sendsOnceWhenTheNodeFailsAfterAccepting() throws Exception {
    outbox.add(Tasks.prepared(6));
    var failed = new AtomicBoolean();
    NodeProxy proxy =
        new NodeProxy(
            asked -> {
              String answer = asked.pass(anvil.rpc());
              if (asked.method().equals("eth_sendRawTransaction")
                  && failed.compareAndSet(false, true)) {
                asked.answer(500, "out of memory");
              } else {
                asked.answer(200, answer);
              }
            });
    try (proxy;
        var sender = sender(proxy)) {
      assertInstanceOf(SendResult.Unreachable.class, sender.drain());
      assertEquals(AnchorState.SUBMITTED, outbox.waiting().getFirst().state());
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    honestAgain();
  }

  private SendResult lying(String method, UnaryOperator<String> lie) throws Exception {
    return lying(method, lie, true);
  }

  private SendResult lying(String method, UnaryOperator<String> lie, boolean passOn)
      throws Exception {
    outbox.add(Tasks.prepared(6));
    var lied = new AtomicBoolean();
    NodeProxy proxy =
        new NodeProxy(
            asked -> {
              if (!asked.method().equals(method)) {
                asked.answer(200, asked.pass(anvil.rpc()));
              } else if (passOn) {
                String truth = asked.pass(anvil.rpc());
                String told = lie.apply(truth);
                lied.compareAndSet(false, !told.equals(truth));
                asked.answer(200, told);
              } else {
                lied.set(true);
                asked.answer(
                    200,
                    asked
                        .result("0")
                        .replace("\"result\":0", "\"error\":{\"code\":-32000,\"message\":\"no\"}"));
              }
            });
    try (proxy;
        var sender = sender(proxy)) {
      SendResult result = sender.drain();
      assertEquals(true, lied.get(), "the proxy never had anything to lie about");
      assertFalse(outbox.all().getFirst().done(), "shown as better than it is");
      assertNotEquals(AnchorState.VERIFIED, outbox.all().getFirst().state());
      return result;
    }
  }

  private void honestAgain() throws Exception {
    var config = new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, Anvil.TIMING);
    try (var sender = new CheckpointSender(config, () -> key, outbox);
        var node = new EvmNode(anvil.rpc(), Anvil.TIMING)) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
      AnchorTask task = outbox.all().getFirst();
      assertEquals(AnchorState.VERIFIED, task.state());
      assertEquals(1, node.minedCount(key.address()));
    }
  }

  private CheckpointSender sender(NodeProxy proxy) {
    var config = new ChainConfig(proxy.rpc(), Anvil.CHAIN_ID, contract, Anvil.TIMING);
    return new CheckpointSender(config, () -> key, outbox);
  }
}

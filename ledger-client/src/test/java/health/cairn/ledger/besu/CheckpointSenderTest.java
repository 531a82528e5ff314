package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.Tasks;
import health.cairn.ledger.merkle.Hash;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The sender against a real node. Every test has a key of its own, so a journal of its own on chain.
class CheckpointSenderTest {
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
  void drain_verifiesEachCheckpointInOrder() throws Exception {
    for (long size : List.of(5L, 1L, 900_000_000_000L)) {
      outbox.add(Tasks.prepared(size));
    }
    try (CheckpointSender sender = sender()) {
      var drained = assertInstanceOf(SendResult.Drained.class, sender.drain());
      assertEquals(
          List.of(1L, 5L, 900_000_000_000L),
          drained.finished().stream().map(AnchorTask::size).toList());
      for (AnchorTask task : drained.finished()) {
        assertEquals(AnchorState.VERIFIED, task.state());
        Receipt receipt = Objects.requireNonNull(task.receipt());
        assertEquals(place(), receipt.place());
        assertEquals(Objects.requireNonNull(task.transaction()).hash(), receipt.transaction());
        assertEquals(
            new ChainLookup.Found(task.root(), receipt.block(), receipt.time()), lookup(task));
      }
      assertEquals(3, transactions());
      assertEquals(List.of(), sender.drain().finished());
      assertEquals(3, transactions());
    }
  }

  @Test
  void drain_waitsForABlockWhenTheNodeMakesThemLater() throws Exception {
    anvil.ask("evm_setAutomine", "false");
    try (CheckpointSender hasty = sender(Duration.ofMillis(50))) {
      outbox.add(Tasks.prepared(2));
      var pending = assertInstanceOf(SendResult.Pending.class, hasty.drain());
      assertEquals(1, pending.waiting());
      AnchorTask submitted = outbox.waiting().getFirst();
      assertEquals(AnchorState.SUBMITTED, submitted.state());
      assertInstanceOf(SendResult.Pending.class, hasty.drain());
      assertEquals(submitted, outbox.waiting().getFirst(), "the same bytes are sent again");
      anvil.ask("evm_mine");
      assertInstanceOf(SendResult.Drained.class, hasty.drain());
      assertEquals(1, transactions());
    } finally {
      anvil.ask("evm_setAutomine", "true");
    }
  }

  @Test
  void drain_rejectsWhatTheContractRefusesAndGoesOn() throws Exception {
    AnchorTask ten = Tasks.prepared(10);
    outbox.add(ten);
    try (CheckpointSender sender = sender()) {
      sender.drain();
      var forked = new InMemoryOutboxStore();
      forked.add(Tasks.prepared(4));
      forked.add(Tasks.prepared(Tasks.ORIGIN, 10, "another history"));
      forked.add(Tasks.prepared(11));
      try (var other = new CheckpointSender(config(), () -> key, forked)) {
        var drained = assertInstanceOf(SendResult.Drained.class, other.drain());
        assertEquals(
            List.of(AnchorState.REJECTED, AnchorState.REJECTED, AnchorState.VERIFIED),
            drained.finished().stream().map(AnchorTask::state).toList());
        assertTrue(drained.finished().get(0).reason().contains("more than 4"));
        assertTrue(drained.finished().get(1).reason().contains(ten.root().hex()));
        assertNull(drained.finished().get(0).transaction(), "nothing was sent");
      }
    }
    assertEquals(2, transactions());
  }

  @Test
  void drain_sendsNothingWhenTheCheckpointIsThereAlready() throws Exception {
    outbox.add(Tasks.prepared(10));
    try (CheckpointSender sender = sender()) {
      sender.drain();
    }
    var restored = new InMemoryOutboxStore();
    restored.add(Tasks.prepared(10));
    try (var sender = new CheckpointSender(config(), () -> key, restored)) {
      AnchorTask task = sender.drain().finished().getFirst();
      assertEquals(AnchorState.VERIFIED, task.state());
      assertNull(task.receipt());
    }
    assertEquals(1, transactions());
  }

  @Test
  void drain_signsAnewWhenAnotherTransactionTookTheNonce() throws Exception {
    anvil.ask("evm_setAutomine", "false");
    try (CheckpointSender hasty = sender(Duration.ofMillis(1))) {
      outbox.add(Tasks.prepared(2));
      hasty.drain();
      AnchorTask first = outbox.waiting().getFirst();
      // Another program with the same key: its transaction of the same nonce wins.
      anvil.ask("anvil_dropTransaction", "\"0x" + first.transaction().hash().hex() + "\"");
      try (var node = new EvmNode(anvil.rpc(), Anvil.TIMING)) {
        AnchorTask other = Tasks.prepared("example.test/other", 9, "root");
        var signed = TransactionSigning.call(place(), 0, Registry.anchorCall(other), key);
        assertTrue(node.hand(signed.raw(), signed.hash()).isEmpty());
      }
      anvil.ask("evm_mine");
      anvil.ask("evm_setAutomine", "true");
      try (CheckpointSender sender = sender()) {
        AnchorTask task = sender.drain().finished().getFirst();
        assertEquals(AnchorState.VERIFIED, task.state());
        assertNotEquals(first.transaction(), task.transaction());
        assertEquals(1, task.transaction().nonce());
      }
    } finally {
      anvil.ask("evm_setAutomine", "true");
    }
    assertEquals(2, transactions());
  }

  /// Another program with the same key sent before us, its transaction vanished, and it never comes back.
  @Test
  void drain_signsAnewWhenAnEarlierTransactionOfTheAccountIsGone() throws Exception {
    anvil.ask("evm_setAutomine", "false");
    try (var node = new EvmNode(anvil.rpc(), Anvil.TIMING);
        CheckpointSender hasty = sender(Duration.ofMillis(1))) {
      AnchorTask other = Tasks.prepared("example.test/other", 9, "root");
      var vanishing = TransactionSigning.call(place(), 0, Registry.anchorCall(other), key);
      assertTrue(node.hand(vanishing.raw(), vanishing.hash()).isEmpty());
      outbox.add(Tasks.prepared(2));
      outbox.add(Tasks.prepared(5));
      hasty.drain();
      var stranded = outbox.waiting().getFirst().transaction();
      assertEquals(1, stranded.nonce());
      anvil.ask("anvil_dropTransaction", "\"0x" + vanishing.hash().hex() + "\"");
      anvil.ask("evm_mine");
      assertEquals(0, transactions(), "nothing can come into a block any more");

      hasty.drain();

      assertEquals(0, outbox.waiting().getFirst().transaction().nonce());
      anvil.ask("evm_mine");
      anvil.ask("evm_setAutomine", "true");
      assertTrue(node.knows(stranded.hash()), "it is still there, and has its turn");
    } finally {
      anvil.ask("evm_setAutomine", "true");
    }
    try (CheckpointSender sender = sender()) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    for (AnchorTask task : outbox.all()) {
      assertEquals(AnchorState.VERIFIED, task.state());
      assertInstanceOf(ChainLookup.Found.class, lookup(task));
    }
    assertEquals(3, transactions(), "two checkpoints, and one that the contract refused");
  }

  @Test
  void drain_goesBackToSubmittedWhenTheBlockIsGone() throws Exception {
    outbox.add(Tasks.prepared(2));
    String snapshot = anvil.ask("evm_snapshot").replaceAll(".*\"result\":(\"[^\"]*\").*", "$1");
    try (CheckpointSender sender = sender()) {
      AnchorTask verified = sender.drain().finished().getFirst();
      anvil.ask("evm_revert", snapshot);
      AnchorTask included =
          verified.submittedAgain().included(Objects.requireNonNull(verified.receipt()));
      var before = new InMemoryOutboxStore();
      before.add(Tasks.prepared(2));
      before.replace(Tasks.prepared(2), included);
      try (var again = new CheckpointSender(config(), () -> key, before)) {
        AnchorTask task = again.drain().finished().getFirst();
        assertEquals(AnchorState.VERIFIED, task.state());
        assertEquals(verified.transaction(), task.transaction());
      }
    }
    assertEquals(1, transactions());
  }

  @Test
  void drain_distrustsAChainThatIsNotTheConfiguredOne() throws Exception {
    outbox.add(Tasks.prepared(2));
    var otherChain = new ChainConfig(anvil.rpc(), 1, contract, Anvil.TIMING);
    try (var sender = new CheckpointSender(otherChain, () -> key, outbox)) {
      var result = assertInstanceOf(SendResult.Distrusted.class, sender.drain());
      assertTrue(result.reason().contains("is on chain 1337, not 1"), result.reason());
    }
    var noContract = new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, key.address(), Anvil.TIMING);
    try (var sender = new CheckpointSender(noContract, () -> key, outbox)) {
      var result = assertInstanceOf(SendResult.Distrusted.class, sender.drain());
      assertTrue(result.reason().contains("has no contract"), result.reason());
    }
    assertEquals(List.of(Tasks.prepared(2)), outbox.waiting());
    assertEquals(0, transactions());
  }

  /// Signed for another chain, contract or account, it may be there: it waits for that, and the others pass.
  @Test
  void drain_keepsASignedTransactionForThePlaceItWasSignedForAndGoesOn() throws Exception {
    SenderKey formerKey = SenderKey.generate();
    List<ChainPlace> elsewhere =
        List.of(
            new ChainPlace(99, contract, key.address()),
            new ChainPlace(Anvil.CHAIN_ID, formerKey.address(), key.address()),
            new ChainPlace(Anvil.CHAIN_ID, contract, formerKey.address()));
    for (int i = 0; i < elsewhere.size(); i++) {
      AnchorTask task = Tasks.prepared(2 + i);
      outbox.add(task);
      var signed = TransactionSigning.call(elsewhere.get(i), 0, "0x00", key);
      AnchorTask submitted = task.submitted(signed);
      outbox.replace(task, submitted);
    }
    AnchorTask included =
        outbox
            .waiting()
            .getLast()
            .included(
                new Receipt(
                    elsewhere.getLast(),
                    outbox.waiting().getLast().transaction().hash(),
                    7,
                    Hash.sha256("block"),
                    Instant.EPOCH));
    outbox.replace(outbox.waiting().getLast(), included);
    List<AnchorTask> kept = outbox.waiting();
    outbox.add(Tasks.prepared(9));
    try (CheckpointSender sender = sender()) {
      var result = assertInstanceOf(SendResult.Pending.class, sender.drain());
      assertTrue(result.reason().contains("chain 99"), result.reason());
      assertEquals(3, result.waiting());
      assertEquals(
          List.of(Tasks.prepared(9).size()),
          result.finished().stream().map(AnchorTask::size).toList());
    }
    assertEquals(kept, outbox.waiting());
    assertEquals(1, transactions());
  }

  @Test
  void drain_failsWhenTheKeyCannotBeHad() throws Exception {
    outbox.add(Tasks.prepared(2));
    CredentialSource locked =
        () -> {
          throw new LedgerException(LedgerException.Kind.ENVIRONMENT, "The key is locked.");
        };
    try (var sender = new CheckpointSender(config(), locked, outbox)) {
      assertThrows(LedgerException.class, sender::drain);
    }
    assertEquals(List.of(Tasks.prepared(2)), outbox.waiting());
  }

  @Test
  void lookup_isAbsentWhenNothingWasAnchored() throws LedgerException {
    assertEquals(new ChainLookup.Absent(), lookup(Tasks.prepared(77)));
  }

  @Test
  void key_isTheSameAfterItsBytes() {
    SenderKey again = SenderKey.of(key.keyBytes());
    assertEquals(key.address(), again.address());
    assertTrue(key.toString().contains(key.address().hex()));
    assertThrows(IllegalArgumentException.class, () -> SenderKey.of(new byte[32]));
    assertThrows(
        IllegalArgumentException.class, () -> SenderKey.of(Hash.fromHex("ff".repeat(32)).bytes()));
  }

  @Test
  void config_refusesAddressesThatAreNotHttp() {
    for (String rpc :
        List.of("ftp://127.0.0.1", "127.0.0.1:8545", "file:///etc/passwd", "http:x")) {
      assertThrows(
          IllegalArgumentException.class,
          () -> ChainConfig.of(URI.create("x:/").resolve(rpc), 1, contract),
          rpc);
    }
  }

  private CheckpointSender sender() {
    return new CheckpointSender(config(), () -> key, outbox);
  }

  private CheckpointSender sender(Duration receipt) {
    var timing = new Timing(Anvil.TIMING.request(), receipt, Anvil.TIMING.poll());
    return new CheckpointSender(
        new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, timing), () -> key, outbox);
  }

  private ChainConfig config() {
    return new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, Anvil.TIMING);
  }

  private ChainPlace place() {
    return new ChainPlace(Anvil.CHAIN_ID, contract, key.address());
  }

  private ChainLookup lookup(AnchorTask task) throws LedgerException {
    try (var reader = new BesuChainReader(anvil.rpc(), Anvil.TIMING, NodeAccess.OPEN)) {
      return reader.lookup(place(), task.logId(), task.size());
    }
  }

  private long transactions() throws LedgerException {
    try (var node = new EvmNode(anvil.rpc(), Anvil.TIMING)) {
      return node.minedCount(key.address());
    }
  }
}

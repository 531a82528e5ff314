package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.consent.ChainGrants;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.consent.FileDecisionOutbox;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.GrantLookup;
import health.cairn.ledger.consent.GrantView;
import health.cairn.ledger.consent.InMemoryDecisionOutbox;
import health.cairn.ledger.merkle.Hash;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Decisions from the outbox to a real chain and back.
class DecisionSenderTest {
  private static NetworkFixture network;

  @TempDir Path folder;

  private final SenderKey patient = SenderKey.generate();
  private final GrantKey key = new GrantKey(patient.address(), id(0), Hash.sha256("terms"));

  @BeforeAll
  static void start() throws Exception {
    network = new NetworkFixture(3);
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
  }

  @Test
  void drain_bringsEachDecisionThereAndBack() throws Exception {
    var outbox = new FileDecisionOutbox(folder.resolve("decisions"));
    SenderKey guardian = SenderKey.generate();
    Instant until = Instant.ofEpochSecond(network.evm.now() + 90_000);
    var second = new GrantKey(key.patient(), key.institution(), Hash.sha256("second"));
    outbox.add(prepared(new Decision.Grant(key, 1, until), patient));
    outbox.add(
        prepared(
            new Decision.Delegation(key.patient(), guardian.address(), true, true, 1, until),
            patient));
    outbox.add(prepared(new Decision.Grant(second, 1, until), guardian));
    outbox.add(prepared(new Decision.Withdrawal(key, 1), guardian));
    try (var sender = new DecisionSender(config(), this::relay, outbox);
        var reader = new BesuGrantReader(config())) {
      RelayResult<DecisionTask> result = sender.drain();
      assertEquals(RelayResult.End.DRAINED, result.end(), result.reason());
      assertEquals(4, result.finished().size());
      for (DecisionTask task : new FileDecisionOutbox(folder.resolve("decisions")).all()) {
        assertEquals(AnchorState.VERIFIED, task.state(), task.reason());
      }
      var found = assertInstanceOf(GrantLookup.Found.class, reader.lookup(key));
      assertEquals(
          new GrantLookup.Found(GrantLookup.State.WITHDRAWN, 1, until, 1, found.head()), found);
      assertEquals(network.evm.now(), found.head().getEpochSecond());
      var grants = new ChainGrants(reader, outbox, ChainGrants.Policy.DEFAULT);
      assertInstanceOf(GrantView.Permitted.class, grants.view(second));
      assertInstanceOf(GrantView.Withdrawn.class, grants.view(key));
      assertInstanceOf(
          GrantView.Unknown.class,
          grants.view(new GrantKey(key.patient(), id(0), Hash.sha256("never"))));
    }
  }

  @Test
  void drain_rejectsWhatTheContractNeverTakesAndGoesOn() throws Exception {
    var outbox = new InMemoryDecisionOutbox();
    Instant until = Instant.ofEpochSecond(network.evm.now() + 90_000);
    outbox.add(prepared(new Decision.Grant(key, 1, until), SenderKey.generate()));
    outbox.add(prepared(new Decision.Grant(key, 2, Instant.ofEpochSecond(9)), patient));
    outbox.add(prepared(new Decision.Withdrawal(key, 7), patient));
    outbox.add(prepared(new Decision.Grant(key, 7, until), patient));
    outbox.add(prepared(new Decision.Grant(key, 8, until), patient));
    try (var sender = new DecisionSender(config(), this::relay, outbox)) {
      assertEquals(RelayResult.End.DRAINED, sender.drain().end());
    }
    assertEquals(
        List.of(
            AnchorState.REJECTED,
            AnchorState.REJECTED,
            AnchorState.VERIFIED,
            AnchorState.REJECTED,
            AnchorState.VERIFIED),
        outbox.all().stream().map(DecisionTask::state).toList());
    assertTrue(outbox.all().get(0).reason().contains("signed by nobody"));
    assertNull(outbox.all().get(0).transaction(), "nothing was sent");
  }

  /// Relayed twice, by another outbox: there already, and not sent again.
  @Test
  void drain_sendsNothingWhenTheDecisionIsThereAlready() throws Exception {
    Instant until = Instant.ofEpochSecond(network.evm.now() + 90_000);
    DecisionTask task = prepared(new Decision.Grant(key, 1, until), patient);
    for (int i = 0; i < 2; i++) {
      var outbox = new InMemoryDecisionOutbox();
      outbox.add(task);
      long before = network.evm.node.minedCount(relay().address());
      try (var sender = new DecisionSender(config(), this::relay, outbox)) {
        assertEquals(RelayResult.End.DRAINED, sender.drain().end());
      }
      assertEquals(AnchorState.VERIFIED, outbox.all().getFirst().state());
      assertEquals(i == 0 ? 1 : 0, network.evm.node.minedCount(relay().address()) - before);
    }
  }

  /// The network turned to another contract: grants wait, a withdrawal still goes through.
  @Test
  void drain_waitsWhileTheContractIsNotTheNetworks() throws Exception {
    var outbox = new InMemoryDecisionOutbox();
    Instant until = Instant.ofEpochSecond(network.evm.now() + 90_000);
    network.list("ConsentRegistry", SenderKey.generate().address());
    try (var sender = new DecisionSender(config(), this::relay, outbox)) {
      outbox.add(prepared(new Decision.Grant(key, 1, until), patient));
      outbox.add(
          prepared(
              new Decision.Withdrawal(new GrantKey(key.patient(), id(0), Hash.sha256("b")), 1),
              patient));
      RelayResult<DecisionTask> result = sender.drain();
      assertEquals(RelayResult.End.PENDING, result.end());
      assertTrue(result.reason().contains("another registry of consent"), result.reason());
      assertEquals(
          List.of(AnchorState.PREPARED, AnchorState.VERIFIED),
          outbox.all().stream().map(DecisionTask::state).toList());
      network.list("ConsentRegistry", network.consentsAt);
      assertEquals(RelayResult.End.DRAINED, sender.drain().end());
    } finally {
      network.list("ConsentRegistry", network.consentsAt);
    }
  }

  /// Between signing and its block the network turned to another contract, and back: no patient's
  /// decision is lost over that.
  @Test
  void drain_triesAnewWhatWasRefusedInItsBlock() throws Exception {
    var outbox = new InMemoryDecisionOutbox();
    Instant until = Instant.ofEpochSecond(network.evm.now() + 90_000);
    outbox.add(prepared(new Decision.Grant(key, 1, until), patient));
    SenderKey bystander = network.founders.getLast(); // two others vote, so its nonce stays free
    Anvil anvil = network.evm.anvil();
    anvil.ask("evm_setAutomine", "false");
    var hasty = new Timing(Anvil.TIMING.request(), Duration.ofMillis(1), Duration.ofMillis(1));
    var impatient = new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, network.consentsAt, hasty);
    try (var sender = new DecisionSender(impatient, () -> bystander, outbox)) {
      assertEquals(RelayResult.End.PENDING, sender.drain().end());
    }
    String early = outbox.all().getFirst().transaction().hash().hex();
    anvil.ask("anvil_dropTransaction", "\"0x" + early + "\"");
    anvil.ask("evm_setAutomine", "true");
    network.list("ConsentRegistry", SenderKey.generate().address());
    try (var sender = new DecisionSender(config(), () -> bystander, outbox)) {
      RelayResult<DecisionTask> refused = sender.drain();
      assertEquals(RelayResult.End.PENDING, refused.end());
      assertTrue(refused.reason().contains("another registry of consent"), refused.reason());
      assertEquals(1, network.evm.node.minedCount(bystander.address()), "refused in a block");
      assertEquals(AnchorState.PREPARED, outbox.all().getFirst().state());
      network.list("ConsentRegistry", network.consentsAt);
      assertEquals(RelayResult.End.DRAINED, sender.drain().end());
      assertEquals(AnchorState.VERIFIED, outbox.all().getFirst().state());
    } finally {
      network.list("ConsentRegistry", network.consentsAt);
    }
  }

  /// The node takes the transaction and answers with an error; and the log of it is missing at first.
  @Test
  void drain_sendsOnceThroughANodeThatFailsAndLies() throws Exception {
    var outbox = new InMemoryDecisionOutbox();
    Instant until = Instant.ofEpochSecond(network.evm.now() + 90_000);
    outbox.add(prepared(new Decision.Grant(key, 1, until), patient));
    var failed = new AtomicBoolean();
    var lied = new AtomicBoolean();
    long before = network.evm.node.minedCount(relay().address());
    try (var proxy =
            new NodeProxy(
                asked -> {
                  String truth = asked.pass(network.evm.anvil().rpc());
                  if (asked.method().equals("eth_sendRawTransaction")
                      && failed.compareAndSet(false, true)) {
                    asked.answer(500, "");
                  } else if (asked.method().equals("eth_getTransactionReceipt")
                      && truth.contains("logs\":[{")
                      && lied.compareAndSet(false, true)) {
                    asked.answer(200, truth.replaceAll("\"logs\":\\[.*?\\],", "\"logs\":[],"));
                  } else {
                    asked.answer(200, truth);
                  }
                });
        var sender =
            new DecisionSender(
                config().through(List.of(proxy.rpc()), NodeAccess.OPEN), this::relay, outbox)) {
      assertEquals(RelayResult.End.UNREACHABLE, sender.drain().end());
      assertEquals(AnchorState.SUBMITTED, outbox.all().getFirst().state());
      assertEquals(RelayResult.End.DISTRUSTED, sender.drain().end());
      assertEquals(AnchorState.SUBMITTED, outbox.all().getFirst().state());
      assertEquals(RelayResult.End.DRAINED, sender.drain().end());
    }
    assertEquals(1, network.evm.node.minedCount(relay().address()) - before);
  }

  @Test
  void lookup_isTypedWhenTheChainIsNotThereOrAnother() throws Exception {
    var hasty = new Timing(Duration.ofMillis(500), Duration.ofMillis(100), Duration.ofMillis(10));
    try (var dead = new NodeProxy(asked -> asked.answer(503, ""));
        var reader =
            new BesuGrantReader(
                new ChainConfig(dead.rpc(), Anvil.CHAIN_ID, network.consentsAt, hasty))) {
      var silent = assertInstanceOf(GrantLookup.Unreachable.class, reader.lookup(key));
      assertTrue(silent.reason().contains("too much to do"), silent.reason());
    }
    try (var reader =
        new BesuGrantReader(
            new ChainConfig(
                network.evm.anvil().rpc(), Anvil.CHAIN_ID, network.accessesAt, Anvil.TIMING))) {
      assertInstanceOf(GrantLookup.Distrusted.class, reader.lookup(key));
    }
  }

  private SenderKey relay() {
    return network.founders.getFirst();
  }

  private static DecisionTask prepared(Decision decision, SenderKey by) throws Exception {
    return DecisionTask.prepared(network.sign(decision, by));
  }

  private static ChainConfig config() {
    return new ChainConfig(
        network.evm.anvil().rpc(), Anvil.CHAIN_ID, network.consentsAt, Anvil.TIMING);
  }
}

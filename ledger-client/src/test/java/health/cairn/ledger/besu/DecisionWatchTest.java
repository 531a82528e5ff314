package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.consent.Decision;
import health.cairn.ledger.consent.DecisionTask;
import health.cairn.ledger.consent.GrantKey;
import health.cairn.ledger.consent.InMemoryDecisionOutbox;
import health.cairn.ledger.journal.CheckProgress;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.DecisionWatch;
import health.cairn.ledger.monitor.DecisionWatch.Settled;
import health.cairn.ledger.monitor.SenderWatch;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A registry of consent on a real node, in which more is said than a home said.
class DecisionWatchTest {
  private static NetworkFixture network;

  private final SenderKey patient = SenderKey.generate();
  private final GrantKey key = new GrantKey(patient.address(), id(0), Hash.sha256("terms"));
  private final Set<Hash> sent = new HashSet<>();

  @BeforeAll
  static void start() throws Exception {
    network = new NetworkFixture(2);
  }

  @AfterAll
  static void stop() {
    if (network != null) {
      network.close();
    }
  }

  private static ChainConfig config() {
    return new ChainConfig(
        network.evm.anvil().rpc(), Anvil.CHAIN_ID, network.consentsAt, Anvil.TIMING);
  }

  private Hash send(Decision decision, SenderKey by) throws Exception {
    var outbox = new InMemoryDecisionOutbox();
    DecisionTask task = DecisionTask.prepared(network.sign(decision, patient));
    outbox.add(task);
    try (var sender = new DecisionSender(config(), () -> by, outbox)) {
      RelayResult<DecisionTask> result = sender.drain();
      assertEquals(RelayResult.End.DRAINED, result.end(), result.reason());
    }
    return task.id();
  }

  private Decision.Grant grant(long seq) throws Exception {
    return new Decision.Grant(key, seq, Instant.ofEpochSecond(network.evm.now() + 90_000));
  }

  private interface Looking<T> {
    T at(DecisionWatch watch) throws Exception;
  }

  private <T> T look(Looking<T> looking) throws Exception {
    try (var chain = new BesuChainWatch(config().of(network.checkpointsAt));
        var registry = new BesuDecisionChain(config())) {
      return looking.at(new DecisionWatch(chain, registry));
    }
  }

  private SenderWatch.Read read(SenderKey account, long from) throws Exception {
    return look(
        watch -> watch.strangers(account.address(), sent::contains, from, 100, CheckProgress.NONE));
  }

  @Test
  void strangers_areDecisionsFromOurAccountThatWeDidNotSend() throws Exception {
    SenderKey ours = network.founders.get(0);
    SenderKey theirs = network.founders.get(1);
    long from = read(ours, 0).next();
    sent.add(send(grant(1), ours));
    sent.add(send(new Decision.Withdrawal(key, 1), ours));
    send(grant(2), theirs);
    SenderWatch.Read calm = read(ours, from);
    assertEquals(List.of(), calm.alarms());
    assertTrue(calm.upToDate());

    send(grant(3), ours); // from a copy of the home

    SenderWatch.Read found = read(ours, calm.next());
    assertEquals(
        List.of(Alarm.Kind.FOREIGN_DECISION), found.alarms().stream().map(Alarm::kind).toList());
    assertEquals(List.of(), read(ours, found.next()).alarms(), "nothing is read twice");
    LedgerException shorter =
        assertThrows(LedgerException.class, () -> read(ours, found.head() + 5));
    assertEquals(LedgerException.Kind.DISTRUSTED, shorter.kind());
  }

  /// Whoever sends one can have any number recorded.
  @Test
  void strangers_areNotStoppedByNumbersThatNoHomeSays() throws Exception {
    SenderKey theirs = network.founders.get(1);
    long from = read(theirs, 0).next();
    network.evm.send(
        theirs,
        network.consentsAt,
        network.consents.withdrawMyself(
            id(0).bytes(), new byte[32], BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));

    assertEquals(List.of(), read(network.founders.get(0), from).alarms());
    assertEquals(1, read(theirs, from).alarms().size());
  }

  @Test
  void readBack_missesWhatTheChainDoesNotHave() throws Exception {
    Decision.Grant there = grant(1);
    send(there, network.founders.get(0));
    Instant now = Instant.now();

    assertEquals(Optional.empty(), look(watch -> watch.readBack(new Settled(1, there), now)));
    Alarm gone = look(watch -> watch.readBack(new Settled(2, grant(5)), now)).orElseThrow();
    assertEquals(Alarm.Kind.ANCHOR_GONE, gone.kind());
    assertEquals("decision 2", gone.subject());
    Decision.Withdrawal end = new Decision.Withdrawal(key, 1);
    assertTrue(look(watch -> watch.readBack(new Settled(3, end), now)).isPresent());
    send(new Decision.Withdrawal(key, 2), network.founders.get(0));
    assertEquals(
        Optional.empty(),
        look(watch -> watch.readBack(new Settled(3, end), now)),
        "one that withdraws more");
  }
}

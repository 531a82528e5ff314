package health.cairn.ledger.besu;

import static health.cairn.ledger.besu.NetworkFixture.id;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessReader;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.access.InMemoryAccessOutbox;
import health.cairn.ledger.anchor.Passage;
import health.cairn.ledger.anchor.RelayResult;
import health.cairn.ledger.consent.WatchKey;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.AccessWatch;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.Watch;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Batches of accesses and flags of break-glass from the outbox to a real chain and back.
class AccessSenderTest {
  private static final WatchKey PATIENT = WatchKey.of(Hash.sha256("patient").bytes());
  private static final WatchKey ANOTHER = WatchKey.of(Hash.sha256("another patient").bytes());

  private final InMemoryAccessOutbox outbox = new InMemoryAccessOutbox();
  private NetworkFixture network;

  @BeforeEach
  void start() throws Exception {
    network = new NetworkFixture(3);
  }

  @AfterEach
  void stop() {
    if (network != null) {
      network.close();
    }
  }

  private SenderKey member() {
    return network.founders.getFirst();
  }

  private ChainConfig config(URI rpc) {
    return new ChainConfig(rpc, Anvil.CHAIN_ID, network.accessesAt, Anvil.TIMING);
  }

  private RelayResult<AccessTask> drain(URI rpc, SenderKey key, Hash institution)
      throws LedgerException {
    try (var sender = new AccessSender(config(rpc), () -> key, institution, outbox)) {
      return sender.drain();
    }
  }

  private RelayResult<AccessTask> drain() throws LedgerException {
    return drain(network.evm.anvil().rpc(), member(), id(0));
  }

  private static AccessNote.Batch batch(long number) {
    return AccessNote.Batch.of(
        number,
        IntStream.range(0, (int) number).mapToObj(i -> Hash.sha256(number + "/" + i)).toList());
  }

  private static AccessNote.Flag flag(WatchKey key, long number, String entry) {
    return new AccessNote.Flag(key.tag(number), Hash.sha256(entry));
  }

  private List<Hash> seenBy(WatchKey key) throws LedgerException {
    try (var watch = new BreakGlassWatch(config(network.evm.anvil().rpc()))) {
      return watch.since(id(0), key, 1).stream().map(BreakGlassWatch.Flag::entry).toList();
    }
  }

  private List<AnchorState> states() {
    return outbox.all().stream().map(AccessTask::state).toList();
  }

  private long sent() throws LedgerException {
    return network.evm.node.minedCount(member().address());
  }

  private AccessReader.Batch held(long number) throws LedgerException {
    try (var reader = new BesuAccessReader(config(network.evm.anvil().rpc()))) {
      return reader.batch(id(0), number).orElseThrow();
    }
  }

  private Watch.State watched(List<AccessTask> said, boolean all) throws LedgerException {
    try (var reader = new BesuAccessReader(config(network.evm.anvil().rpc()))) {
      return new AccessWatch(reader, id(0), 0).run(() -> said, all, Instant.EPOCH);
    }
  }

  private List<Alarm.Kind> alarms(List<AccessTask> said) throws LedgerException {
    return watched(said, true).alarms().stream().map(Alarm::kind).toList();
  }

  /// What a home says that it said, and the chain has: for each way in which they can differ.
  @Test
  void watch_seesWhereHomeAndChainDiffer() throws Exception {
    outbox.add(batch(1));
    outbox.add(batch(2));
    outbox.add(flag(PATIENT, 1, "first"));
    outbox.add(flag(PATIENT, 2, "second"));
    drain();
    List<AccessTask> said = outbox.all();

    assertEquals("2 batches and 2 flags read back", watched(said, true).note());
    assertEquals("1 batch and 1 flag read back", watched(said, false).note());
    assertEquals(List.of(), alarms(said));
    assertEquals(
        List.of(Alarm.Kind.FOREIGN_ACCESSES),
        alarms(said.stream().filter(task -> !task.note().equals(batch(2))).toList()));
    try (var reader = new BesuAccessReader(config(network.evm.anvil().rpc()))) {
      Watch.State beside =
          new AccessWatch(reader, id(0), 1)
              .run(() -> List.of(said.getFirst()), true, Instant.EPOCH);
      assertEquals(List.of(), beside.alarms(), "another home of the institution made one");
      assertEquals("1 batch and 0 flags read back; 1 more by other homes", beside.note());
    }
    for (var passage :
        List.of(Passage.PREPARED, said.get(1).at(Passage.PREPARED).rejected("no").passage())) {
      assertEquals(
          List.of(Alarm.Kind.FOREIGN_ACCESSES),
          alarms(List.of(said.get(0).at(passage), said.get(1))),
          "a number of ours that is not ours there, below one that is");
    }
    var verified = said.getFirst().passage();
    assertEquals(
        List.of(Alarm.Kind.SPLIT_VIEW),
        alarms(
            List.of(
                new AccessTask(AccessNote.Batch.of(1, List.of(Hash.sha256("another"))), verified),
                said.get(1))));
    var more = new ArrayList<>(said);
    more.add(new AccessTask(batch(3), verified));
    more.add(new AccessTask(flag(PATIENT, 3, "never sent"), verified));
    more.add(new AccessTask(flag(PATIENT, 1, "another entry"), verified));
    assertEquals(
        List.of(Alarm.Kind.ANCHOR_GONE, Alarm.Kind.ANCHOR_GONE, Alarm.Kind.SPLIT_VIEW),
        alarms(more));
  }

  @Test
  void watch_throwsWhereNoNodeAnswers() throws Exception {
    try (var reader = new BesuAccessReader(config(URI.create("http://127.0.0.1:1")))) {
      var failure =
          assertThrows(
              LedgerException.class,
              () -> new AccessWatch(reader, id(0), 0).run(List::of, true, Instant.EPOCH));
      assertEquals(LedgerException.Kind.UNREACHABLE, failure.kind());
    }
  }

  @Test
  void drain_bringsBatchesAndFlagsThereInOrder() throws Exception {
    outbox.add(flag(PATIENT, 1, "first"));
    outbox.add(flag(ANOTHER, 1, "of another"));
    outbox.add(batch(1));
    outbox.add(batch(2));
    outbox.add(flag(PATIENT, 2, "second"));

    RelayResult<AccessTask> result = drain();

    assertEquals(RelayResult.End.DRAINED, result.end(), result.reason());
    assertEquals(5, result.finished().size());
    assertTrue(states().stream().allMatch(AnchorState.VERIFIED::equals), states().toString());
    for (int number = 1; number <= 2; number++) {
      assertEquals(batch(number).root(), held(number).root());
      assertEquals(number, held(number).count());
    }
    assertEquals(List.of(Hash.sha256("first"), Hash.sha256("second")), seenBy(PATIENT));
    assertEquals(List.of(Hash.sha256("of another")), seenBy(ANOTHER));
    assertEquals(List.of(), seenBy(WatchKey.of(Hash.sha256("nobody").bytes())));
  }

  /// The process ends at each of its requests in turn, before the node has it and after; the next one goes on
  /// with what was kept.
  @Test
  void drain_sendsOnceWhenItEndsAtAnyRequest() throws Exception {
    int cut = 0;
    long number = 0;
    for (boolean asked : new boolean[] {false, true}) {
      boolean ended = true;
      for (int request = 0; ended; request++) {
        number++;
        long before = sent();
        outbox.add(batch(number));
        outbox.add(flag(PATIENT, number, "entry " + number));
        ended = endsAt(request, asked);
        cut += ended ? 1 : 0;
        assertEquals(RelayResult.End.DRAINED, drain().end());
        assertEquals(before + 2, sent(), "transactions, cut at request " + request);
      }
    }
    assertTrue(cut > 40, cut + " requests");
    assertTrue(states().stream().allMatch(AnchorState.VERIFIED::equals), states().toString());
    assertEquals(number, network.accesses.latest(id(0).bytes()).send().longValueExact());
    assertEquals(number, seenBy(PATIENT).size());
  }

  /// @param asked whether the node still gets that request, counted from 0
  /// @return whether the sender came that far
  private boolean endsAt(int request, boolean asked) throws Exception {
    var seen = new AtomicInteger();
    URI node = network.evm.anvil().rpc();
    try (var proxy =
        new NodeProxy(
            each -> {
              int now = seen.getAndIncrement();
              if (now < request) {
                each.answer(200, each.pass(node));
                return;
              }
              if (now == request && asked) {
                each.pass(node);
              }
              throw new IOException("the end");
            })) {
      RelayResult<AccessTask> result = drain(proxy.rpc(), member(), id(0));
      return result.end() != RelayResult.End.DRAINED;
    }
  }

  @Test
  void drain_sendsNothingWhenItIsThereAlready() throws Exception {
    outbox.add(batch(1));
    outbox.add(flag(PATIENT, 1, "entry"));
    drain();
    long before = sent();
    var again = new InMemoryAccessOutbox();
    again.add(batch(1));
    again.add(flag(PATIENT, 1, "entry"));
    try (var sender =
        new AccessSender(config(network.evm.anvil().rpc()), this::member, id(0), again)) {
      assertEquals(RelayResult.End.DRAINED, sender.drain().end());
    }
    assertEquals(before, sent());
    for (AccessTask task : again.all()) {
      assertEquals(AnchorState.VERIFIED, task.state());
      assertNull(task.receipt(), "no transaction of this outbox");
    }
  }

  @Test
  void drain_rejectsASecondHistoryAndGoesOn() throws Exception {
    outbox.add(batch(1));
    outbox.add(flag(PATIENT, 1, "entry"));
    drain();
    outbox.add(AccessNote.Batch.of(1, List.of(Hash.sha256("another access"))));
    outbox.add(new AccessNote.Batch(1, batch(1).root(), 7));
    outbox.add(flag(PATIENT, 1, "another entry"));
    outbox.add(batch(2));

    assertEquals(RelayResult.End.DRAINED, drain().end());

    List<AccessTask> all = outbox.all();
    for (int i = 2; i < 5; i++) {
      assertEquals(AnchorState.REJECTED, all.get(i).state());
      assertTrue(all.get(i).reason().contains("two histories"), all.get(i).reason());
    }
    assertEquals(AnchorState.VERIFIED, all.get(5).state());
    assertEquals(batch(1).root(), held(1).root());
  }

  @Test
  void drain_waitsForABatchThatIsMissing() throws Exception {
    outbox.add(batch(2));
    RelayResult<AccessTask> early = drain();
    assertEquals(RelayResult.End.PENDING, early.end());
    assertTrue(early.reason().contains("lacks the batch"), early.reason());
    outbox.add(batch(1));
    drain();
    assertEquals(RelayResult.End.DRAINED, drain().end());
    assertEquals(List.of(AnchorState.VERIFIED, AnchorState.VERIFIED), states());
  }

  @Test
  void drain_waitsUntilTheNetworkTakesItFromThisAccount() throws Exception {
    outbox.add(batch(1));
    outbox.add(flag(PATIENT, 1, "entry"));
    SenderKey stranger = SenderKey.generate();

    RelayResult<AccessTask> foreign = drain(network.evm.anvil().rpc(), stranger, id(0));
    assertEquals(RelayResult.End.PENDING, foreign.end());
    assertTrue(foreign.reason().contains("may not record accesses"), foreign.reason());
    RelayResult<AccessTask> misnamed = drain(network.evm.anvil().rpc(), member(), id(1));
    assertTrue(misnamed.reason().contains("another institution"), misnamed.reason());
    network.list("AccessRegistry", network.consentsAt);
    RelayResult<AccessTask> replaced = drain();
    assertTrue(replaced.reason().contains("another registry"), replaced.reason());
    assertEquals(List.of(AnchorState.PREPARED, AnchorState.PREPARED), states());

    network.list("AccessRegistry", network.accessesAt);
    assertEquals(RelayResult.End.DRAINED, drain().end());
  }

  /// Between signing and its block the members changed their mind: the number must not be left out.
  @Test
  void drain_triesAnewWhatWasRefusedInItsBlock() throws Exception {
    outbox.add(batch(1));
    SenderKey bystander = network.founders.getLast(); // two others vote, so its nonce stays free
    URI node = network.evm.anvil().rpc();
    network.evm.anvil().ask("evm_setAutomine", "false");
    var hasty = new Timing(Anvil.TIMING.request(), Duration.ofMillis(1), Duration.ofMillis(1));
    var impatient = new ChainConfig(node, Anvil.CHAIN_ID, network.accessesAt, hasty);
    try (var sender = new AccessSender(impatient, () -> bystander, id(2), outbox)) {
      assertEquals(RelayResult.End.PENDING, sender.drain().end());
    }
    assertEquals(List.of(AnchorState.SUBMITTED), states());
    String early = outbox.all().getFirst().transaction().hash().hex();
    network.evm.anvil().ask("anvil_dropTransaction", "\"0x" + early + "\"");
    network.evm.anvil().ask("evm_setAutomine", "true");
    network.list("AccessRegistry", network.consentsAt);

    RelayResult<AccessTask> refused = drain(node, bystander, id(2));

    assertEquals(RelayResult.End.PENDING, refused.end());
    assertEquals(1, network.evm.node.minedCount(bystander.address()), "refused in a block");
    assertEquals(List.of(AnchorState.PREPARED), states());
    network.list("AccessRegistry", network.accessesAt);
    assertEquals(RelayResult.End.DRAINED, drain(node, bystander, id(2)).end());
    assertEquals(1, network.accesses.latest(id(2).bytes()).send().longValueExact());
  }

  /// The home got another account while a batch of the former one was under way. What is said is the
  /// institution's, whoever sends it: the next one goes on, and says it once.
  @Test
  void drain_goesOnWithAnotherAccountOfTheInstitution() throws Exception {
    SenderKey former = member();
    SenderKey next = SenderKey.generate();
    URI node = network.evm.anvil().rpc();
    network.decide(
        NetworkFixture.PUT,
        id(0).bytes(),
        next.address().hex(),
        NetworkFixture.ALL_ROLES,
        NetworkFixture.journalKey(9).bytes());
    outbox.add(batch(1));
    var place = config(node).place(former.address());
    AccessTask prepared = outbox.all().getFirst();
    outbox.replace(
        prepared,
        prepared.submitted(
            TransactionSigning.call(place, sent(), AccessContract.call(batch(1)), former)));
    outbox.add(batch(2));

    RelayResult<AccessTask> result = drain(node, next, id(0));

    assertEquals(RelayResult.End.DRAINED, result.end(), result.reason());
    assertEquals(List.of(AnchorState.VERIFIED, AnchorState.VERIFIED), states());
    assertEquals(batch(2).root(), held(2).root());
    assertEquals(2, network.evm.node.minedCount(next.address()));
  }

  @Test
  void drain_trustsNoContractButOurs() throws Exception {
    outbox.add(batch(1));
    var wrong =
        new ChainConfig(
            network.evm.anvil().rpc(), Anvil.CHAIN_ID, network.consentsAt, Anvil.TIMING);
    try (var sender = new AccessSender(wrong, this::member, id(0), outbox)) {
      assertEquals(RelayResult.End.DISTRUSTED, sender.drain().end());
    }
    assertEquals(List.of(AnchorState.PREPARED), states());
    assertThrows(IllegalArgumentException.class, () -> new AccessNote.Batch(0, batch(1).root(), 1));
    assertThrows(IllegalArgumentException.class, () -> AccessNote.Batch.of(1, List.of()));
  }
}

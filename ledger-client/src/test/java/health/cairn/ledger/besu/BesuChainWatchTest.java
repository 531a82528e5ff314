package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainReader;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.journal.CheckProgress;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.AnchorWatch;
import health.cairn.ledger.monitor.SenderWatch;
import health.cairn.ledger.monitor.ValidatorWatch;
import health.cairn.ledger.monitor.Watch;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is watched on a real node, honest and not.
class BesuChainWatchTest {
  private static final String METRICS =
      "[{\"address\":\"0x1111111111111111111111111111111111111111\",\"proposedBlockCount\":\"0x9\","
          + "\"lastProposedBlockNumber\":\"0x9\"}]";
  private static final String VALIDATORS =
      "[\"0x1111111111111111111111111111111111111111\","
          + "\"0x2222222222222222222222222222222222222222\"]";

  private static Anvil anvil;
  private static Address contract;

  private final SenderKey key = SenderKey.generate();
  private final CheckpointSigner signer =
      CheckpointSigner.generate("example.test/" + key.address().hex());
  private final InMemoryJournalStore store = new InMemoryJournalStore();
  private final Journal journal = new Journal(store);
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

  private static ChainConfig config(URI rpc) {
    return new ChainConfig(rpc, Anvil.CHAIN_ID, contract, Anvil.TIMING);
  }

  private Hash logId() {
    return Hash.sha256(signer.origin());
  }

  private void anchor(SenderKey by, AnchorTask task, InMemoryOutboxStore box) throws Exception {
    box.add(task);
    try (var sender = new CheckpointSender(config(anvil.rpc()), () -> by, box)) {
      sender.drain();
    }
  }

  private void grow(int from, int to) throws Exception {
    journal.append(Drafts.stored(from, to));
    anchor(
        key, AnchorTask.prepared(journal.checkpoint(signer, Drafts.MORNING).checkpoint()), outbox);
  }

  private SenderWatch.Read read(long from) throws Exception {
    return read(from, Set.of());
  }

  private SenderWatch.Read read(long from, Set<Hash> siblings) throws Exception {
    try (var chain = new BesuChainWatch(config(anvil.rpc()))) {
      return new SenderWatch(chain, logId(), siblings, key.address(), journal::rootOf)
          .run(from, 100, CheckProgress.NONE);
    }
  }

  private static AnchorTask task(String origin, long size, String root) {
    return AnchorTask.prepared(new Checkpoint(origin, size, Hash.sha256(root), Drafts.MORNING));
  }

  @Test
  void senders_areOursUntilAnotherAccountUsesOurName() throws Exception {
    grow(0, 5);
    SenderWatch.Read before = read(0);
    assertEquals(List.of(), before.alarms());
    assertTrue(before.upToDate());

    SenderKey stranger = SenderKey.generate();
    anchor(stranger, task(signer.origin(), 3, "theirs"), new InMemoryOutboxStore());
    anchor(stranger, task(signer.origin(), 4, "theirs too"), new InMemoryOutboxStore());

    List<Alarm> alarms = read(before.next()).alarms();
    assertEquals(1, alarms.size(), "one for each stranger");
    assertEquals(Alarm.Kind.UNKNOWN_SENDER, alarms.getFirst().kind());
    assertEquals(stranger.address().hex(), alarms.getFirst().subject());
    assertEquals(List.of(), read(read(0).next()).alarms(), "nothing is read twice");
  }

  @Test
  void senders_namesAnotherJournalFromOurAccount() throws Exception {
    grow(0, 5);
    anchor(key, task("example.test/other", 3, "x"), new InMemoryOutboxStore());
    assertEquals(
        List.of(Alarm.Kind.FOREIGN_JOURNAL), read(0).alarms().stream().map(Alarm::kind).toList());
    assertEquals(
        List.of(),
        read(0, Set.of(Hash.sha256("example.test/other"))).alarms(),
        "another home of the institution");
  }

  @Test
  void senders_namesWhatTheChainHoldsOfUsAndWeDoNot() throws Exception {
    grow(0, 5);
    anchor(key, task(signer.origin(), 7, "another history"), new InMemoryOutboxStore());
    assertEquals(
        List.of(Alarm.Kind.ROLLED_BACK), read(0).alarms().stream().map(Alarm::kind).toList());
    journal.append(Drafts.stored(5, 9));
    assertEquals(
        List.of(Alarm.Kind.SPLIT_VIEW), read(0).alarms().stream().map(Alarm::kind).toList());
  }

  @Test
  void senders_goesOnWhereItStopped() throws Exception {
    grow(0, 5);
    try (var chain = new BesuChainWatch(config(anvil.rpc()))) {
      var watch = new SenderWatch(chain, logId(), Set.of(), key.address(), journal::rootOf);
      SenderWatch.Read none = watch.run(0, 0, CheckProgress.NONE);
      assertEquals(0, none.next());
      assertTrue(watch.run(none.next(), 1, CheckProgress.NONE).upToDate());
      assertThrows(
          LedgerException.class,
          () -> watch.run(1_000_000, 1, CheckProgress.NONE),
          "a chain that became shorter");
    }
  }

  @Test
  void senders_distrustsANodeThatAnswersAnotherQuestion() throws Exception {
    grow(0, 5);
    SenderKey other = SenderKey.generate();
    try (var liar =
            new NodeProxy(
                asked -> {
                  String answer = asked.pass(anvil.rpc());
                  asked.answer(
                      200,
                      asked.method().equals("eth_getLogs")
                          ? answer.replace(
                              key.address().hex().substring(2), other.address().hex().substring(2))
                          : answer);
                });
        var chain = new BesuChainWatch(config(liar.rpc()))) {
      var watch = new SenderWatch(chain, logId(), Set.of(), key.address(), journal::rootOf);
      LedgerException distrusted =
          assertThrows(LedgerException.class, () -> watch.run(0, 100, CheckProgress.NONE));
      assertEquals(LedgerException.Kind.DISTRUSTED, distrusted.kind());
    }
  }

  @Test
  void head_isUnreachableWhenNobodyAnswers() throws Exception {
    try (var chain = new BesuChainWatch(config(URI.create("http://127.0.0.1:1")))) {
      LedgerException gone = assertThrows(LedgerException.class, chain::head);
      assertEquals(LedgerException.Kind.UNREACHABLE, gone.kind());
    }
  }

  @Test
  void anchors_areReadBackFromTheChain() throws Exception {
    grow(0, 5);
    var watch = new AnchorWatch(store, outbox, logId(), Duration.ofHours(24));
    var place = config(anvil.rpc()).place(key.address());
    try (var chain = new BesuChainWatch(config(anvil.rpc()))) {
      assertEquals(List.of(), watch.readBack(chain, place, 0, 10, Drafts.MORNING).alarms());
    }
    try (var forgetful =
            new NodeProxy(
                asked ->
                    asked.answer(
                        200,
                        asked.method().equals("eth_call")
                            ? asked.result("\"0x" + "00".repeat(96) + "\"")
                            : asked.pass(anvil.rpc())));
        var chain = new BesuChainWatch(config(forgetful.rpc()))) {
      assertEquals(
          List.of(Alarm.Kind.ANCHOR_GONE),
          watch.readBack(chain, place, 0, 10, Drafts.MORNING).alarms().stream()
              .map(Alarm::kind)
              .toList());
    }
  }

  /// In turns, and the newest each time.
  @Test
  void anchors_areAllReadBackInTime() throws Exception {
    for (int size = 1; size <= 4; size++) {
      grow(size - 1, size);
    }
    var watch = new AnchorWatch(store, outbox, logId(), Duration.ofHours(24));
    var place = config(anvil.rpc()).place(key.address());
    try (var chain = new BesuChainWatch(config(anvil.rpc()))) {
      ChainReader forgets =
          (at, journalId, size) ->
              size == 2 ? new ChainLookup.Absent() : chain.lookup(at, journalId, size);
      AnchorWatch.ReadBack first = watch.readBack(forgets, place, 0, 1, Drafts.MORNING);
      assertEquals(Set.of("1 entries", "4 entries"), first.read());
      assertEquals(List.of(), first.alarms());
      AnchorWatch.ReadBack second = watch.readBack(forgets, place, first.upTo(), 2, Drafts.MORNING);
      assertEquals(List.of("2 entries"), second.alarms().stream().map(Alarm::subject).toList());
      assertEquals(3, second.upTo());
      AnchorWatch.ReadBack last = watch.readBack(forgets, place, second.upTo(), 9, Drafts.MORNING);
      assertEquals(0, last.upTo(), "from the first one again");
      assertEquals(
          4, watch.readBack(chain, place, 0, Integer.MAX_VALUE, Drafts.MORNING).read().size());
    }
  }

  @Test
  void anchors_thatWaitForAnotherContractAreNamed() throws Exception {
    grow(0, 5);
    journal.append(Drafts.stored(5, 7));
    AnchorTask task = AnchorTask.prepared(journal.checkpoint(signer, Drafts.MORNING).checkpoint());
    outbox.add(task);
    var watch = new AnchorWatch(store, outbox, logId(), Duration.ofHours(24));
    var place = config(anvil.rpc()).place(key.address());
    assertEquals(List.of(), watch.elsewhere(place, Drafts.MORNING), "nothing is signed");
    var former = config(anvil.rpc()).of(key.address()).place(key.address());
    outbox.replace(task, task.submitted(TransactionSigning.call(former, 0, "0x00", key)));

    Alarm alarm = watch.elsewhere(place, Drafts.MORNING).getFirst();

    assertEquals(Alarm.Kind.STALE_ANCHOR, alarm.kind());
    assertTrue(alarm.sentence().contains("contract " + key.address()), alarm.sentence());
    assertEquals(List.of(), watch.elsewhere(former, Drafts.MORNING));
  }

  @Test
  void anchors_areStaleWhenTheJournalGrewAndNothingWasSent() throws Exception {
    var watch = new AnchorWatch(store, outbox, logId(), Duration.ofHours(24));
    Instant later = Drafts.MORNING.plus(Duration.ofHours(30));
    assertEquals(List.of(), watch.waiting(later), "nothing recorded, nothing late");
    grow(0, 5);
    assertEquals(List.of(), watch.waiting(later));
    journal.append(Drafts.stored(5, 7));
    assertEquals(List.of(), watch.waiting(Drafts.MORNING.plus(Duration.ofHours(23))));
    Alarm stale = watch.waiting(later).getFirst();
    assertEquals(Alarm.Kind.STALE_ANCHOR, stale.kind());
    assertEquals(Alarm.Severity.OUTSIDE, stale.severity());
    assertEquals(
        "2 entries have no anchor over them, the oldest for 29 hours; nothing is on its way.",
        stale.sentence());
  }

  @Test
  void validators_areNotSaidByANodeWithoutQbft() throws Exception {
    try (var chain = new BesuChainWatch(config(anvil.rpc()))) {
      Watch.State state = ValidatorWatch.run(chain, Duration.ofMinutes(5), Instant.now());
      assertEquals("the node does not say who validates", state.note());
      assertEquals(List.of(), state.alarms());
    }
  }

  @Test
  void validators_namesTheSilentOneAndAChainThatStands() throws Exception {
    grow(0, 1);
    anvil.ask("anvil_mine", "\"0x10\"");
    var asked = new ArrayList<String>();
    try (var besu =
            new NodeProxy(
                each -> {
                  asked.add(each.method());
                  each.answer(
                      200,
                      switch (each.method()) {
                        case "qbft_getValidatorsByBlockNumber" -> each.result(VALIDATORS);
                        case "qbft_getSignerMetrics" -> each.result(METRICS);
                        default -> each.pass(anvil.rpc());
                      });
                });
        var chain = new BesuChainWatch(config(besu.rpc()))) {
      Instant tomorrow = chain.head().time().plus(Duration.ofDays(1));
      Watch.State state = ValidatorWatch.run(chain, Duration.ofMinutes(5), tomorrow);
      assertEquals(
          List.of(Alarm.Kind.CHAIN_STALLED, Alarm.Kind.SILENT_VALIDATOR),
          state.alarms().stream().map(Alarm::kind).toList());
      assertEquals("0x" + "2".repeat(40), state.alarms().getLast().subject());
    }
    assertTrue(asked.contains("qbft_getSignerMetrics"));
  }

  @Test
  void validators_distrustsNonsense() throws Exception {
    for (String nonsense : List.of("[]", "[\"nobody\"]", "{}", "[1]")) {
      try (var liar =
              new NodeProxy(
                  asked ->
                      asked.answer(
                          200,
                          switch (asked.method()) {
                            case "qbft_getValidatorsByBlockNumber" -> asked.result(nonsense);
                            case "qbft_getSignerMetrics" -> asked.result(METRICS);
                            default -> asked.pass(anvil.rpc());
                          }));
          var chain = new BesuChainWatch(config(liar.rpc()))) {
        LedgerException distrusted =
            assertThrows(LedgerException.class, () -> chain.validators(0, 1), nonsense);
        assertEquals(LedgerException.Kind.DISTRUSTED, distrusted.kind(), nonsense);
      }
    }
  }
}

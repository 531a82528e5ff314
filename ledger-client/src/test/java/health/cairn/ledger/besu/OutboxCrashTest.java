package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.anchor.Tasks;
import health.cairn.ledger.merkle.Hash;
import io.reactivex.Flowable;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.BatchRequest;
import org.web3j.protocol.core.BatchResponse;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.http.HttpService;
import org.web3j.protocol.websocket.events.Notification;

/// Kills the sender between every two steps (before and after each request to the node, before and
/// after each write to the outbox), starts another one on what was kept, and looks at the chain:
/// one transaction for each checkpoint, no more, no less.
class OutboxCrashTest {
  private static final List<Long> SIZES = List.of(3L, 8L);

  private Anvil anvil;
  private Address contract;
  private HttpService http;

  @BeforeEach
  void startNode() throws Exception {
    anvil = Anvil.start();
    http = new HttpService(anvil.rpc().toString());
    contract =
        RegistryDeployer.deploy(
            anvil.rpc(), Anvil.CHAIN_ID, SenderKey::generate, Anvil.TIMING, NodeAccess.OPEN);
  }

  @AfterEach
  void stopNode() {
    if (anvil != null) {
      anvil.close();
    }
  }

  @Test
  void drain_anchorsOnceWhenKilledAnywhere() throws Exception {
    int instants = killAndResume(Integer.MAX_VALUE, Anvil.TIMING);
    assertTrue(instants > 50, "only " + instants + " instants");
    for (int instant = 0; instant < instants; instant++) {
      killAndResume(instant, Anvil.TIMING);
    }
  }

  /// The first process finds its transaction in no block; by the time of the second, it is in one.
  @Test
  void drain_anchorsOnceWhenKilledWhileTheBlockIsNotMadeYet() throws Exception {
    var hasty = new Timing(Anvil.TIMING.request(), Duration.ofMillis(1), Duration.ofMillis(1));
    for (int instant = 0; instant < 24; instant++) {
      anvil.ask("evm_setAutomine", "false");
      killAndResume(instant, hasty);
    }
  }

  @Test
  void drain_anchorsOnceWhenKilledAgainAndAgain() throws Exception {
    var random = Seeded.random("OutboxCrashTest");
    for (int round = 0; round < 10; round++) {
      SenderKey key = SenderKey.generate();
      OutboxStore outbox = filled();
      for (int kill = 0; kill < 6; kill++) {
        run(key, outbox, random.nextInt(30), Anvil.TIMING);
      }
      finishAndCheck(key, outbox);
    }
  }

  /// @return how many instants there were to be killed at
  private int killAndResume(int instant, Timing timing) throws Exception {
    SenderKey key = SenderKey.generate();
    OutboxStore outbox = filled();
    int instants = run(key, outbox, instant, timing);
    anvil.ask("evm_setAutomine", "true");
    anvil.ask("evm_mine");
    finishAndCheck(key, outbox);
    return instants;
  }

  private static OutboxStore filled() throws LedgerException {
    var outbox = new InMemoryOutboxStore();
    for (long size : SIZES) {
      outbox.add(Tasks.prepared(size));
    }
    return outbox;
  }

  private int run(SenderKey key, OutboxStore outbox, int instant, Timing timing) throws Exception {
    var fuse = new Fuse(instant);
    var config = new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, timing);
    var node = new EvmNode(new KilledService(http, fuse));
    try (var sender =
        new CheckpointSender(config, () -> key, new KilledStore(outbox, fuse), node)) {
      sender.drain();
    } catch (Killed dead) {
      assertEquals(instant + 1, fuse.burnt);
    }
    return fuse.burnt;
  }

  private void finishAndCheck(SenderKey key, OutboxStore outbox) throws Exception {
    var config = new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, Anvil.TIMING);
    try (var sender = new CheckpointSender(config, () -> key, outbox);
        var node = new EvmNode(anvil.rpc(), Anvil.TIMING)) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
      assertEquals(SIZES.size(), node.minedCount(key.address()), "transactions on chain");
      assertEquals(SIZES.size(), node.pendingCount(key.address()), "transactions under way");
      var place = new ChainPlace(Anvil.CHAIN_ID, contract, key.address());
      Set<Hash> transactions = new HashSet<>();
      for (AnchorTask task : outbox.all()) {
        assertEquals(AnchorState.VERIFIED, task.state());
        assertNotNull(task.receipt(), "lost its receipt");
        transactions.add(task.receipt().transaction());
        assertInstanceOf(
            health.cairn.ledger.anchor.ChainLookup.Found.class,
            new Registry(node, place).read(task.logId(), task.size()));
      }
      assertEquals(SIZES.size(), transactions.size());
    }
  }

  /// The process is gone: nothing after this runs.
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /// Burns at one instant, counted from 0.
  private static final class Fuse {
    private final int instant;
    private int burnt;

    Fuse(int instant) {
      this.instant = instant;
    }

    void burn() {
      if (burnt++ == instant) {
        throw new Killed();
      }
    }
  }

  private record KilledStore(OutboxStore store, Fuse fuse) implements OutboxStore {
    @Override
    public void add(AnchorTask prepared) throws LedgerException {
      store.add(prepared);
    }

    @Override
    public void replace(AnchorTask seen, AnchorTask next) throws LedgerException {
      fuse.burn();
      store.replace(seen, next);
      fuse.burn();
    }

    @Override
    public Optional<AnchorTask> find(Hash logId, long size) throws LedgerException {
      return store.find(logId, size);
    }

    @Override
    public List<AnchorTask> waiting() throws LedgerException {
      return store.waiting();
    }

    @Override
    public List<AnchorTask> all() throws LedgerException {
      return store.all();
    }
  }

  @SuppressWarnings("rawtypes") // as web3j declares it
  private static final class KilledService implements Web3jService {
    private final HttpService service;
    private final Fuse fuse;

    KilledService(HttpService service, Fuse fuse) {
      this.service = service;
      this.fuse = fuse;
    }

    @Override
    public <T extends Response> T send(Request request, Class<T> type) throws IOException {
      fuse.burn();
      T answer = service.send(request, type);
      fuse.burn();
      return answer;
    }

    @Override
    public <T extends Response> CompletableFuture<T> sendAsync(Request request, Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public BatchResponse sendBatch(BatchRequest batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public CompletableFuture<BatchResponse> sendBatchAsync(BatchRequest batch) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends Notification<?>> Flowable<T> subscribe(
        Request request, String unsubscribeMethod, Class<T> type) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      // The test's own connection outlives the processes that it plays.
    }
  }
}

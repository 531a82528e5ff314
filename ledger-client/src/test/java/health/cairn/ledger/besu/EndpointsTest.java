package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.anchor.Tasks;
import health.cairn.ledger.besu.generated.CheckpointRegistry;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.merkle.Hash;
import java.io.InputStream;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.CustomErrorEncoder;

/// Several endpoints, one of which fails or disagrees; tokens, TLS, prices; two programs with one
/// key; a month without network. A real node is behind every endpoint that is not meant to be dead.
class EndpointsTest {
  private static final String PASSWORD = "not-a-secret";

  private static Anvil anvil;
  private static Address contract;

  @TempDir Path folder;

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
  void drain_goesOnThroughAnotherEndpointWhenTheFirstIsDead() throws Exception {
    outbox.add(Tasks.prepared(4));
    try (var second = honest();
        var sender = sender(List.of(deadEnd(), anvil.rpc(), second.rpc()))) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    expectVerified(1);
  }

  @Test
  void drain_goesOnThroughAnotherEndpointWhenTheFirstIsOnAnotherChain() throws Exception {
    outbox.add(Tasks.prepared(4));
    try (var stranger =
            new NodeProxy(
                asked ->
                    asked.answer(
                        200,
                        asked.method().equals("eth_chainId")
                            ? asked.result("\"0x1\"")
                            : asked.pass(anvil.rpc())));
        var second = honest();
        var sender = sender(List.of(stranger.rpc(), anvil.rpc(), second.rpc()))) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    expectVerified(1);
  }

  /// The first endpoint takes the transaction and dies; the second one gets the very same bytes.
  @Test
  void drain_sendsTheSameBytesThroughTheNextEndpoint() throws Exception {
    outbox.add(Tasks.prepared(4));
    var dead = new AtomicBoolean();
    try (var first =
            new NodeProxy(
                asked -> {
                  if (dead.get()) {
                    asked.answer(500, "");
                    return;
                  }
                  String answer = asked.pass(anvil.rpc());
                  if (asked.method().equals("eth_sendRawTransaction")) {
                    dead.set(true);
                    asked.answer(500, "");
                  } else {
                    asked.answer(200, answer);
                  }
                });
        var third = honest();
        var sender = sender(List.of(first.rpc(), anvil.rpc(), third.rpc()))) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
      assertTrue(dead.get());
    }
    expectVerified(1);
  }

  /// Nobody confirms: shown as Included, not Verified; and what comes later is not held up.
  @Test
  void drain_staysIncludedUntilASecondEndpointConfirms() throws Exception {
    outbox.add(Tasks.prepared(4));
    outbox.add(Tasks.prepared(5));
    var down = new AtomicBoolean(true);
    try (var witness =
            new NodeProxy(
                asked -> {
                  if (down.get()) {
                    asked.answer(503, "");
                  } else {
                    asked.answer(200, asked.pass(anvil.rpc()));
                  }
                });
        var sender = sender(List.of(anvil.rpc(), witness.rpc()))) {
      var pending = assertInstanceOf(SendResult.Pending.class, sender.drain());
      assertEquals(2, pending.waiting());
      assertTrue(pending.reason().contains("no other endpoint answers"), pending.reason());
      for (AnchorTask task : outbox.all()) {
        assertEquals(AnchorState.INCLUDED, task.state());
      }
      down.set(false);
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    expectVerified(2);
  }

  /// One endpoint lies consistently: it made up a chain of its own. Only a second one can tell.
  @Test
  void drain_isNotVerifiedWhenTheSecondEndpointLacksTheBlock() throws Exception {
    outbox.add(Tasks.prepared(4));
    var lacks = new AtomicBoolean(true);
    try (var witness =
            new NodeProxy(
                asked ->
                    asked.answer(
                        200,
                        lacks.get() && asked.method().equals("eth_getBlockByHash")
                            ? asked.result("null")
                            : asked.pass(anvil.rpc())));
        var sender = sender(List.of(anvil.rpc(), witness.rpc()))) {
      var pending = assertInstanceOf(SendResult.Pending.class, sender.drain());
      assertTrue(pending.reason().contains("does not have yet"), pending.reason());
      assertEquals(AnchorState.INCLUDED, outbox.all().getFirst().state());
      lacks.set(false);
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    expectVerified(1);
  }

  /// Rejected would be for good: one endpoint's word is not enough for it, whatever it invents. What
  /// there is it does not deny, so it can confirm.
  @Test
  void drain_isNotRejectedByOneEndpointThatInventsARefusal() throws Exception {
    outbox.add(Tasks.prepared(4));
    String refusal =
        CustomErrorEncoder.encode(CheckpointRegistry.SIZENOTGROWING_ERROR).substring(0, 10)
            + "%064x%064x".formatted(9, 4);
    try (var liar = lying(asked -> isAnchor(asked) ? asked.reverted(refusal) : passed(asked));
        var sender = sender(List.of(liar.rpc(), anvil.rpc()))) {
      assertInstanceOf(SendResult.Drained.class, sender.drain());
    }
    expectVerified(1);
  }

  /// It never confirms either: with one honest endpoint beside it, it waits; with two it gets there.
  @Test
  void drain_isNotRejectedByOneEndpointThatInventsAnotherHistory() throws Exception {
    outbox.add(Tasks.prepared(4));
    String another = "\"0x" + "ab".repeat(32) + "%064x%064x".formatted(1, 1) + "\"";
    try (var liar = lying(asked -> isAnchor(asked) ? passed(asked) : asked.result(another));
        var third = honest()) {
      try (var sender = sender(List.of(liar.rpc(), anvil.rpc()))) {
        var pending = assertInstanceOf(SendResult.Pending.class, sender.drain());
        assertTrue(pending.reason().contains("does not have yet"), pending.reason());
        assertEquals(AnchorState.INCLUDED, outbox.all().getFirst().state());
      }
      try (var sender = sender(List.of(liar.rpc(), anvil.rpc(), third.rpc()))) {
        assertInstanceOf(SendResult.Drained.class, sender.drain());
      }
    }
    expectVerified(1);
  }

  private static NodeProxy lying(Calls lie) throws Exception {
    return new NodeProxy(
        asked ->
            asked.answer(
                200, asked.method().equals("eth_call") ? lie.answer(asked) : passed(asked)));
  }

  private static boolean isAnchor(NodeProxy.Asked asked) {
    return asked.body().contains(Registry.anchorCall(Tasks.prepared(4)).substring(2));
  }

  private static String passed(NodeProxy.Asked asked) throws Exception {
    return asked.pass(anvil.rpc());
  }

  private interface Calls {
    String answer(NodeProxy.Asked asked) throws Exception;
  }

  /// A second history is one, when two endpoints say so.
  @Test
  void drain_isRejectedWhenASecondEndpointRefusesItToo() throws Exception {
    outbox.add(Tasks.prepared(4));
    try (var sender = sender(List.of(anvil.rpc()))) {
      sender.drain();
    }
    var forked = new InMemoryOutboxStore();
    forked.add(Tasks.prepared(3));
    forked.add(Tasks.prepared(Tasks.ORIGIN, 4, "another history"));
    var down = new AtomicBoolean(true);
    try (var witness =
            new NodeProxy(
                asked -> {
                  if (down.get()) {
                    asked.answer(503, "");
                  } else {
                    asked.answer(200, asked.pass(anvil.rpc()));
                  }
                });
        var sender =
            new CheckpointSender(config(List.of(anvil.rpc(), witness.rpc())), () -> key, forked)) {
      var pending = assertInstanceOf(SendResult.Pending.class, sender.drain());
      assertTrue(pending.reason().contains("no other endpoint answers"), pending.reason());
      assertEquals(2, pending.waiting(), "neither is refused on one endpoint's word");
      down.set(false);
      assertInstanceOf(SendResult.Drained.class, sender.drain());
      for (AnchorTask task : forked.all()) {
        assertEquals(AnchorState.REJECTED, task.state());
      }
    }
    expectVerified(1);
  }

  @Test
  void drain_replacesAStuckTransactionByABetterPaidOneOfTheSameNonce() throws Exception {
    outbox.add(Tasks.prepared(4));
    anvil.ask("anvil_setBalance", "\"" + key.address() + "\"", "\"0xde0b6b3a7640000\"");
    var asks = new AtomicReference<>("\"0x0\"");
    anvil.ask("evm_setAutomine", "false");
    var hasty = new Timing(Anvil.TIMING.request(), Duration.ofMillis(30), Duration.ofMillis(10));
    try (var dear =
        new NodeProxy(
            asked ->
                asked.answer(
                    200,
                    asked.method().equals("eth_gasPrice")
                        ? asked.result(asks.get())
                        : asked.pass(anvil.rpc())))) {
      ChainConfig config = new ChainConfig(dear.rpc(), Anvil.CHAIN_ID, contract, hasty);
      try (var free = new CheckpointSender(config, () -> key, outbox)) {
        assertInstanceOf(SendResult.Pending.class, free.drain());
        SignedTransaction stuck = outbox.all().getFirst().transaction();
        asks.set("\"0x64\"");
        var pending = assertInstanceOf(SendResult.Pending.class, free.drain());
        assertTrue(pending.reason().contains("100 wei, more than the 0"), pending.reason());
        assertEquals(stuck, outbox.all().getFirst().transaction(), "not without leave");

        ChainConfig paying = config.paying(BigInteger.valueOf(1000));
        try (var sender = new CheckpointSender(paying, () -> key, outbox)) {
          sender.drain();
          SignedTransaction better = Objects.requireNonNull(outbox.all().getFirst().transaction());
          assertNotEquals(stuck, better);
          assertEquals(Objects.requireNonNull(stuck).nonce(), better.nonce());
          anvil.ask("evm_mine");
          assertInstanceOf(SendResult.Drained.class, sender.drain());
          assertEquals(
              better.hash(),
              Objects.requireNonNull(outbox.all().getFirst().receipt()).transaction());
        }
      }
    } finally {
      anvil.ask("evm_setAutomine", "true");
    }
    expectVerified(1);
  }

  @Test
  void token_isReadAnewForEachRequest() throws Exception {
    Path token = folder.resolve("token");
    Files.writeString(token, "old.token.x\n");
    outbox.add(Tasks.prepared(4));
    try (var guarded =
        new NodeProxy(
            asked -> {
              String shown = asked.exchange().getRequestHeaders().getFirst("Authorization");
              if ("Bearer new.token.x".equals(shown)) {
                asked.answer(200, asked.pass(anvil.rpc()));
              } else {
                asked.answer(401, "");
              }
            })) {
      ChainConfig config =
          config(List.of(guarded.rpc()))
              .through(List.of(guarded.rpc()), new NodeAccess(null, token));
      try (var sender = new CheckpointSender(config, () -> key, outbox)) {
        var refused = assertInstanceOf(SendResult.Unreachable.class, sender.drain());
        assertTrue(refused.reason().contains("does not accept our token"), refused.reason());
        Files.writeString(token, "new.token.x");
        assertInstanceOf(SendResult.Drained.class, sender.drain());
        Files.delete(token);
        outbox.add(Tasks.prepared(9));
        var e = assertThrows(LedgerException.class, sender::drain);
        assertEquals(LedgerException.Kind.ENVIRONMENT, e.kind());
        assertTrue(e.getMessage().contains(token.toString()), e.getMessage());
      }
    }
    assertEquals(1, outbox.waiting().size());
  }

  @Test
  void token_neverGoesOverTheNetworkInClear() {
    var access = new NodeAccess(null, folder.resolve("token"));
    URI clear = URI.create("http://node.example:8545");
    assertThrows(
        IllegalArgumentException.class,
        () -> config(List.of(anvil.rpc())).through(List.of(clear), access));
  }

  @Test
  void tls_isOnlyThatOfThePinnedAuthority() throws Exception {
    outbox.add(Tasks.prepared(4));
    Path pinned = folder.resolve("pinned.pem");
    Path other = folder.resolve("other.pem");
    SSLContext tls = selfSigned("node", pinned);
    selfSigned("other", other);
    try (var secured = new NodeProxy(asked -> asked.answer(200, asked.pass(anvil.rpc())), tls)) {
      for (NodeAccess wrong : List.of(NodeAccess.OPEN, new NodeAccess(other, null))) {
        try (var sender = secured(secured.rpc(), wrong)) {
          var result = assertInstanceOf(SendResult.Unreachable.class, sender.drain());
          assertTrue(result.reason().contains("cannot prove who it is"), result.reason());
        }
      }
      try (var sender = secured(secured.rpc(), new NodeAccess(pinned, null))) {
        assertInstanceOf(SendResult.Drained.class, sender.drain());
      }
      Files.writeString(pinned, "nonsense");
      try (var sender = secured(secured.rpc(), new NodeAccess(pinned, null))) {
        outbox.add(Tasks.prepared(5));
        assertThrows(LedgerException.class, sender::drain);
      }
    }
  }

  /// Two workstations, one key: neither loses a checkpoint, none is on chain twice.
  @Test
  void drain_anchorsEachOnceWhenTwoProgramsShareAKey() throws Exception {
    var outboxes = List.of(new InMemoryOutboxStore(), new InMemoryOutboxStore());
    for (int i = 0; i < 2; i++) {
      for (long size = 1; size <= 8; size++) {
        outboxes.get(i).add(Tasks.prepared("example.test/desk-" + i, size, "root " + size));
      }
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> desks = new ArrayList<>();
      for (InMemoryOutboxStore mine : outboxes) {
        desks.add(
            () -> {
              try (var sender =
                  new CheckpointSender(config(List.of(anvil.rpc())), () -> key, mine)) {
                for (int attempt = 0; attempt < 500 && !mine.waiting().isEmpty(); attempt++) {
                  sender.drain();
                }
              }
              return null;
            });
      }
      for (var done : threads.invokeAll(desks)) {
        done.get();
      }
    }
    var hashes = new HashSet<Hash>();
    for (InMemoryOutboxStore mine : outboxes) {
      for (AnchorTask task : mine.all()) {
        assertEquals(AnchorState.VERIFIED, task.state(), task.reason());
        hashes.add(Objects.requireNonNull(task.receipt()).transaction());
      }
    }
    assertEquals(16, hashes.size());
    assertEquals(16, transactions());
  }

  /// A checkpoint every six hours for thirty days, each followed by an attempt that meets an error.
  @Test
  void drain_bringsAMonthOfCheckpointsInOrder() throws Exception {
    var down = new AtomicBoolean(true);
    try (var node =
            new NodeProxy(
                asked -> {
                  if (down.get()) {
                    asked.answer(500, "");
                  } else {
                    asked.answer(200, asked.pass(anvil.rpc()));
                  }
                });
        var sender = sender(List.of(node.rpc()))) {
      Instant clock = Instant.parse("2026-03-01T06:00:00Z");
      Instant end = clock.plus(Duration.ofDays(30));
      long size = 0;
      int expected = 0;
      while (clock.isBefore(end)) {
        size += 1 + expected % 5;
        outbox.add(
            AnchorTask.prepared(
                new Checkpoint(Tasks.ORIGIN, size, Hash.sha256("root " + size), clock)));
        expected++;
        if (expected % 4 == 0) {
          assertInstanceOf(SendResult.Unreachable.class, sender.drain());
        }
        clock = clock.plus(Duration.ofHours(6));
      }
      assertEquals(120, expected);
      assertEquals(expected, outbox.waiting().size());
      down.set(false);
      var drained = assertInstanceOf(SendResult.Drained.class, sender.drain());
      assertEquals(expected, drained.finished().size());
      long block = 0;
      for (AnchorTask task : outbox.all()) {
        long at = Objects.requireNonNull(task.receipt()).block();
        assertTrue(at > block, "size " + task.size() + " came before a smaller one");
        block = at;
      }
      expectVerified(expected);
    }
  }

  private void expectVerified(int count) throws Exception {
    assertEquals(count, outbox.all().size());
    for (AnchorTask task : outbox.all()) {
      assertEquals(AnchorState.VERIFIED, task.state());
    }
    assertEquals(count, transactions());
  }

  private long transactions() throws LedgerException {
    try (var node = new EvmNode(anvil.rpc(), Anvil.TIMING)) {
      return node.minedCount(key.address());
    }
  }

  private static NodeProxy honest() throws Exception {
    return new NodeProxy(asked -> asked.answer(200, asked.pass(anvil.rpc())));
  }

  private static URI deadEnd() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static ChainConfig config(List<URI> endpoints) {
    return new ChainConfig(anvil.rpc(), Anvil.CHAIN_ID, contract, Anvil.TIMING)
        .through(endpoints, NodeAccess.OPEN);
  }

  private CheckpointSender sender(List<URI> endpoints) {
    return new CheckpointSender(config(endpoints), () -> key, outbox);
  }

  private CheckpointSender secured(URI rpc, NodeAccess access) {
    return new CheckpointSender(
        config(List.of(rpc)).through(List.of(rpc), access), () -> key, outbox);
  }

  /// A certificate for 127.0.0.1 and its key, made by the JDK's own tool.
  private SSLContext selfSigned(String name, Path pem) throws Exception {
    Path store = folder.resolve(name + ".p12");
    keytool(
        "-genkeypair",
        "-alias",
        "node",
        "-keyalg",
        "EC",
        "-dname",
        "CN=" + name,
        "-ext",
        "san=ip:127.0.0.1",
        "-validity",
        "2",
        "-keystore",
        store.toString(),
        "-storetype",
        "PKCS12",
        "-storepass",
        PASSWORD);
    keytool(
        "-exportcert",
        "-rfc",
        "-alias",
        "node",
        "-file",
        pem.toString(),
        "-keystore",
        store.toString(),
        "-storepass",
        PASSWORD);
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD.toCharArray());
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD.toCharArray());
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  private static void keytool(String... arguments) throws Exception {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    assertEquals(0, process.waitFor());
  }
}

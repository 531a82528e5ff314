package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.InMemoryOutboxStore;
import health.cairn.ledger.anchor.Tasks;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Endpoints that are dead or talk nonsense: a typed result in bounded time, and everything is still
/// in the outbox. Needs no node.
class HostileEndpointTest {
  private static final Address CONTRACT = new Address("0x" + "0a".repeat(20));
  private static final Timing SHORT =
      new Timing(Duration.ofMillis(1500), Duration.ofMillis(200), Duration.ofMillis(10));

  private final SenderKey key = SenderKey.generate();

  @Test
  void drain_isUnreachableWhenNobodyListens() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    expect(SendResult.Unreachable.class, URI.create("http://127.0.0.1:" + port));
  }

  @Test
  void drain_isUnreachableWhenTheNameIsUnknown() throws Exception {
    expect(SendResult.Unreachable.class, URI.create("http://no-such-node.invalid:8545"));
  }

  @Test
  void drain_isUnreachableWhenTheEndpointHangs() throws Exception {
    var never = new CountDownLatch(1);
    try (var proxy = new NodeProxy(asked -> never.await())) {
      expect(SendResult.Unreachable.class, proxy.rpc());
    }
  }

  @Test
  void drain_isUnreachableWhenTheAnswerTricklesIn() throws Exception {
    var never = new CountDownLatch(1);
    try (var proxy =
        new NodeProxy(
            asked -> {
              asked.exchange().sendResponseHeaders(200, 0);
              OutputStream out = asked.exchange().getResponseBody();
              out.write('{');
              out.flush();
              never.await();
            })) {
      expect(SendResult.Unreachable.class, proxy.rpc());
    }
  }

  @Test
  void drain_isUnreachableWhenTheEndpointHasAnHttpError() throws Exception {
    for (int status : List.of(500, 503, 404, 401)) {
      try (var proxy = new NodeProxy(asked -> asked.answer(status, "<h1>Sorry</h1>"))) {
        expect(SendResult.Unreachable.class, proxy.rpc());
      }
    }
  }

  @Test
  void drain_followsNoRedirect() throws Exception {
    var visits = new AtomicInteger();
    try (var elsewhere = new NodeProxy(asked -> visits.incrementAndGet());
        var proxy =
            new NodeProxy(
                asked -> {
                  asked.exchange().getResponseHeaders().set("Location", elsewhere.rpc().toString());
                  asked.answer(307, "");
                })) {
      expect(SendResult.Unreachable.class, proxy.rpc());
      assertEquals(0, visits.get());
    }
  }

  @Test
  void drain_distrustsAnEndpointThatTalksNonsense() throws Exception {
    List<NodeProxy.Behaviour> nonsense =
        List.of(
            asked -> asked.answer(200, "<html><body>Welcome to the hotel network</body></html>"),
            asked -> asked.answer(200, ""),
            asked -> asked.answer(200, "null"),
            asked -> asked.answer(200, "[]"),
            asked -> asked.answer(200, "{}"),
            asked -> asked.answer(200, "[".repeat(100_000)),
            asked -> asked.answer(200, "{\"jsonrpc\":\"2.0\",\"id\":999999,\"result\":\"0x539\"}"),
            asked -> asked.answer(200, asked.result("null")),
            asked -> asked.answer(200, asked.result("\"\"")),
            asked -> asked.answer(200, asked.result("\"zebra\"")),
            asked -> asked.answer(200, asked.result("{\"a\":[1]}")),
            asked -> asked.answer(200, asked.result("\"0x" + "f".repeat(5000) + "\"")),
            asked -> asked.answer(200, asked.result("\"0x538\"")),
            asked -> asked.answer(200, asked.result("\"0x539\"")), // then the code is wrong
            asked ->
                asked.answer(
                    200, "{\"id\":0,\"error\":{\"code\":-32601,\"message\":\"no such method\"}}"),
            asked -> asked.answer(200, "{\"id\":0,\"error\":\"a string\"}"));
    for (int i = 0; i < nonsense.size(); i++) {
      try (var proxy = new NodeProxy(nonsense.get(i))) {
        expect(SendResult.Distrusted.class, proxy.rpc());
      } catch (AssertionError e) {
        throw new AssertionError("nonsense number " + i, e);
      }
    }
  }

  @Test
  void drain_distrustsAHugeAnswerWithoutReadingIt() throws Exception {
    var written = new AtomicInteger();
    try (var proxy =
        new NodeProxy(
            asked -> {
              asked.exchange().sendResponseHeaders(200, 0);
              byte[] megabyte = " ".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
              for (int i = 0; i < 4000; i++) {
                asked.exchange().getResponseBody().write(megabyte);
                written.incrementAndGet();
              }
            })) {
      expect(SendResult.Distrusted.class, proxy.rpc());
      assertTrue(written.get() < 100, written + " MB were taken");
    }
  }

  @Test
  void reasons_nameNoKeyAndNoContent() throws Exception {
    try (var proxy =
        new NodeProxy(
            asked ->
                asked.answer(
                    200,
                    "{\"id\":0,\"error\":{\"code\":1,\"message\":\""
                        + "\\u0007\\u202e"
                        + "x".repeat(5000)
                        + "\"}}"))) {
      SendResult.Distrusted result = expect(SendResult.Distrusted.class, proxy.rpc());
      assertTrue(result.reason().length() < 300, result.reason());
      assertTrue(result.reason().chars().allMatch(c -> c >= 0x20 && c < 0x7f));
      assertFalse(result.reason().contains(java.util.HexFormat.of().formatHex(key.keyBytes())));
    }
  }

  private <T extends SendResult> T expect(Class<T> kind, URI rpc) throws Exception {
    var outbox = new InMemoryOutboxStore();
    outbox.add(Tasks.prepared(5));
    var config = new ChainConfig(rpc, Anvil.CHAIN_ID, CONTRACT, SHORT);
    long start = System.nanoTime();
    try (var sender = new CheckpointSender(config, () -> key, outbox);
        var reader = new BesuChainReader(rpc, SHORT, NodeAccess.OPEN)) {
      T result = assertInstanceOf(kind, sender.drain());
      assertEquals(List.of(), result.finished());
      assertEquals(List.of(Tasks.prepared(5)), outbox.waiting(), "nothing lost, nothing changed");
      ChainLookup lookup =
          reader.lookup(
              new ChainPlace(Anvil.CHAIN_ID, CONTRACT, key.address()),
              Tasks.prepared(5).logId(),
              5);
      Class<?> expected =
          kind == SendResult.Unreachable.class
              ? ChainLookup.Unreachable.class
              : ChainLookup.Distrusted.class;
      assertInstanceOf(expected, lookup);
      long tookMs = (System.nanoTime() - start) / 1_000_000;
      assertTrue(tookMs < 15_000, "took " + tookMs + " ms");
      return result;
    }
  }
}

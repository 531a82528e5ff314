package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// A real EVM node on a free loopback port, under a memory limit, for as long as a test needs it.
public final class Anvil implements AutoCloseable {
  public static final long CHAIN_ID = 1337;

  /// One look after the other, quickly: anvil answers at once.
  static final Timing TIMING =
      new Timing(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofMillis(10));

  /// Seen from the folder of any module.
  private static final Path BINARY =
      Path.of("../ledger-client/contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil");

  private final List<String> command;
  private final URI rpc;
  private Process process;

  private Anvil(List<String> command, URI rpc) throws IOException {
    this.command = command;
    this.rpc = rpc;
    this.process = started(command);
  }

  /// A node that puts each transaction into a block at once.
  public static Anvil start() throws IOException {
    return startWith(List.of());
  }

  /// The same, and what is in blocks is kept in a file when the node ends: its pool is not.
  public static Anvil startKeeping(Path state) throws IOException {
    return startWith(List.of("--state", state.toString()));
  }

  static Anvil startWith(List<String> more) throws IOException {
    assumeTrue(
        Files.isExecutable(BINARY),
        "no anvil: run `npm ci --ignore-scripts` in ledger-client/contracts");
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    var command = new ArrayList<String>();
    command.addAll(List.of("sh", "-c", "ulimit -v 3000000; exec \"$0\" \"$@\""));
    command.addAll(List.of(BINARY.toAbsolutePath().toString(), "--host", "127.0.0.1"));
    command.addAll(List.of("--port", String.valueOf(port)));
    command.addAll(List.of("--chain-id", String.valueOf(CHAIN_ID), "--hardfork", "berlin"));
    command.addAll(List.of("--gas-price", "0", "--block-base-fee-per-gas", "0"));
    command.addAll(List.of("--prune-history", "--silent"));
    command.addAll(more);
    var anvil = new Anvil(command, URI.create("http://127.0.0.1:" + port));
    anvil.awaitOrClose();
    return anvil;
  }

  private static Process started(List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  private void awaitOrClose() throws IOException {
    try {
      awaitAnswer();
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /// Kills the node: not even what is in blocks since it was started is kept.
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /// After [#kill] or [#stop], at the same address; on an empty chain where nothing was kept.
  public void startAgain() throws IOException {
    process = started(command);
    awaitOrClose();
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      try {
        ask("eth_chainId");
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new IOException("anvil does not come up", e);
        }
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
  }

  /// One JSON-RPC request without parameters, or with those given as JSON.
  public String ask(String method, String... parameters) throws IOException {
    var connection = (HttpURLConnection) rpc.toURL().openConnection();
    connection.setDoOutput(true);
    connection.setConnectTimeout(2000);
    connection.setReadTimeout(5000);
    connection.setRequestProperty("Content-Type", "application/json");
    String body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\""
            + method
            + "\",\"params\":["
            + String.join(",", parameters)
            + "]}";
    connection.getOutputStream().write(body.getBytes(StandardCharsets.UTF_8));
    return new String(connection.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  public URI rpc() {
    return rpc;
  }

  @Override
  public void close() {
    stop();
  }

  /// Ends the node in an orderly way.
  public void stop() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}

package health.cairn.app.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/// The node that the contracts' tests use, on a free loopback port. It puts each transaction into a
/// block at once.
final class LocalNode implements AutoCloseable {
  static final long CHAIN_ID = 1337;

  private static final String BINARY =
      "ledger-client/contracts/node_modules/@foundry-rs/anvil-linux-amd64/bin/anvil";
  private static final Duration LONGEST_START = Duration.ofSeconds(30);

  private final Process process;
  private final int port;

  private LocalNode(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /// Where it is, seen from the folder of the sources or of one of their modules.
  static Optional<Path> binary() {
    return Stream.of(Path.of(BINARY), Path.of("..", BINARY))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static LocalNode start(Path binary) throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    List<String> command =
        List.of(
            binary.toAbsolutePath().toString(),
            "--host=127.0.0.1",
            "--port=" + port,
            "--chain-id=" + CHAIN_ID,
            "--hardfork=berlin",
            "--gas-price=0",
            "--block-base-fee-per-gas=0",
            "--prune-history",
            "--silent");
    LocalNode node =
        new LocalNode(
            new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start(),
            port);
    if (!node.answers()) {
      node.close();
      throw new IOException("the node does not come up");
    }
    return node;
  }

  private boolean answers() {
    long end = System.nanoTime() + LONGEST_START.toNanos();
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return true;
      } catch (IOException e) {
        LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
      }
    }
    return false;
  }

  URI rpc() {
    return URI.create("http://127.0.0.1:" + port);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

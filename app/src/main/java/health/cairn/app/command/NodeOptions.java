package health.cairn.app.command;

import health.cairn.app.CairnException;
import health.cairn.app.store.Home;
import health.cairn.app.wiring.Anchoring;
import health.cairn.ledger.besu.NodeAccess;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// A node named on the command line, and how to get into it. Its token is a file: what stands on a command line is in
/// every list of processes.
final class NodeOptions {
  @Option(
      names = "--rpc",
      required = true,
      paramLabel = "URL",
      description = "JSON-RPC address of a node.")
  URI rpc = URI.create("http://127.0.0.1");

  @Option(
      names = "--authorities",
      paramLabel = "FILE",
      description =
          "The only authorities that may have signed the node's certificate, in PEM (else as the settings"
              + " say, where they name this node, or the system's).")
  @Nullable Path authorities;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the token that the node asks for (else as the settings say, where they name this"
              + " node).")
  @Nullable Path token;

  /// @param home whose settings say what is not named here
  /// @throws CairnException REFUSED when a file cannot be used
  NodeAccess access(Home home) throws CairnException {
    return Anchoring.access(home, rpc, new NodeAccess(authorities, token));
  }
}

package health.cairn.ledger.besu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/// The scripts of `network/`, run in a test's own folder.
final class NetworkKit {
  /// Seen from the folder of any module.
  static final Path SCRIPTS = Path.of("../ledger-client/network").toAbsolutePath().normalize();

  static final List<String> HOSTS = List.of("127.0.0.1", "10.77.0.12", "10.77.0.13", "10.77.0.14");
  static final String ACCOUNT = "0x" + "ab".repeat(20);

  private final Path folder;

  NetworkKit(Path folder) {
    this.folder = folder;
  }

  /// The files of a network of chain 20260, as the README says to make them, without TLS.
  Path network() throws Exception {
    assumeTrue(exists("node") && exists("openssl"), "no node or no openssl");
    Path network = folder.resolve("network");
    make(0, network, "20260", HOSTS);
    return network;
  }

  String make(int exit, Path out, String chainId, List<String> hosts) throws Exception {
    return run(
        exit,
        List.of(
            "node",
            SCRIPTS + "/make-network.mjs",
            "--out",
            out.toString(),
            "--chain-id",
            chainId,
            "--hosts",
            String.join(",", hosts),
            "--accounts",
            ACCOUNT));
  }

  String makeTls(int exit, Path network) throws Exception {
    var command = new ArrayList<>(List.of(SCRIPTS + "/make-tls.sh", network.toString()));
    command.addAll(HOSTS);
    return run(exit, command);
  }

  /// Holds 30 days.
  Path makeToken(Path network) throws Exception {
    String key = network.resolve("rpc-token-private.pem").toString();
    String token =
        run(0, List.of("node", SCRIPTS + "/make-token.mjs", "--key", key, "--days", "30"));
    return Files.writeString(folder.resolve("token"), token);
  }

  /// What a node proves itself with.
  static SSLContext tls(Path node) throws Exception {
    char[] password = Files.readString(node.resolve("tls/password")).strip().toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(node.resolve("tls/node.p12"))) {
      store.load(in, password);
    }
    var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store, password);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    return tls;
  }

  /// What a node checks tokens with.
  static PublicKey tokenKey(Path node) throws Exception {
    String pem = Files.readString(node.resolve("rpc-token-public.pem"));
    byte[] key = Base64.getMimeDecoder().decode(pem.replaceAll("-----[A-Z ]+-----", ""));
    return KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(key));
  }

  static boolean exists(String program) {
    return !System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows")
        && List.of(System.getenv("PATH").split(":")).stream()
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /// @return what it wrote
  String run(int exit, List<String> command) throws Exception {
    Path output = Files.createTempFile(folder, "output", ".txt");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    if (!process.waitFor(120, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    String text = Files.readString(output);
    assertEquals(exit, process.exitValue(), text);
    return text;
  }
}

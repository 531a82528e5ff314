package health.cairn.ledger.besu;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// A node as the network kit sets it up: TLS by the kit's own authority, and nobody is answered without a token that the
/// kit's key signed and that permits the method. A real node is behind it.
public final class GuardedNode implements AutoCloseable {
  private final Path network;
  private final Path token;
  private final NodeProxy proxy;

  private GuardedNode(Path network, Path token, NodeProxy proxy) {
    this.network = network;
    this.token = token;
    this.proxy = proxy;
  }

  /// @param folder where the kit's files go
  public static GuardedNode before(URI node, Path folder) throws Exception {
    var kit = new NetworkKit(folder);
    Path network = kit.network();
    kit.makeTls(0, network);
    Path validator = network.resolve("validator-1");
    PublicKey key = NetworkKit.tokenKey(validator);
    var proxy =
        new NodeProxy(
            asked -> {
              if (allowed(
                  key,
                  asked.exchange().getRequestHeaders().getFirst("Authorization"),
                  asked.method())) {
                asked.answer(200, asked.pass(node));
              } else {
                asked.answer(401, "");
              }
            },
            NetworkKit.tls(validator));
    return new GuardedNode(network, kit.makeToken(network), proxy);
  }

  private static boolean allowed(PublicKey key, @Nullable String shown, String method)
      throws GeneralSecurityException, IOException {
    String[] parts = String.valueOf(shown).replaceFirst("^Bearer ", "").split("\\.");
    if (parts.length != 3) {
      return false;
    }
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(key);
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    try {
      return check.verify(Base64.getUrlDecoder().decode(parts[2])) && permits(parts[1], method);
    } catch (SignatureException e) { // of another length than a signature
      return false;
    }
  }

  /// As Besu judges it: the namespace and its method, or all of the namespace.
  ///
  /// @param payload of the token, as it is in it
  /// @param method as JSON-RPC names it, `eth_call`
  static boolean permits(String payload, String method) throws IOException {
    String namespace = method.substring(0, method.indexOf('_'));
    String name = method.substring(method.indexOf('_') + 1);
    for (JsonNode permission :
        new ObjectMapper().readTree(Base64.getUrlDecoder().decode(payload)).path("permissions")) {
      String text = permission.asText();
      if (text.equals(namespace + ":" + name) || text.equals(namespace + ":*")) {
        return true;
      }
    }
    return false;
  }

  public URI rpc() {
    return proxy.rpc();
  }

  /// PEM of the authority that signed the node's certificate.
  public Path authorities() {
    return network.resolve("authority.pem");
  }

  public Path token() {
    return token;
  }

  public NodeAccess access() {
    return new NodeAccess(authorities(), token);
  }

  @Override
  public void close() throws IOException {
    proxy.close();
  }
}

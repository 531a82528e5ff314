package health.cairn.ledger.besu;

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
/// kit's key signed. A real node is behind it.
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
              if (allowed(key, asked.exchange().getRequestHeaders().getFirst("Authorization"))) {
                asked.answer(200, asked.pass(node));
              } else {
                asked.answer(401, "");
              }
            },
            NetworkKit.tls(validator));
    return new GuardedNode(network, kit.makeToken(network), proxy);
  }

  private static boolean allowed(PublicKey key, @Nullable String shown)
      throws GeneralSecurityException {
    String[] parts = String.valueOf(shown).replaceFirst("^Bearer ", "").split("\\.");
    if (parts.length != 3) {
      return false;
    }
    Signature check = Signature.getInstance("SHA256withRSA");
    check.initVerify(key);
    check.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    try {
      return check.verify(Base64.getUrlDecoder().decode(parts[2]));
    } catch (SignatureException e) { // of another length than a signature
      return false;
    }
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

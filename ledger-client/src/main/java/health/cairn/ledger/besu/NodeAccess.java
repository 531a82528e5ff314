package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Set;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/// How to get into a node: whom to trust as its TLS, and what to show it.
///
/// @param authorities PEM file of the only authorities that may have signed the node's certificate;
///     null for the platform's. The certificate must name the host in either case.
/// @param token file with a JWT that is shown as bearer token, read anew for each request so that it
///     can be renewed meanwhile; null for none
public record NodeAccess(@Nullable Path authorities, @Nullable Path token) {
  public static final NodeAccess OPEN = new NodeAccess(null, null);

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_=.+/-]{1,8192}");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  /// A token that cannot be read is our own failure, not the node's.
  static final class TokenUnreadableException extends IOException {
    private static final long serialVersionUID = 1L;

    TokenUnreadableException(String reason) {
      super(reason);
    }

    LedgerException failure() {
      return new LedgerException(Kind.ENVIRONMENT, String.valueOf(getMessage()), this);
    }
  }

  /// Looks at the files before a node is asked anything.
  ///
  /// @throws IllegalArgumentException when a token would go over the network in clear
  /// @throws LedgerException kind ENVIRONMENT when a file cannot be used
  public void requireUsable(URI rpc) throws LedgerException {
    requireSafe(rpc);
    if (authorities != null) {
      trust(authorities);
    }
    if (token != null) {
      try {
        read(token);
      } catch (TokenUnreadableException e) {
        throw e.failure();
      }
    }
  }

  /// @throws IllegalArgumentException when a token would go over the network in clear
  void requireSafe(URI rpc) {
    if (token != null && !"https".equals(rpc.getScheme()) && !LOOPBACK.contains(rpc.getHost())) {
      throw new IllegalArgumentException("a token is only shown to addresses with https://");
    }
  }

  /// @throws LedgerException kind ENVIRONMENT when the authorities cannot be read
  void applyTo(OkHttpClient.Builder http) throws LedgerException {
    if (authorities != null) {
      X509TrustManager trust = trust(authorities);
      try {
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(null, new X509TrustManager[] {trust}, null);
        http.sslSocketFactory(tls.getSocketFactory(), trust);
      } catch (GeneralSecurityException e) {
        throw unreadable(authorities, e);
      }
    }
    if (token != null) {
      Path file = token;
      http.addInterceptor(
          chain ->
              chain.proceed(
                  chain
                      .request()
                      .newBuilder()
                      .header("Authorization", "Bearer " + read(file))
                      .build()));
    }
  }

  private static String read(Path file) throws TokenUnreadableException {
    String text;
    try (InputStream in = Files.newInputStream(file)) {
      text = new String(in.readNBytes(10_000), StandardCharsets.US_ASCII).strip();
    } catch (IOException e) {
      throw new TokenUnreadableException("The token file " + file + " cannot be read.");
    }
    if (!TOKEN.matcher(text).matches()) {
      throw new TokenUnreadableException("The file " + file + " holds no token.");
    }
    return text;
  }

  /// What a node that asks for a token lacks.
  String tokenLacking() {
    return token == null ? "asks for a token, and none is named" : "does not accept our token";
  }

  /// What a node lacks whose certificate is none of ours.
  String proofLacking() {
    return "cannot prove who it is"
        + (authorities == null
            ? ": name the authority that signed its certificate"
            : " to the authorities in " + authorities);
  }

  private static X509TrustManager trust(Path file) throws LedgerException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int count = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("authority-" + count++, each);
      }
      if (count == 0) {
        throw new GeneralSecurityException("no certificate in it");
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return (X509TrustManager) factory.getTrustManagers()[0];
    } catch (IOException | GeneralSecurityException e) {
      throw unreadable(file, e);
    }
  }

  private static LedgerException unreadable(Path file, Exception cause) {
    return new LedgerException(
        Kind.ENVIRONMENT,
        "The authorities in " + file + " cannot be used; put the network's CA there, in PEM.",
        cause);
  }
}

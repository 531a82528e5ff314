package health.cairn.ledger.besu;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/// An endpoint that stands where a node should, and answers what a test wants.
public final class NodeProxy implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Pattern METHOD = Pattern.compile("\"method\": ?\"(\\w+)\"");
  private static final Pattern ID = Pattern.compile("\"id\": ?(\\d+)");

  /// @param method JSON-RPC method
  /// @param body the whole request
  public record Asked(String method, String body, HttpExchange exchange) {
    /// An answer with the right id.
    public String result(String json) {
      Matcher id = ID.matcher(body);
      return "{\"jsonrpc\":\"2.0\",\"id\":"
          + (id.find() ? id.group(1) : "0")
          + ",\"result\":"
          + json
          + "}";
    }

    /// A call that reverted, with the right id.
    ///
    /// @param data what it reverted with
    public String reverted(String data) {
      return result("0")
          .replace(
              "\"result\":0",
              "\"error\":{\"code\":3,\"message\":\"execution reverted\",\"data\":\""
                  + data
                  + "\"}");
    }

    /// What a real node says to this request.
    public String pass(URI node) throws IOException, InterruptedException {
      var request =
          HttpRequest.newBuilder(node)
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      return CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    public void answer(int status, String text) throws IOException {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  public interface Behaviour {
    void answer(Asked asked) throws Exception;
  }

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;

  public NodeProxy(Behaviour behaviour) throws IOException {
    this(behaviour, null);
  }

  /// @param tls what to prove oneself with; null for plain HTTP
  NodeProxy(Behaviour behaviour, @Nullable SSLContext tls) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    if (tls == null) {
      server = HttpServer.create(address, 0);
    } else {
      HttpsServer secured = HttpsServer.create(address, 0);
      secured.setHttpsConfigurator(new HttpsConfigurator(tls));
      server = secured;
    }
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            Matcher method = METHOD.matcher(body);
            behaviour.answer(new Asked(method.find() ? method.group(1) : "", body, exchange));
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (Exception e) {
            throw new IOException(e);
          }
        });
    server.start();
  }

  public URI rpc() {
    String scheme = server instanceof HttpsServer ? "https" : "http";
    return URI.create(scheme + "://127.0.0.1:" + server.getAddress().getPort());
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}

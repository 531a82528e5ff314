package health.cairn.ledger.besu;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.BufferedSource;

/// Reads an answer as a whole, up to a limit: no node can fill the heap.
final class ResponseLimit implements Interceptor {
  /// Far above any answer this client asks for.
  static final long MAX_BYTES = 1 << 20;

  /// An answer that is larger.
  static final class TooLargeException extends IOException {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("larger than " + MAX_BYTES + " bytes");
    }
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    Response response = chain.proceed(chain.request());
    ResponseBody body = response.body();
    if (body == null) {
      return response;
    }
    var kept = new Buffer();
    try (body) {
      BufferedSource source = body.source();
      while (source.read(kept, 8192) >= 0) {
        if (kept.size() > MAX_BYTES) {
          // Closing alone would read on for a while, to keep the connection.
          chain.call().cancel();
          throw new TooLargeException();
        }
      }
    }
    return response
        .newBuilder()
        .body(ResponseBody.create(kept, body.contentType(), kept.size()))
        .build();
  }
}

package health.cairn.imaging.inference;

import java.io.FileDescriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketImpl;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Fails and records every attempt of this JVM to open a client socket, by name or by address.
final class WatchedNetwork {
  private static final List<String> ATTEMPTS = new CopyOnWriteArrayList<>();

  private WatchedNetwork() {}

  static List<String> attempts() {
    return List.copyOf(ATTEMPTS);
  }

  static void record(String what) {
    ATTEMPTS.add(what);
  }

  // The factory is deprecated for programs; for watching all sockets of a JVM there is no other.
  @SuppressWarnings("deprecation")
  static void install() throws IOException {
    System.setProperty("java.nio.channels.spi.SelectorProvider", RefusingChannels.class.getName());
    Socket.setSocketImplFactory(RefusingSocket::new);
    ProxySelector.setDefault(
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            record("proxy for " + uri);
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {
            record("failed " + uri);
          }
        });
  }

  private static final class RefusingSocket extends SocketImpl {
    RefusingSocket() {
      fd = new FileDescriptor();
    }

    private static IOException refuse(Object target) {
      record("connect " + target);
      return new ConnectException("watched: " + target);
    }

    @Override
    protected void create(boolean stream) {}

    @Override
    protected void connect(String host, int port) throws IOException {
      throw refuse(host + ":" + port);
    }

    @Override
    protected void connect(InetAddress address, int port) throws IOException {
      throw refuse(address + ":" + port);
    }

    @Override
    protected void connect(SocketAddress address, int timeout) throws IOException {
      throw refuse(address);
    }

    @Override
    protected void bind(InetAddress host, int port) throws IOException {
      throw refuse("bind " + host);
    }

    @Override
    protected void listen(int backlog) throws IOException {
      throw refuse("listen");
    }

    @Override
    protected void accept(SocketImpl s) throws IOException {
      throw refuse("accept");
    }

    @Override
    protected InputStream getInputStream() throws IOException {
      throw refuse("read");
    }

    @Override
    protected OutputStream getOutputStream() throws IOException {
      throw refuse("write");
    }

    @Override
    protected int available() {
      return 0;
    }

    @Override
    protected void close() {}

    @Override
    protected void sendUrgentData(int data) throws IOException {
      throw refuse("urgent");
    }

    @Override
    public void setOption(int option, Object value) throws SocketException {}

    @Override
    public Object getOption(int option) throws SocketException {
      return 0;
    }
  }
}

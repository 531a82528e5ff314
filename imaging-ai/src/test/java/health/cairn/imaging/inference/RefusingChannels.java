package health.cairn.imaging.inference;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/// Refuses and records every NIO channel to the outside. Named by a system property.
public final class RefusingChannels extends SelectorProvider {
  private static IOException refuse(String what) {
    WatchedNetwork.record(what);
    return new IOException("watched: " + what);
  }

  @Override
  public DatagramChannel openDatagramChannel() throws IOException {
    throw refuse("datagram channel");
  }

  @Override
  public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
    throw refuse("datagram channel");
  }

  @Override
  public Pipe openPipe() throws IOException {
    throw refuse("pipe");
  }

  @Override
  public AbstractSelector openSelector() throws IOException {
    throw refuse("selector");
  }

  @Override
  public ServerSocketChannel openServerSocketChannel() throws IOException {
    throw refuse("server channel");
  }

  @Override
  public SocketChannel openSocketChannel() throws IOException {
    throw refuse("socket channel");
  }
}

package health.cairn.imaging.inference;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.util.stream.Stream;

/// Records every name look-up and answers none. Registered only in the watched child JVM, through a
/// service file that the test writes.
public final class RecordingResolver extends InetAddressResolverProvider
    implements InetAddressResolver {
  @Override
  public InetAddressResolver get(Configuration configuration) {
    return this;
  }

  @Override
  public String name() {
    return "recording";
  }

  @Override
  public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
      throws UnknownHostException {
    WatchedNetwork.record("lookup " + host);
    throw new UnknownHostException(host);
  }

  @Override
  public String lookupByAddress(byte[] address) throws UnknownHostException {
    WatchedNetwork.record("reverse lookup");
    throw new UnknownHostException("watched");
  }
}

package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.Outbox;
import health.cairn.ledger.anchor.Outgoing;
import health.cairn.ledger.anchor.RelayResult;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries errands, one after the other, through the first endpoint that answers properly. An endpoint
/// that fails goes to the end of the line; what was kept goes on through the next one, with the very
/// same bytes. At most one transaction is under way: that is the back-pressure, and what keeps the
/// order.
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  private final ChainConfig config;
  private final CredentialSource credentials;
  private @Nullable List<EvmNode> nodes;

  Courier(ChainConfig config, CredentialSource credentials) {
    this.config = config;
    this.credentials = credentials;
  }

  Courier(ChainConfig config, CredentialSource credentials, EvmNode node) {
    this(config, credentials);
    this.nodes = new ArrayList<>(List.of(node));
  }

  /// Makes an errand of what waits.
  interface Errands<T extends Outgoing<T>> {
    Errand<T> of(ChainSigner key, T task);
  }

  /// Sends what waits.
  ///
  /// @throws LedgerException when the outbox or the key fails us; what a node does wrong is a result
  <T extends Outgoing<T>> RelayResult<T> drain(Outbox<T> outbox, Errands<T> errands)
      throws LedgerException {
    if (outbox.waiting().isEmpty()) {
      return new RelayResult<>(List.of(), 0, RelayResult.End.DRAINED, "");
    }
    var finished = new ArrayList<T>();
    ChainSigner key = credentials.open();
    List<EvmNode> line = line();
    LedgerException failure = null;
    for (int attempt = line.size(); attempt > 0; attempt--) {
      EvmNode node = line.getFirst();
      try {
        String pending =
            through(node, line.subList(1, line.size()), key, outbox, errands, finished);
        return result(
            finished,
            outbox,
            pending.isEmpty() ? RelayResult.End.DRAINED : RelayResult.End.PENDING,
            pending);
      } catch (LedgerException e) {
        if (e.kind() != Kind.UNREACHABLE && e.kind() != Kind.DISTRUSTED) {
          throw e;
        }
        if (failure == null || failure.kind() == Kind.UNREACHABLE) {
          failure = e;
        }
        if (attempt > 1) {
          LOG.warn("going on through another endpoint: {}", e.getMessage());
        }
        line.add(line.removeFirst());
      }
    }
    if (failure == null) {
      throw new IllegalStateException("no endpoint and no failure");
    }
    return result(
        finished,
        outbox,
        failure.kind() == Kind.UNREACHABLE
            ? RelayResult.End.UNREACHABLE
            : RelayResult.End.DISTRUSTED,
        failure.getMessage());
  }

  private static <T extends Outgoing<T>> RelayResult<T> result(
      List<T> finished, Outbox<T> outbox, RelayResult.End end, String reason)
      throws LedgerException {
    return new RelayResult<>(finished, outbox.waiting().size(), end, reason);
  }

  private <T extends Outgoing<T>> String through(
      EvmNode node,
      List<EvmNode> witnesses,
      ChainSigner key,
      Outbox<T> outbox,
      Errands<T> errands,
      List<T> finished)
      throws LedgerException {
    String pending = "";
    boolean first = true;
    for (T task : outbox.waiting()) {
      Errand<T> errand = errands.of(key, task);
      if (first) {
        errand.requireOurs(node);
        first = false;
      }
      var delivery = new Delivery(node, List.copyOf(witnesses), config, key, errand);
      delivery.run();
      if (errand.task().done()) {
        finished.add(errand.task());
      } else {
        pending = pending.isEmpty() ? delivery.words() : pending;
        if (delivery.holdsUpOthers()) {
          break;
        }
      }
    }
    return pending;
  }

  private synchronized List<EvmNode> line() throws LedgerException {
    if (nodes == null) {
      var opened = new ArrayList<EvmNode>();
      for (URI endpoint : config.endpoints()) {
        opened.add(EvmNode.open(endpoint, config.timing(), config.access()));
      }
      nodes = opened;
    }
    return nodes;
  }

  @Override
  public synchronized void close() {
    if (nodes != null) {
      nodes.forEach(EvmNode::close);
    }
  }
}

package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
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

  /// Where errands come from, each time anew.
  interface Waiting {
    List<? extends Errand> with(ChainSigner key) throws LedgerException;
  }

  enum Outcome {
    DRAINED,
    PENDING,
    UNREACHABLE,
    DISTRUSTED
  }

  /// @param finished errands that came to their end, in order
  /// @param reason empty when drained
  record Run(List<Errand> finished, Outcome outcome, String reason) {}

  Run run(Waiting waiting) throws LedgerException {
    var finished = new ArrayList<Errand>();
    ChainSigner key = credentials.open();
    List<EvmNode> line = line();
    LedgerException failure = null;
    for (int attempt = line.size(); attempt > 0; attempt--) {
      EvmNode node = line.getFirst();
      try {
        String pending = through(node, line.subList(1, line.size()), key, waiting, finished);
        return new Run(finished, pending.isEmpty() ? Outcome.DRAINED : Outcome.PENDING, pending);
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
    Outcome outcome = failure.kind() == Kind.UNREACHABLE ? Outcome.UNREACHABLE : Outcome.DISTRUSTED;
    return new Run(finished, outcome, failure.getMessage());
  }

  private String through(
      EvmNode node,
      List<EvmNode> witnesses,
      ChainSigner key,
      Waiting waiting,
      List<Errand> finished)
      throws LedgerException {
    String pending = "";
    boolean first = true;
    for (Errand errand : waiting.with(key)) {
      if (first) {
        errand.requireOurs(node);
        first = false;
      }
      var delivery = new Delivery(node, List.copyOf(witnesses), config, key, errand);
      delivery.run();
      if (errand.done()) {
        finished.add(errand);
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

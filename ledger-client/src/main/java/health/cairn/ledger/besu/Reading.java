package health.cairn.ledger.besu;

import health.cairn.ledger.LedgerException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Reads a contract through the first of a chain's endpoints that answers properly, whose chain id and
/// contract code are checked each time. Thread-safe; close it when done.
final class Reading implements AutoCloseable {
  private final Question<?> ours;
  private final List<EvmNode> nodes;

  /// Something to ask of a node.
  interface Question<T> {
    T ask(EvmNode node) throws LedgerException;
  }

  /// @param ours throws unless a node has the right chain and contract; what it answers is not looked at
  /// @throws LedgerException kind ENVIRONMENT when what the config names cannot be used
  Reading(ChainConfig config, Question<?> ours) throws LedgerException {
    this.ours = ours;
    var opened = new ArrayList<EvmNode>();
    for (URI endpoint : config.endpoints()) {
      opened.add(EvmNode.open(endpoint, config.timing(), config.access()));
    }
    this.nodes = List.copyOf(opened);
  }

  /// Host and port of the node that is asked first.
  String name() {
    return nodes.getFirst().toString();
  }

  /// @throws LedgerException of the last node, or of one that answered and cannot be trusted
  <T> T through(Question<T> question) throws LedgerException {
    LedgerException worst = null;
    for (EvmNode node : nodes) {
      try {
        ours.ask(node);
        return question.ask(node);
      } catch (LedgerException e) {
        if (worst == null || worst.kind() == LedgerException.Kind.UNREACHABLE) {
          worst = e;
        }
      }
    }
    throw Objects.requireNonNull(worst);
  }

  @Override
  public void close() {
    nodes.forEach(EvmNode::close);
  }
}

package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.monitor.ChainWatch;
import java.util.Optional;

/// The chain a home anchors on, opened for one run.
///
/// @param watch closed with this
/// @param place where this home's checkpoints are
public record MonitoredChain(ChainWatch watch, ChainPlace place) implements AutoCloseable {
  /// Where there is one.
  @FunctionalInterface
  public interface Source {
    Source NONE = Optional::empty;

    Optional<MonitoredChain> open() throws CairnException;
  }

  @Override
  public void close() {
    watch.close();
  }
}

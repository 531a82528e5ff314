package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessReader;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.AccessWatch;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.ChainWatch;
import health.cairn.ledger.monitor.DecisionChain;
import health.cairn.ledger.monitor.DecisionWatch;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The chain a home anchors on, opened for one run.
///
/// @param watch closed with this
/// @param place where this home's checkpoints are
/// @param siblings journals of the other homes that send from the same account
/// @param counted whether the network counts what the home says on it
/// @param accesses the registry of accesses on it, closed with this; null where the home names none
/// @param decisions the registry of consent on it, closed with this; null where the home names none
public record MonitoredChain(
    ChainWatch watch,
    ChainPlace place,
    Set<Hash> siblings,
    @Nullable Accesses accesses,
    @Nullable Decisions decisions,
    Counted counted)
    implements AutoCloseable {
  /// Where a home says who looked.
  ///
  /// @param institution salted digest of its name
  /// @param said what it was ever to say there
  public record Accesses(AccessReader reader, Hash institution, AccessWatch.Said said) {}

  /// Where a home says what patients decided.
  ///
  /// @param place which registry
  /// @param sent what it ever sent there
  /// @param settled what is said to be there
  public record Decisions(
      DecisionChain registry, String place, DecisionWatch.Sent sent, Settled settled) {}

  /// What a registry is said to hold, in parts.
  @FunctionalInterface
  public interface Settled {
    /// @param after number of the last one before
    Part after(long after, int limit) throws LedgerException;
  }

  /// @param last number of the last one that was looked at; zero where there are no more
  public record Part(List<DecisionWatch.Settled> decisions, long last) {
    public Part {
      decisions = List.copyOf(decisions);
    }
  }

  /// Asks the network.
  @FunctionalInterface
  public interface Counted {
    /// Of a home whose settings name no network.
    Counted UNASKED = now -> List.of();

    List<Alarm> alarms(Instant now) throws LedgerException;
  }

  /// Where there is one.
  @FunctionalInterface
  public interface Source {
    Source NONE = Optional::empty;

    Optional<MonitoredChain> open() throws CairnException;
  }

  @Override
  public void close() {
    watch.close();
    if (accesses != null) {
      accesses.reader().close();
    }
    if (decisions != null) {
      decisions.registry().close();
    }
  }
}

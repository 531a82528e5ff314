package health.cairn.app.usecase;

import health.cairn.app.desk.consent.ConsentDecided;
import health.cairn.app.desk.consent.ConsentDecision;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who wants to hear of decisions. Thread-safe.
public final class ConsentListeners implements ConsentDecided {
  private static final Logger LOG = LoggerFactory.getLogger(ConsentListeners.class);

  private final List<ConsentDecided> listeners = new CopyOnWriteArrayList<>();

  public void add(ConsentDecided listener) {
    listeners.add(listener);
  }

  public void remove(ConsentDecided listener) {
    listeners.remove(listener);
  }

  /// Tells everybody, whatever one of them does: the decision is stored and holds.
  @Override
  public void decided(ConsentDecision decision) {
    for (ConsentDecided listener : listeners) {
      try {
        listener.decided(decision);
      } catch (RuntimeException e) {
        LOG.error("a listener failed on a consent that was decided", e);
      }
    }
  }
}

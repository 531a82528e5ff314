package health.cairn.ui.work;

import health.cairn.imaging.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/// One piece of running work, as the status line sees it. Properties change on the JavaFX thread
/// only; [#cancel] may be called from any thread.
public final class Job {
  /// How far the work is.
  ///
  /// @param step what is being done, in the reader's words
  /// @param done units finished
  /// @param total units in all, or 0 where that is not known
  /// @param left time left by the pace so far, where it can be said
  public record Stand(String step, long done, long total, Optional<Duration> left) {
    /// 0 to 1, or -1 where the end is not known (as progress bars have it).
    public double fraction() {
      return total > 0 ? Math.clamp((double) done / total, 0.0, 1.0) : -1;
    }
  }

  private final Object lock = new Object();
  private final AtomicBoolean cancelled = new AtomicBoolean();
  private final ReadOnlyObjectWrapper<Stand> stand;
  private final ReadOnlyBooleanWrapper running = new ReadOnlyBooleanWrapper(true);
  private final Executor screen;
  private final long startedNanos = System.nanoTime();
  private Stand latest;
  private boolean posted;

  Job(String name, Executor screen) {
    this.screen = screen;
    this.latest = new Stand(name, 0, 0, Optional.empty());
    this.stand = new ReadOnlyObjectWrapper<>(latest);
  }

  public ReadOnlyObjectProperty<Stand> standProperty() {
    return stand.getReadOnlyProperty();
  }

  /// True until the work has ended, in whatever way.
  public ReadOnlyBooleanProperty runningProperty() {
    return running.getReadOnlyProperty();
  }

  void ended() {
    running.set(false);
  }

  /// Asks the work to stop at its next report. What was not finished is not kept.
  public void cancel() {
    cancelled.set(true);
  }

  public boolean isCancelled() {
    return cancelled.get();
  }

  Progress progress() {
    return (step, done, total) -> {
      if (cancelled.get()) {
        throw new CancellationException("cancelled by the user");
      }
      Stand now = new Stand(step, done, total, timeLeft(done, total));
      synchronized (lock) {
        latest = now;
        if (posted) {
          return;
        }
        posted = true;
      }
      // Reports may come thousands a second: only the newest is worth a repaint.
      screen.execute(this::publish);
    };
  }

  private void publish() {
    Stand now;
    synchronized (lock) {
      now = latest;
      posted = false;
    }
    stand.set(now);
  }

  private Optional<Duration> timeLeft(long done, long total) {
    long elapsed = System.nanoTime() - startedNanos;
    // The first moments say little about the pace.
    if (total <= 0 || done <= 0 || elapsed < 1_000_000_000L || done * 20 < total) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofNanos((long) (elapsed * ((double) (total - done) / done))));
  }
}

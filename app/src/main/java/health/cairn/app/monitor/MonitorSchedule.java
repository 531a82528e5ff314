package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.desk.MonitorReport;
import health.cairn.imaging.Progress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the monitor now and then on one thread of low priority, as long as a window is open. Ends with it: a run
/// that is under way stops at its next report.
public final class MonitorSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(MonitorSchedule.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /// When what runs.
  ///
  /// @param first before the first run: opening comes first
  /// @param quick between two runs
  /// @param full how old the last full one may be
  public record Pace(Duration first, Duration quick, Duration full) {
    public static final Pace STANDARD =
        new Pace(Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ofDays(1));
  }

  private final MonitorHome monitor;
  private final Pace pace;
  private final Clock clock;
  private final CountDownLatch stopped = new CountDownLatch(1);
  private final AtomicBoolean started = new AtomicBoolean();
  private final Thread thread;
  private final Progress progress =
      (step, done, total) -> {
        if (stopped()) {
          throw new CancellationException("the home is being closed");
        }
      };

  @SuppressWarnings("ThreadPriorityCheck") // a wish, not what anything relies on
  public MonitorSchedule(MonitorHome monitor, Pace pace, Clock clock) {
    this.monitor = monitor;
    this.pace = pace;
    this.clock = clock;
    this.thread =
        Thread.ofPlatform()
            .name("cairn-monitor")
            .daemon()
            .priority(Thread.MIN_PRIORITY)
            .unstarted(this::loop);
  }

  /// Begins; does nothing the second time.
  public void start() {
    if (started.compareAndSet(false, true)) {
      thread.start();
    }
  }

  private boolean stopped() {
    return stopped.getCount() == 0;
  }

  private void loop() {
    Duration wait = pace.first;
    try {
      while (!stopped.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        once();
        wait = pace.quick;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (CancellationException e) {
      LOG.debug("the monitor was stopped", e);
    }
  }

  private void once() {
    try {
      MonitorReport report = due() ? monitor.full(progress) : monitor.quick(progress);
      LOG.debug("the monitor found {} alarms", report.alarms().size());
    } catch (CairnException e) {
      LOG.warn("the monitor could not look: {}", e.kind(), e);
    } catch (CancellationException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // The boundary of a task: what is wrong with one run must not end the watch.
      LOG.error("a bug in the monitor", e);
    }
  }

  private boolean due() throws CairnException {
    Optional<Instant> full = monitor.last().flatMap(r -> Optional.ofNullable(r.full()));
    return full.isEmpty() || full.get().plus(pace.full).isBefore(clock.instant());
  }

  /// Stops, and waits a moment for it: whoever closes the home next must not close it under a run.
  @Override
  public void close() {
    stopped.countDown();
    if (!started.get()) {
      return;
    }
    try {
      if (!thread.join(PATIENCE)) {
        LOG.warn("the monitor did not stop within {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

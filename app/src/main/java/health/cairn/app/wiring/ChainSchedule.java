package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for the chain, on one thread, as long as a window is open: flags of emergencies and the ends of
/// consents each minute, for these are to hold elsewhere too; other decisions and a batch of accesses at first and then
/// each hour, which says less of when somebody was here.
/// Does nothing where the settings name no registries.
final class ChainSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChainSchedule.class);
  private static final Duration FIRST = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMinutes(1);
  private static final int RUNS_PER_HOUR = 60;
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final GrantLedger grants;
  private final AccessLedger accesses;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cairn-chain").daemon().factory());
  private int runs;
  private String trouble = "";

  ChainSchedule(GrantLedger grants, AccessLedger accesses) {
    this.grants = grants;
    this.accesses = accesses;
  }

  void start() {
    var _ =
        worker.scheduleWithFixedDelay(
            this::once, FIRST.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void once() {
    try {
      boolean hour = runs++ % RUNS_PER_HOUR == 0;
      String accesses = this.accesses.send(hour).map(result -> result.reason()).orElse("");
      String decisions =
          hour || grants.endWaits() ? grants.send().map(result -> result.reason()).orElse("") : "";
      say(accesses.isEmpty() ? decisions : accesses);
    } catch (CairnException e) {
      say(e.getMessage());
    } catch (RuntimeException | Error e) {
      // The boundary of a task: what is wrong with one run must not end the schedule.
      LOG.error("a bug in sending to the chain", e);
    }
  }

  /// Once, not each minute for as long as a node is down.
  private void say(String reason) {
    if (!reason.isEmpty() && !reason.equals(trouble)) {
      LOG.warn("what is for the chain waits: {}", reason);
    }
    trouble = reason;
  }

  /// Stops, and waits a moment for it. What is under way then is kept, and goes on at the next start.
  @Override
  public void close() {
    worker.shutdown();
    try {
      if (!worker.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("sending to the chain did not stop within {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

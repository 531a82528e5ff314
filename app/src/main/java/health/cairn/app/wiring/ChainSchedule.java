package health.cairn.app.wiring;

import health.cairn.app.CairnException;
import health.cairn.ledger.anchor.RelayResult;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends what waits for the chain, on one thread, as long as a window or a kiosk is open. The ends of consents and flags
/// of emergencies go each minute, for these are to hold elsewhere too; other decisions, a batch of accesses and a
/// checkpoint of the journal at first and then each hour, which says less of when somebody was here. What did not go
/// because nobody answered is tried again in a minute, and none of them waits for another. Does nothing where the settings name no chain.
final class ChainSchedule implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ChainSchedule.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final List<Line> lines;
  private final Pace pace;
  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("cairn-chain").daemon().factory());
  private final Map<String, String> trouble = new HashMap<>();

  /// When what is sent.
  ///
  /// @param first before the first run: opening comes first
  /// @param pause between two runs
  /// @param rare between two of what is sent each hour
  record Pace(Duration first, Duration pause, Duration rare) {
    static final Pace STANDARD =
        new Pace(Duration.ofSeconds(20), Duration.ofMinutes(1), Duration.ofHours(1));
  }

  /// Sends one kind of thing.
  @FunctionalInterface
  interface Sending {
    /// @param all else only what is urgent
    Sent send(boolean all) throws CairnException;
  }

  /// @param reason why something waits; empty where nothing does
  /// @param away whether that is because nobody answers: then all of it is tried again soon
  record Sent(String reason, boolean away) {
    static final Sent NOTHING = new Sent("", false);

    static Sent of(RelayResult<?> result) {
      return new Sent(result.reason(), result.end() == RelayResult.End.UNREACHABLE);
    }
  }

  /// One kind of thing, and when all of it went last.
  private static final class Line {
    private final String what;
    private final Sending sending;
    private long sentNanos;
    private boolean sent;

    Line(String what, Sending sending) {
      this.what = what;
      this.sending = sending;
    }

    boolean due(Duration rare) {
      return !sent || System.nanoTime() - sentNanos >= rare.toNanos();
    }

    void sentAll() {
      sent = true;
      sentNanos = System.nanoTime();
    }
  }

  ChainSchedule(GrantLedger grants, AccessLedger accesses, Anchoring anchoring, Pace pace) {
    this.pace = pace;
    this.lines =
        List.of(
            new Line(
                "decisions",
                all ->
                    all || grants.endWaits()
                        ? grants.send().map(Sent::of).orElse(Sent.NOTHING)
                        : Sent.NOTHING),
            new Line(
                "grants that came with data",
                all -> {
                  if (all) {
                    grants.askReceived();
                  }
                  return Sent.NOTHING;
                }),
            new Line("accesses", all -> accesses.send(all).map(Sent::of).orElse(Sent.NOTHING)),
            new Line("checkpoints", all -> all ? anchoring.anchorNews() : Sent.NOTHING));
  }

  void start() {
    var _ =
        worker.scheduleWithFixedDelay(
            this::once, pace.first().toMillis(), pace.pause().toMillis(), TimeUnit.MILLISECONDS);
  }

  /// One run: what is due of each kind.
  void once() {
    for (Line line : lines) {
      boolean all = line.due(pace.rare());
      try {
        Sent sent = line.sending.send(all);
        if (all && !sent.away()) {
          line.sentAll();
        }
        say(line.what, sent.reason());
      } catch (CairnException e) {
        say(line.what, e.getMessage());
      } catch (RuntimeException | Error e) {
        // The boundary of a task: what is wrong with one run must not end the schedule.
        LOG.error("a bug in sending {} to the chain", line.what, e);
      }
    }
  }

  /// Once, not each minute for as long as a node is down.
  private void say(String what, String reason) {
    if (!reason.isEmpty() && !reason.equals(trouble.get(what))) {
      LOG.warn("{} wait for the chain: {}", what, reason);
    }
    trouble.put(what, reason);
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

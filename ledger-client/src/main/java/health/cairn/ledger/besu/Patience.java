package health.cairn.ledger.besu;

import java.util.concurrent.TimeUnit;

/// How long one waits for a block, from now on.
final class Patience {
  private final long end;
  private final long pollNanos;

  Patience(Timing timing) {
    this.end = System.nanoTime() + timing.receipt().toNanos();
    this.pollNanos = timing.poll().toNanos();
  }

  /// Waits until it is time to look again.
  ///
  /// @return false when the time is up, or the thread was interrupted (it still is then)
  boolean waitForNextLook() {
    long left = end - System.nanoTime();
    if (left <= 0) {
      return false;
    }
    try {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, pollNanos));
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

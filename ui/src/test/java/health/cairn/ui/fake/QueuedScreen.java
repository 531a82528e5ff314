package health.cairn.ui.fake;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// Stands in for the JavaFX thread: what is posted to it runs on the test's own thread, while that
/// waits for a condition.
public final class QueuedScreen implements Executor {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<Runnable> posted = new LinkedBlockingQueue<>();

  @Override
  public void execute(Runnable task) {
    posted.add(task);
  }

  /// Runs what is posted until the condition holds.
  public void until(BooleanSupplier condition) {
    try {
      while (!condition.getAsBoolean()) {
        Runnable next = posted.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (next == null) {
          fail("nothing more was posted and the condition does not hold");
        } else {
          next.run();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail("interrupted");
    }
  }
}

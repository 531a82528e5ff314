package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.monitor.EntryPass.Line;
import health.cairn.ledger.journal.CheckedEntries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// Reviews entries on a thread of its own, while the check of the journal that hands them on goes ahead by some
/// batches.
final class ReviewBeside implements CheckedEntries, AutoCloseable {
  private static final int AHEAD = 3;

  private final EntryPass pass;
  private final EntryPass.Reader reader;
  private final ExecutorService reviewing =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("cairn-review").factory());
  private final Semaphore free = new Semaphore(AHEAD);
  private final List<Future<?>> batches = new ArrayList<>();
  private long next;

  ReviewBeside(EntryPass pass, EntryPass.Reader reader) {
    this.pass = pass;
    this.reader = reader;
  }

  @Override
  public void passed(long to, List<Checked> entries) {
    long from = next;
    next = to;
    free.acquireUninterruptibly();
    batches.add(
        reviewing.submit(
            () -> {
              try {
                List<Line> lines = pass.lines(from, to, entries);
                reader.take(lines);
                return lines.size();
              } finally {
                free.release();
              }
            }));
  }

  /// Waits until all that was handed on is reviewed.
  ///
  /// @return the first entry that was not handed on
  long end() throws CairnException {
    for (Future<?> batch : batches) {
      EntryPass.arrived(batch);
    }
    return next;
  }

  @Override
  public void close() {
    reviewing.close();
  }
}

package health.cairn.ui.work;

import health.cairn.app.CairnException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs work off the JavaFX thread and brings its result back to it.
///
/// Each piece of work has a virtual thread of its own: it waits for disk and for the program's own
/// executors, which bound what computes at once. Methods here are called on the JavaFX thread.
public final class Tasks implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Tasks.class);

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Executor screen;
  private final ExecutorService workers;
  private final Set<Job> running = ConcurrentHashMap.newKeySet();
  private final ObservableList<Job> jobs = FXCollections.observableArrayList();
  private final ObservableList<Job> jobsView = FXCollections.unmodifiableObservableList(jobs);

  /// @param screen runs what it is given on the JavaFX thread (`Platform::runLater`)
  public Tasks(Executor screen) {
    this.screen = screen;
    this.workers =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("work-", 0).factory());
  }

  /// Runs something on the JavaFX thread; may be called from any.
  public void onScreen(Runnable change) {
    screen.execute(change);
  }

  /// Work that the status line shows and the user can cancel; oldest first.
  public ObservableList<Job> jobs() {
    return jobsView;
  }

  /// Runs long work, shown with its progress.
  ///
  /// @param done takes the result, on the JavaFX thread
  /// @param failed takes one sentence for the user, on the JavaFX thread; not called when cancelled
  public <T> Job run(String name, Work<T> work, Consumer<T> done, Consumer<String> failed) {
    Job job = new Job(name, screen);
    jobs.add(job);
    start(job, work, done, failed);
    return job;
  }

  /// Runs short work that nobody needs to watch.
  public <T> Job quietly(Work<T> work, Consumer<T> done, Consumer<String> failed) {
    Job job = new Job("", screen);
    start(job, work, done, failed);
    return job;
  }

  /// Asks all work to stop and waits a moment for it: whoever closes the home next must not close it
  /// under work that still reads.
  @Override
  public void close() {
    running.forEach(Job::cancel);
    workers.shutdown();
    try {
      if (!workers.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("work did not stop within {}", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private <T> void start(Job job, Work<T> work, Consumer<T> done, Consumer<String> failed) {
    if (workers.isShutdown()) {
      // The window is going; a late answer may still ask for more.
      jobs.remove(job);
      job.ended();
      return;
    }
    running.add(job);
    workers.execute(
        () -> {
          Runnable end = outcome(job, work, done, failed);
          running.remove(job);
          screen.execute(
              () -> {
                jobs.remove(job);
                try {
                  end.run();
                } finally {
                  job.ended();
                }
              });
        });
  }

  private static <T> Runnable outcome(
      Job job, Work<T> work, Consumer<T> done, Consumer<String> failed) {
    try {
      T result = work.run(job.progress());
      return () -> done.accept(result);
    } catch (CancellationException e) {
      LOG.debug("cancelled", e);
      return () -> {};
    } catch (CairnException e) {
      LOG.info("work was refused: {}", e.kind());
      return () -> failed.accept(e.getMessage());
    } catch (RuntimeException | Error e) {
      // The boundary of a task is the one place where a bug may be caught: the window must live on.
      LOG.error("a bug in Cairn", e);
      return () -> failed.accept("Cairn made a mistake and stopped this. Details are in its log.");
    }
  }
}

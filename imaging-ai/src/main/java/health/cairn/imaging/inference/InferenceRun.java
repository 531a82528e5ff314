package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// One run of a model over some images, waiting or at work. Any thread may cancel it or wait for it.
public final class InferenceRun {
  private static final long ASK_EVERY_MS = 100;

  private final InferenceEngine engine;
  private final int total;
  private final Preparation preparation;
  private final String step;
  private final Progress progress;
  private final CompletableFuture<Void> done = new CompletableFuture<>();
  private final Task task = new Task(this);
  private volatile boolean started;
  private volatile boolean cancelled;

  InferenceRun(
      InferenceEngine engine, int total, Preparation preparation, String step, Progress progress) {
    this.engine = engine;
    this.total = total;
    this.preparation = preparation;
    this.step = step;
    this.progress = progress;
  }

  /// Loads what a run needs; on the engine's thread, when the run's turn has come.
  @FunctionalInterface
  interface Preparation {
    Batches prepare() throws ImagingException;
  }

  /// Neighbouring images through the model; on the engine's thread.
  interface Batches {
    /// Images that go through at once.
    int size();

    void run(int first, int count) throws ImagingException;
  }

  /// What the executor holds; it names its run so that a closing engine can cancel what waits.
  record Task(InferenceRun owner) implements Runnable {
    @Override
    public void run() {
      owner.work();
    }
  }

  Task task() {
    return task;
  }

  /// Ends a waiting run at once and a working one after its present batch. Harmless when done.
  public void cancel() {
    cancelled = true;
    engine.forget(task);
    if (!started) {
      done.cancel(false);
    }
  }

  public boolean isDone() {
    return done.isDone();
  }

  /// Waits for the end.
  ///
  /// @throws ImagingException what went wrong
  /// @throws CancellationException when cancelled here, by `progress`, by an interrupt of this
  ///   thread, or by the engine closing
  public void await() throws ImagingException {
    while (true) {
      try {
        done.get(ASK_EVERY_MS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        askWhileWaiting();
      } catch (InterruptedException e) {
        cancel();
        Thread.currentThread().interrupt();
        throw cancellation(e);
      } catch (ExecutionException e) {
        switch (e.getCause()) {
          case ImagingException known ->
              throw new ImagingException(known.kind(), String.valueOf(known.getMessage()), known);
          case CancellationException c -> throw cancellation(c);
          case null, default ->
              throw new IllegalStateException("a run ended by a bug of ours", e.getCause());
        }
      }
    }
  }

  private void askWhileWaiting() {
    if (started) {
      return;
    }
    try {
      progress.report(step, 0, total);
    } catch (CancellationException e) {
      cancel();
      throw e;
    }
  }

  private void work() {
    started = true;
    try {
      if (!cancelled) {
        batches();
      }
      if (cancelled) {
        done.cancel(false);
      } else {
        done.complete(null);
      }
    } catch (ImagingException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The engine is closing, and what was being read was cut off by that.
        done.cancel(false);
      } else {
        done.completeExceptionally(e);
      }
    } catch (Throwable e) {
      // The boundary of the task: whoever waits is told, whatever it was.
      done.completeExceptionally(e);
    }
  }

  private void batches() throws ImagingException {
    progress.report(step, 0, total);
    Batches batches = preparation.prepare();
    for (int first = 0; first < total && !cancelled; ) {
      if (Thread.currentThread().isInterrupted()) {
        // The engine is closing.
        cancelled = true;
        return;
      }
      int count = Math.min(batches.size(), total - first);
      batches.run(first, count);
      first += count;
      progress.report(step, first, total);
    }
  }

  private static CancellationException cancellation(Throwable cause) {
    CancellationException cancelled = new CancellationException("the analysis was cancelled");
    cancelled.initCause(cause);
    return cancelled;
  }
}

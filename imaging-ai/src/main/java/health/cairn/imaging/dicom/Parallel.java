package health.cairn.imaging.dicom;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// One piece of work per processor at a time. Progress is reported from the calling thread only.
final class Parallel {
  private Parallel() {}

  /// Work on one thing.
  @FunctionalInterface
  interface Work<T, R> {
    R on(T thing) throws ImagingException;
  }

  /// @return results in the order of `things`
  /// @throws ImagingException the first failure, in that order; work not yet begun is dropped
  static <T, R> List<R> map(List<T> things, Work<T, R> work, String step, Progress progress)
      throws ImagingException {
    int threads = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
    ExecutorService executor =
        Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("dicom-", 0).factory());
    try {
      var futures = new ArrayList<Future<R>>(things.size());
      for (T thing : things) futures.add(executor.submit(() -> work.on(thing)));
      var results = new ArrayList<R>(things.size());
      for (Future<R> future : futures) {
        progress.report(step, results.size(), things.size());
        results.add(result(future));
      }
      progress.report(step, things.size(), things.size());
      return results;
    } finally {
      executor.shutdownNow();
      executor.close();
    }
  }

  private static <R> R result(Future<R> future) throws ImagingException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      CancellationException cancelled = new CancellationException("interrupted");
      cancelled.initCause(e);
      throw cancelled;
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case ImagingException failure -> throw failure;
        case RuntimeException bug -> throw bug;
        case Error error -> throw error;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }
}

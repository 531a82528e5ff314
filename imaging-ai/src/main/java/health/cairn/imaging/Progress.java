package health.cairn.imaging;

import java.util.concurrent.CancellationException;

/// Where long work reports how far it is, and learns that it should stop.
///
/// Implementations are called from the working thread and must return quickly. Work calls [#report]
/// at least every few hundred milliseconds; it throws [CancellationException] when the person who
/// asked for the work has cancelled it, and the work then leaves nothing half-made.
@FunctionalInterface
public interface Progress {
  /// Nobody watches, nobody cancels.
  Progress NONE = (step, done, total) -> {};

  /// @param step what is being done, in the reader's words ("Segmenting")
  /// @param done units finished, from 0
  /// @param total units in all, or 0 where that is not known
  /// @throws CancellationException when the work should stop
  void report(String step, long done, long total);
}

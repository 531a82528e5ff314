package health.cairn.ui.work;

import health.cairn.app.CairnException;
import health.cairn.imaging.Progress;

/// Something that takes time, run off the JavaFX thread.
///
/// @param <T> what it results in
@FunctionalInterface
public interface Work<T> {
  T run(Progress progress) throws CairnException;
}

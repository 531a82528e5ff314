package health.cairn.imaging.inference;

import java.util.List;
import java.util.Optional;

/// What was trained on patients and must be judged on others.
///
/// @param <T> what remains when some of its parts are left out
public interface Trained<T> {
  /// Which model, or which parts of it, answer.
  ModelRef ref();

  /// The same, reduced to the parts that were certainly not trained on that fold; empty where there
  /// is none. For honest figures on patients that some part of an ensemble has seen.
  ///
  /// @param dataset name of the data set's folder ("cheng_t1ce")
  Optional<T> neverSaw(String dataset, int fold);

  /// Its parts, with what each was trained on.
  List<Weights> weights();

  /// What its card says it reached, all of its parts together.
  default Published published() {
    return Published.NOTHING;
  }

  /// Whether nobody may run it before its licence is accepted.
  default boolean awaitsLicence() {
    return false;
  }
}

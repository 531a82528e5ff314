package health.cairn.imaging.evaluate;

import health.cairn.imaging.inference.Trained;
import java.util.List;
import java.util.Optional;

/// Which parts of a model answer for a case: those that never saw its patient, where there are some;
/// else all, and the case counts as seen.
///
/// @param model reduced to the parts that answer
record Answerer<T extends Trained<T>>(T model, Exposure exposure) {

  /// Where a patient stands in a set that models are trained on.
  ///
  /// @param dataset name of the set's folder ("cheng_t1ce")
  /// @param fold part of it that is trained on, or not, as a whole
  record Origin(String dataset, int fold) {}

  /// @param origins of the case's patient and of what looks like the case; empty when nobody knows it
  static <T extends Trained<T>> Answerer<T> of(T model, List<Origin> origins) {
    if (model.weights().isEmpty()) {
      // Nothing was learnt, from nobody.
      return new Answerer<>(model, Exposure.UNSEEN);
    }
    if (model.weights().stream().allMatch(w -> w.trainedOn().isEmpty())) {
      return new Answerer<>(model, Exposure.UNKNOWN);
    }
    Optional<T> unseen = Optional.of(model);
    for (Origin origin : origins) {
      unseen = unseen.flatMap(m -> m.neverSaw(origin.dataset(), origin.fold()));
    }
    if (unseen.isPresent()) {
      boolean allSay = unseen.get().weights().stream().noneMatch(w -> w.trainedOn().isEmpty());
      return new Answerer<>(unseen.get(), allSay ? Exposure.UNSEEN : Exposure.UNKNOWN);
    }
    return new Answerer<>(model, Exposure.SEEN);
  }
}

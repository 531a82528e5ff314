package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A member around another: the same model, with another way to be asked.
public interface DelegatingMember extends Member {
  /// Who answers.
  Member inner();

  @Override
  default ModelRef ref() {
    return inner().ref();
  }

  @Override
  default List<Weights> weights() {
    return inner().weights();
  }

  @Override
  default Published published() {
    return inner().published();
  }

  @Override
  default boolean awaitsLicence() {
    return inner().awaitsLicence();
  }

  @Override
  default List<String> classes() {
    return inner().classes();
  }

  @Override
  default double minimumConfidence() {
    return inner().minimumConfidence();
  }

  @Override
  default Optional<PredictionSet> predictionSet() {
    return inner().predictionSet();
  }

  @Override
  default Map<String, Double> figures() {
    return inner().figures();
  }

  @Override
  default Optional<ModelCard.Seconded> seconded() {
    return inner().seconded();
  }

  @Override
  default boolean looksAtTheOutline() {
    return inner().looksAtTheOutline();
  }
}

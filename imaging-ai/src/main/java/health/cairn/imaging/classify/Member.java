package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.Trained;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Slices in, probabilities out: a network, measured features, or several of these joined. Members
/// differ in how they look, not in how they are asked. Any thread may ask; the call blocks.
public interface Member extends Trained<Member> {
  /// The probability below which no class should be named where nobody says otherwise: a class that is
  /// not more likely than all others together is no proposal.
  double DEFAULT_MINIMUM_CONFIDENCE = 0.5;

  /// Names of the classes, in the order of its answers.
  List<String> classes();

  /// Below this largest probability no class should be named.
  default double minimumConfidence() {
    return DEFAULT_MINIMUM_CONFIDENCE;
  }

  /// Which classes cannot be excluded for a patient, where that was fitted for exactly this member.
  default Optional<PredictionSet> predictionSet() {
    return Optional.empty();
  }

  /// What its card publishes of it on patients it never saw, by the names of the part `classification` of
  /// `metrics.json`; nothing where it has no card.
  default Map<String, Double> figures() {
    return Map.of();
  }

  /// How likely it errs by what another model says, where that was fitted for the two.
  default Optional<ModelCard.Seconded> seconded() {
    return Optional.empty();
  }

  /// Whether its answer depends on what is outlined.
  boolean looksAtTheOutline();

  /// @param slices a member may use the region or leave it aside; one without a region is a slice on
  ///   which nothing was outlined
  /// @return one answer for each slice in order
  /// @throws ImagingException `INTEGRITY` when the model is not the one its card names,
  ///   `ENVIRONMENT` when it cannot be run
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  List<Judgement> judge(List<SliceSample> slices, Progress progress) throws ImagingException;
}

package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ModelRef;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What kind of tumour a model proposes.
///
/// @param decision the most probable class; empty when the model abstains
/// @param probabilities by class, in the card's order, sum 1; empty when nothing was classified
/// @param uncertainty entropy of the probabilities divided by its maximum, 0 (sure) .. 1 (no idea)
/// @param abstainedBecause one sentence, present exactly when there is no decision
/// @param fusedFrom what went into the answer ("slice 12 of 22 (weight 0.31)")
public record Classification(
    Optional<String> decision,
    Map<String, Double> probabilities,
    double uncertainty,
    Optional<String> abstainedBecause,
    List<String> fusedFrom,
    ModelRef model) {

  public Classification {
    if (decision.isPresent() == abstainedBecause.isPresent()) {
      throw new IllegalArgumentException("either a decision or a reason for having none");
    }
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    fusedFrom = List.copyOf(fusedFrom);
  }

  public boolean abstained() {
    return decision.isEmpty();
  }
}

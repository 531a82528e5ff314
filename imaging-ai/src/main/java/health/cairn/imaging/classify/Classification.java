package health.cairn.imaging.classify;

import health.cairn.imaging.inference.ModelRef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What kind of tumour is proposed.
///
/// @param decision the most probable class; empty when the model abstains
/// @param probabilities by class, in the member's order, sum 1; empty when nothing was classified
/// @param uncertainty entropy of the probabilities divided by its maximum, 0 (sure) .. 1 (no idea)
/// @param errs chance that the most probable class is wrong, where a second model was asked
/// @param set the classes that cannot be excluded, where the member can say
/// @param abstainedBecause one sentence, present exactly when there is no decision
/// @param slices that were asked ("slice 12 of 22, weight 0.31")
/// @param novelty as in [Judgement], the mean of the slices
/// @param voices of the models whose answers were joined, means of the slices; empty for one model alone
/// @param rules that joined them, their strength the mean of the slices
/// @param why sentences for the reader, from the slice that counts most
/// @param model who answers; of several that were joined, their joining
public record Classification(
    Optional<String> decision,
    Map<String, Double> probabilities,
    double uncertainty,
    Optional<Errs> errs,
    Optional<ClassSet> set,
    Optional<String> abstainedBecause,
    List<String> slices,
    double novelty,
    List<Voice> voices,
    List<RuleFired> rules,
    List<String> why,
    ModelRef model) {

  public Classification {
    if (decision.isPresent() == abstainedBecause.isPresent()) {
      throw new IllegalArgumentException("either a decision or a reason for having none");
    }
    probabilities = Collections.unmodifiableMap(new LinkedHashMap<>(probabilities));
    slices = List.copyOf(slices);
    voices = List.copyOf(voices);
    rules = List.copyOf(rules);
    why = List.copyOf(why);
  }

  /// @param chance 0..1, fitted on single slices
  /// @param by the model that was asked as well
  public record Errs(double chance, ModelRef by) {}

  /// Nothing was asked.
  public static Classification none(String because, ModelRef model) {
    return new Classification(
        Optional.empty(),
        Map.of(),
        1,
        Optional.empty(),
        Optional.empty(),
        Optional.of(because),
        List.of(),
        Double.NaN,
        List.of(),
        List.of(),
        List.of(),
        model);
  }

  /// The same with more to be said to the reader, before the rest.
  public Classification saying(List<String> first) {
    List<String> said = new ArrayList<>(first);
    said.addAll(why);
    return new Classification(
        decision,
        probabilities,
        uncertainty,
        errs,
        set,
        abstainedBecause,
        slices,
        novelty,
        voices,
        rules,
        said,
        model);
  }

  public boolean abstained() {
    return decision.isEmpty();
  }

  /// What went into the answer: the models, or for one alone the slices.
  public List<String> fusedFrom() {
    return voices.isEmpty()
        ? slices
        : voices.stream()
            .map(
                v ->
                    String.format(
                        Locale.ROOT,
                        "%s %s, weight %.2f: %s %.2f",
                        v.model().name(),
                        v.model().version(),
                        v.weight(),
                        v.probabilities().best(),
                        v.probabilities().largest()))
            .toList();
  }
}

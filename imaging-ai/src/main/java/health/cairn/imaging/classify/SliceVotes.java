package health.cairn.imaging.classify;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/// What a member said of several slices of one tumour, joined by what each slice counts.
///
/// @param slices weights add up to 1
/// @param judgements of these slices, in their order
record SliceVotes(List<TumourSlice> slices, List<Judgement> judgements) {
  SliceVotes {
    slices = List.copyOf(slices);
    judgements = List.copyOf(judgements);
    if (slices.isEmpty() || slices.size() != judgements.size()) {
      throw new IllegalArgumentException(
          judgements.size() + " judgements of " + slices.size() + " slices");
    }
  }

  ClassProbabilities probabilities() {
    return mean(judgements.stream().map(Judgement::probabilities).toList());
  }

  /// NaN where it is not known of every slice.
  double novelty() {
    return weighted(i -> judgements.get(i).novelty());
  }

  /// The weightiest reason, when slices of half the weight or more have one.
  Optional<String> abstention() {
    Map<String, Double> reasons = new LinkedHashMap<>();
    for (int i = 0; i < slices.size(); i++) {
      double weight = slices.get(i).weight();
      judgements.get(i).abstention().ifPresent(r -> reasons.merge(r, weight, Double::sum));
    }
    double all = reasons.values().stream().mapToDouble(w -> w).sum();
    return all < 0.5
        ? Optional.empty()
        : reasons.entrySet().stream().max(Map.Entry.comparingByValue()).map(Map.Entry::getKey);
  }

  List<Voice> voices() {
    List<Voice> joined = new ArrayList<>();
    for (int v = 0; v < judgements.getFirst().voices().size(); v++) {
      int voice = v;
      List<Voice> all = judgements.stream().map(j -> j.voices().get(voice)).toList();
      joined.add(
          new Voice(
              all.getFirst().model(),
              mean(all.stream().map(Voice::probabilities).toList()),
              weighted(i -> all.get(i).weight())));
    }
    return joined;
  }

  List<RuleFired> rules() {
    List<RuleFired> joined = new ArrayList<>();
    for (int r = 0; r < judgements.getFirst().rules().size(); r++) {
      int rule = r;
      List<RuleFired> all = judgements.stream().map(j -> j.rules().get(rule)).toList();
      RuleFired first = all.getFirst();
      joined.add(
          new RuleFired(
              first.name(),
              first.text(),
              first.because(),
              weighted(i -> all.get(i).strength()),
              all.stream().anyMatch(RuleFired::known),
              first.meanings()));
    }
    return joined;
  }

  List<String> why() {
    int heaviest =
        IntStream.range(0, slices.size())
            .boxed()
            .max(Comparator.comparingDouble(i -> slices.get(i).weight()))
            .orElseThrow();
    return judgements.get(heaviest).why();
  }

  private ClassProbabilities mean(List<ClassProbabilities> each) {
    List<String> classes = each.getFirst().classes();
    double[] mean = new double[classes.size()];
    for (int k = 0; k < mean.length; k++) {
      int at = k;
      mean[k] = weighted(i -> each.get(i).values().get(at));
    }
    return ClassProbabilities.of(classes, mean);
  }

  private double weighted(ToDoubleFunction<Integer> value) {
    return IntStream.range(0, slices.size())
        .mapToDouble(i -> slices.get(i).weight() * value.applyAsDouble(i))
        .sum();
  }
}

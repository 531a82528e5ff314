package health.cairn.imaging.classify;

import java.util.List;
import java.util.Optional;

/// What is said of one slice.
///
/// @param novelty share of images of the same kind that lie nearer to what was trained on, 0..1; NaN
///   where nobody can say
/// @param abstention why no class should be named, one sentence; empty where one may be
/// @param voices whose answers these are, where several were joined
/// @param rules that joined them, in their order
/// @param why sentences for the reader, the most important first
public record Judgement(
    ClassProbabilities probabilities,
    double novelty,
    Optional<String> abstention,
    List<Voice> voices,
    List<RuleFired> rules,
    List<String> why) {

  public Judgement {
    voices = List.copyOf(voices);
    rules = List.copyOf(rules);
    why = List.copyOf(why);
  }

  /// Of one model by itself.
  ///
  /// @param novelty NaN where the model cannot say
  public static Judgement of(ClassProbabilities probabilities, double novelty) {
    return new Judgement(probabilities, novelty, Optional.empty(), List.of(), List.of(), List.of());
  }

  public Judgement because(List<String> sentences) {
    return new Judgement(probabilities, novelty, abstention, voices, rules, sentences);
  }

  Judgement abstaining(Veto veto) {
    return new Judgement(probabilities, novelty, Optional.of(veto.sentence()), voices, rules, why);
  }
}

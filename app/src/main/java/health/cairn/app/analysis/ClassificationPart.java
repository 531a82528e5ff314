package health.cairn.app.analysis;

import health.cairn.imaging.classify.ClassSet;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.RuleFired;
import health.cairn.imaging.classify.Voice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The proposed kind of tumour in `result.json`; without a decision where the models abstain.
///
/// @param uncertainty the chance that the decision is wrong where a second model was asked (its AUROC for
///   finding errors stands in imaging-ai/MODELS.md); else the entropy of the probabilities over its maximum
/// @param uncertaintyIs which of the two, in words
/// @param set the classes that cannot be excluded, where the model can say
/// @param fusedFrom what went into the answer, one text each
/// @param abstainedBecause one sentence, where there is no decision
/// @param novelty share of slices of the same kind that lie nearer to what was trained on, where known
/// @param slices that were asked, with their weight
/// @param members each model's own answer, where several were joined
/// @param rules that spoke when they were joined, with their strength
/// @param why in words
public record ClassificationPart(
    @Nullable String decision,
    Map<String, Double> probabilities,
    double uncertainty,
    String uncertaintyIs,
    boolean abstained,
    @Nullable SetPart set,
    List<String> fusedFrom,
    @Nullable String abstainedBecause,
    @Nullable Double novelty,
    List<String> slices,
    List<MemberPart> members,
    List<RulePart> rules,
    List<String> why) {

  private static final String ENTROPY = "entropy of the probabilities, 0 sure to 1 no idea";

  /// One model's own answer.
  ///
  /// @param weight how much it counted
  public record MemberPart(
      String name,
      String version,
      String sha256,
      double weight,
      Map<String, Double> probabilities) {}

  /// Classes of which one is the true one with the nominal share of patients that `coverage` says.
  public record SetPart(double coverage, List<String> classes, String words) {}

  /// One rule of the fusion.
  ///
  /// @param rule what it asks for and what it says
  /// @param strength 0..1
  public record RulePart(String name, String rule, String because, double strength) {}

  static ClassificationPart of(Optional<Classification> found) {
    if (found.isEmpty()) {
      return new ClassificationPart(
          null, Map.of(), 1, ENTROPY, true, null, List.of(), null, null, List.of(), List.of(),
          List.of(), List.of());
    }
    Classification c = found.get();
    return new ClassificationPart(
        c.decision().orElse(null),
        rounded(c.probabilities()),
        round(c.errs().map(Classification.Errs::chance).orElse(c.uncertainty())),
        c.errs()
            .map(
                e ->
                    "chance that the decision is wrong, by its own doubt and what %s says to the same slices"
                        .formatted(e.by().name()))
            .orElse(ENTROPY),
        c.abstained(),
        c.set().map(ClassificationPart::set).orElse(null),
        c.fusedFrom(),
        c.abstainedBecause().orElse(null),
        Double.isNaN(c.novelty()) ? null : round(c.novelty()),
        c.slices(),
        c.voices().stream().map(ClassificationPart::member).toList(),
        c.rules().stream()
            .filter(rule -> rule.known() && rule.strength() > 0)
            .map(ClassificationPart::rule)
            .toList(),
        c.why());
  }

  private static SetPart set(ClassSet set) {
    return new SetPart(set.coverage(), set.classes(), set.sentence());
  }

  private static MemberPart member(Voice voice) {
    return new MemberPart(
        voice.model().name(),
        voice.model().version(),
        voice.model().sha256(),
        round(voice.weight()),
        rounded(voice.probabilities().byName()));
  }

  private static RulePart rule(RuleFired rule) {
    return new RulePart(rule.name(), rule.text(), rule.because(), round(rule.strength()));
  }

  private static Map<String, Double> rounded(Map<String, Double> probabilities) {
    Map<String, Double> rounded = new LinkedHashMap<>();
    probabilities.forEach((name, p) -> rounded.put(name, round(p)));
    return rounded;
  }

  private static double round(double value) {
    return Math.round(value * 1e4) / 1e4;
  }
}

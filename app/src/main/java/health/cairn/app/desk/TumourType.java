package health.cairn.app.desk;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a proposal about the kind of tumour came about, beside its probabilities.
///
/// @param opinions of the models whose answers were joined; empty for one model alone
/// @param rules that spoke when they were joined, strongest first
/// @param evidence that the rules were told, with units
public record TumourType(
    List<Opinion> opinions, List<Rule> rules, List<FindingView.Figure> evidence) {
  /// What a reader can name in its place, as records hold it.
  public static final List<String> KINDS = List.of("glioma", "meningioma", "pituitary", "none");

  public TumourType {
    opinions = List.copyOf(opinions);
    rules = List.copyOf(rules);
    evidence = List.copyOf(evidence);
  }

  /// One model's own answer.
  ///
  /// @param probabilities by class, calibrated
  /// @param weight how much it counted
  public record Opinion(String model, Map<String, Double> probabilities, double weight) {}

  /// One rule.
  ///
  /// @param name as in the rules' text
  /// @param because what it saw, in words
  /// @param says what follows from it, in words
  /// @param strength 0 not at all to 1 fully
  /// @param text as it is written
  /// @param meanings of the words in it, with their numbers; none of one that was kept before they were
  public record Rule(
      String name,
      String because,
      String says,
      double strength,
      String text,
      List<String> meanings) {
    public Rule {
      meanings = kept(meanings);
    }

    private static List<String> kept(@Nullable List<String> meanings) {
      return meanings == null ? List.of() : List.copyOf(meanings);
    }
  }
}

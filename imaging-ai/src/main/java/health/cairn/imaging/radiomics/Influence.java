package health.cairn.imaging.radiomics;

import java.util.Locale;

/// What one measured feature did to a decision.
///
/// @param feature name as in the table of features
/// @param words the same for a reader: "distance from the midline"
/// @param value as measured
/// @param score what it added to the decided class's score beyond what it added to the strongest other
///   class's; negative where it spoke against the decision
public record Influence(String feature, String words, double value, double score) {
  /// One sentence, without a full stop: "speaks for pituitary: distance from the midline 0.03".
  public String sentence(String decision) {
    return String.format(
        Locale.ROOT,
        "speaks %s %s: %s %.3g (%s)",
        score >= 0 ? "for" : "against",
        decision,
        words,
        value,
        feature);
  }
}

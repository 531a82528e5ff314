package health.cairn.app.desk;

import java.util.List;
import java.util.Optional;

/// How far learning from corrections is.
///
/// @param standing how many patients agreed, have corrected cases, are locked: sentences
/// @param champion who answers now
/// @param challenger the newest that was fitted, "LearningChallenger/2, 12 Nov 2026 by Dr Lee"; empty where none was
/// @param comparisons champion and challenger side by side; the one that counts first
/// @param demands what the plan demands of the last test
/// @param next what can be done now
/// @param why that is next, or why nothing is, a sentence
public record LearningView(
    List<String> standing,
    String champion,
    String challenger,
    List<SideBySide> comparisons,
    List<TrialView.Demand> demands,
    Optional<Step> next,
    String why) {
  public LearningView {
    standing = List.copyOf(standing);
    comparisons = List.copyOf(comparisons);
    demands = List.copyOf(demands);
  }

  /// What a person does, in this order.
  public enum Step {
    LOCK,
    CHALLENGE,
    TEST,
    PROMOTE
  }

  /// @param on which cases ("12 locked cases of 11 patients")
  /// @param caution what these figures do not say; empty where they say what they seem to
  public record SideBySide(String on, String caution, List<Row> rows) {
    public SideBySide {
      rows = List.copyOf(rows);
    }
  }

  /// @param figure "Log-loss (lower is better)"
  /// @param difference challenger less champion with its interval; empty where there is none
  public record Row(String figure, String champion, String challenger, String difference) {}
}

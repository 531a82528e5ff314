package health.cairn.app.insight;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// How the latest analyses compare with those that the models were accepted on or began with.
///
/// @param models whose analyses are compared
/// @param analyses by these models so far
/// @param needed before anything can be compared
/// @param against what they are compared with, in words; empty while there are too few
/// @param window analyses that are compared
/// @param changes every comparison, the least likely first
public record DriftReport(
    String models, int analyses, int needed, String against, int window, List<Change> changes) {
  public DriftReport {
    changes = List.copyOf(changes);
  }

  /// One thing compared.
  ///
  /// @param name "slice distance mm"
  /// @param before in the reference, for readers
  /// @param now in the window
  /// @param test "Kolmogorov-Smirnov", "chi-square" (both by permutation), "Fisher exact"
  /// @param statistic of it
  /// @param stability population stability index: a size, not a test
  /// @param p of the test alone
  /// @param adjusted p over all comparisons (Holm, Scand J Stat 1979, 6:65)
  public record Change(
      String name,
      String before,
      String now,
      String test,
      double statistic,
      double stability,
      double p,
      double adjusted,
      boolean alert) {}

  public List<Change> alerts() {
    return changes.stream().filter(Change::alert).toList();
  }

  /// A few words for the window's bottom line, where something changed.
  public Optional<String> brief() {
    return alerts().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "drift: "
                + alerts().stream().map(Change::name).limit(3).collect(Collectors.joining(", ")));
  }

  /// What to do, in one sentence.
  public String advice() {
    if (against.isEmpty()) {
      return "Too early to say: these models made %d of the %d analyses that a comparison needs."
          .formatted(analyses, needed);
    }
    if (alerts().isEmpty()) {
      return "Nothing changed: the latest block of %d analyses is like %s."
          .formatted(window, against);
    }
    return String.format(
        Locale.ROOT,
        "%s changed against %s: ask what is new at the scanner, in the protocol or among the patients; if it is"
            + " meant to stay, run `cairn model acceptance` on cases of the new kind, else distrust the"
            + " models' answers or go back with `cairn model rollback`.",
        alerts().stream().map(Change::name).collect(Collectors.joining(", ")),
        against);
  }
}

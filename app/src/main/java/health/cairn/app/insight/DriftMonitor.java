package health.cairn.app.insight;

import health.cairn.app.CairnException;
import health.cairn.app.insight.DriftReport.Change;
import health.cairn.app.store.AnalysisRows;
import health.cairn.app.store.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Compares the latest analyses with the cases that a present model was accepted on here. What these say nothing
/// of (scanner, spacing, how readers decided), and everything where nothing was accepted, is compared with the
/// first analyses that the present models made here.
///
/// Each block of `window` analyses is judged once, when it is full: looking again after each analysis would
/// cry wolf. All comparisons of a block together raise a false alarm with a chance of at most
/// [#FALSE_ALARM] (Holm).
///
/// @param reference first analyses to compare with
/// @param window analyses of a block
public record DriftMonitor(int reference, int window) {
  /// Chance of an alarm in a block where nothing changed.
  public static final double FALSE_ALARM = 0.01;

  /// As the window's bottom line and the command use it.
  public static final DriftMonitor STANDARD = new DriftMonitor(60, 30);

  /// Fewer values on either side are not compared.
  private static final int LEAST = 10;

  public DriftMonitor {
    if (reference < 2 * LEAST || window < LEAST) {
      throw new IllegalArgumentException(
          "a reference of fewer than 20 or a window of fewer than 10 analyses says nothing");
    }
  }

  /// Where the accepted cases are found, given which models answer.
  @FunctionalInterface
  public interface Accepted {
    Optional<DriftReference> of(String models) throws CairnException;
  }

  /// What the home's rows say now.
  public DriftReport report(Database database, Accepted accepted) throws CairnException {
    List<AnalysisRow> rows = new ArrayList<>();
    for (AnalysisRows.Row row : database.read(c -> new AnalysisRows(c).all())) {
      rows.add(AnalysisRow.of(row));
    }
    return report(rows, accepted.of(models(rows)));
  }

  private static String models(List<AnalysisRow> rows) {
    return rows.isEmpty() ? "" : rows.getLast().models();
  }

  /// @param rows oldest first
  /// @param accepted cases that a model which answers now was accepted on here
  public DriftReport report(List<AnalysisRow> rows, Optional<DriftReference> accepted) {
    String models = models(rows);
    List<AnalysisRow> same = rows.stream().filter(r -> r.models().equals(models)).toList();
    boolean enough = same.size() >= reference + window;
    int first = enough ? reference : 0;
    int blocks = (same.size() - first) / window;
    int needed = accepted.isPresent() ? window : reference + window;
    if (same.size() < needed) {
      return new DriftReport(models, same.size(), needed, "", 0, List.of());
    }
    int from = first + (blocks - 1) * window;
    List<AnalysisRow> now = same.subList(from, from + window);
    List<Change> changes = new ArrayList<>();
    List<String> against = new ArrayList<>();
    Set<String> known = accepted.map(DriftReference::names).orElse(Set.of());
    int draws = Permutations.draws(comparisons(same, known), FALSE_ALARM);
    if (accepted.isPresent()) {
      changes.addAll(numbers(accepted.get().cases(), now, known, draws));
      against.add(accepted.get().title());
    }
    if (enough) {
      List<AnalysisRow> before = same.subList(0, reference);
      compared(before, now, draws).stream()
          .filter(change -> !known.contains(change.name()))
          .forEach(changes::add);
      against.add("the first %d analyses".formatted(reference));
    }
    return new DriftReport(
        models, same.size(), needed, String.join(" and ", against), window, adjusted(changes));
  }

  /// How many things can be compared at most: names of numbers and words, and how readers decided.
  private static int comparisons(List<AnalysisRow> rows, Set<String> known) {
    Set<String> names = new HashSet<>(known);
    for (AnalysisRow row : rows) {
      names.addAll(row.numbers().keySet());
      names.addAll(row.words().keySet());
    }
    return names.size() + 1;
  }

  static List<Change> compare(List<AnalysisRow> before, List<AnalysisRow> now, int draws) {
    return adjusted(compared(before, now, draws));
  }

  private static List<Change> compared(List<AnalysisRow> before, List<AnalysisRow> now, int draws) {
    SortedSet<String> numbers = new TreeSet<>();
    SortedSet<String> words = new TreeSet<>();
    for (List<AnalysisRow> rows : List.of(before, now)) {
      rows.forEach(
          row -> {
            numbers.addAll(row.numbers().keySet());
            words.addAll(row.words().keySet());
          });
    }
    List<Change> changes = new ArrayList<>(numbers(before, now, numbers, draws));
    for (String name : words) {
      changes.add(ofWords(name, words(before, name), words(now, name), draws));
    }
    rejections(before, now).ifPresent(changes::add);
    return changes;
  }

  private static List<Change> numbers(
      List<AnalysisRow> before, List<AnalysisRow> now, Set<String> names, int draws) {
    List<Change> changes = new ArrayList<>();
    for (String name : names) {
      double[] a = numbers(before, name);
      double[] b = numbers(now, name);
      if (a.length >= LEAST && b.length >= LEAST) {
        changes.add(ofNumbers(name, a, b, draws));
      }
    }
    return changes;
  }

  private static double[] numbers(List<AnalysisRow> rows, String name) {
    return rows.stream()
        .map(row -> row.numbers().get(name))
        .filter(Objects::nonNull)
        .mapToDouble(v -> v)
        .toArray();
  }

  private static List<String> words(List<AnalysisRow> rows, String name) {
    return rows.stream().map(row -> row.words().getOrDefault(name, "")).toList();
  }

  private static Change ofNumbers(String name, double[] before, double[] now, int draws) {
    double[] both = Arrays.copyOf(before, before.length + now.length);
    System.arraycopy(now, 0, both, before.length, now.length);
    var statistic = TwoSamples.kolmogorovSmirnov(both);
    return change(
        name,
        range(before),
        range(now),
        "Kolmogorov-Smirnov",
        statistic.applyAsDouble(later(before.length, both.length)),
        TwoSamples.stability(before, now),
        Permutations.pValue(before.length, both.length, statistic, draws));
  }

  private static Change ofWords(String name, List<String> before, List<String> now, int draws) {
    List<String> both = new ArrayList<>(before);
    both.addAll(now);
    var statistic = TwoSamples.chiSquare(both);
    return change(
        name,
        shares(before),
        shares(now),
        "chi-square",
        statistic.applyAsDouble(later(before.size(), both.size())),
        TwoSamples.stability(before, now),
        Permutations.pValue(before.size(), both.size(), statistic, draws));
  }

  private static Optional<Change> rejections(List<AnalysisRow> before, List<AnalysisRow> now) {
    int decidedBefore = before.stream().mapToInt(DriftMonitor::decided).sum();
    int decidedNow = now.stream().mapToInt(DriftMonitor::decided).sum();
    if (decidedBefore < LEAST || decidedNow < LEAST) {
      return Optional.empty();
    }
    int rejectedBefore = before.stream().mapToInt(AnalysisRow::rejected).sum();
    int rejectedNow = now.stream().mapToInt(AnalysisRow::rejected).sum();
    return Optional.of(
        change(
            "rejected by readers",
            "%d of %d".formatted(rejectedBefore, decidedBefore),
            "%d of %d".formatted(rejectedNow, decidedNow),
            "Fisher exact",
            rejectedNow / (double) decidedNow - rejectedBefore / (double) decidedBefore,
            0,
            FisherExact.pValue(rejectedBefore, decidedBefore, rejectedNow, decidedNow)));
  }

  private static int decided(AnalysisRow row) {
    return row.accepted() + row.amended() + row.rejected();
  }

  private static boolean[] later(int first, int all) {
    boolean[] later = new boolean[all];
    Arrays.fill(later, first, all, true);
    return later;
  }

  private static Change change(
      String name,
      String before,
      String now,
      String test,
      double statistic,
      double stability,
      double p) {
    return new Change(name, before, now, test, statistic, stability, p, p, false);
  }

  /// Holm's step-down adjustment.
  private static List<Change> adjusted(List<Change> changes) {
    List<Change> sorted = changes.stream().sorted(Comparator.comparingDouble(Change::p)).toList();
    List<Change> result = new ArrayList<>();
    double largest = 0;
    for (int i = 0; i < sorted.size(); i++) {
      Change c = sorted.get(i);
      largest = Math.max(largest, Math.min(1, c.p() * (sorted.size() - i)));
      result.add(
          new Change(
              c.name(),
              c.before(),
              c.now(),
              c.test(),
              c.statistic(),
              c.stability(),
              c.p(),
              largest,
              largest <= FALSE_ALARM));
    }
    return result;
  }

  private static String range(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return String.format(
        Locale.ROOT,
        "median %.4g, half within %.4g to %.4g",
        sorted[sorted.length / 2],
        sorted[sorted.length / 4],
        sorted[sorted.length * 3 / 4]);
  }

  private static String shares(List<String> words) {
    return words.stream()
        .distinct()
        .sorted()
        .map(word -> (word.isEmpty() ? "unknown" : word) + " " + Collections.frequency(words, word))
        .collect(Collectors.joining(", "));
  }
}

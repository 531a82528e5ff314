package health.cairn.app.analysis;

import health.cairn.app.desk.FindingView.Figure;
import health.cairn.app.desk.TumourType;
import health.cairn.app.desk.TumourType.Opinion;
import health.cairn.app.desk.TumourType.Rule;
import health.cairn.imaging.classify.Classification;
import health.cairn.imaging.classify.RuleFired;
import health.cairn.imaging.fuse.SliceEvidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// How an answer about the kind of tumour came about: opinions, rules and evidence, in a reader's words.
public final class TypeWords {
  private static final double FAINT = 0.005;
  private static final Pattern NEGATED = Pattern.compile("not (\\w+) is (\\w+)");

  private static final Pattern NOTHING = Pattern.compile(" = -?0(\\.0*)?$");

  private static final Pattern NAMED = Pattern.compile("\\b(\\w+)(?= is )");

  /// The names that rules use, and what they stand for.
  private static final Map<String, String> WORDS =
      Map.ofEntries(
          Map.entry("disagreement", "the models' disagreement"),
          Map.entry("entropy", "the spread of the joint answer"),
          Map.entry("size", "the outlined share of the head"),
          Map.entry("outline", "the outline"),
          Map.entry("midline", "the distance from the midline"),
          Map.entry("centre", "the place in the head"),
          Map.entry("height", "the height in the picture"),
          Map.entry("rim", "the outline's edge at the head's rim"),
          Map.entry("contrast", "the brightness against the surroundings"),
          Map.entry("noise", "the noise"),
          Map.entry("sharpness", "the sharpness"),
          Map.entry("head", "the head"));

  private TypeWords() {}

  /// Of an analysis that classified something.
  public static TumourType of(Analysis analysis) {
    Classification c = analysis.classification().orElseThrow();
    return new TumourType(
        c.voices().stream()
            .map(
                v ->
                    new Opinion(
                        FindingWords.model(v.model()), v.probabilities().byName(), v.weight()))
            .toList(),
        c.rules().stream()
            .filter(rule -> rule.known() && rule.strength() >= FAINT && moves(rule))
            .sorted(Comparator.comparingDouble(rule -> -rule.strength()))
            .map(TypeWords::rule)
            .toList(),
        c.rules().isEmpty()
            ? List.of()
            : evidence(analysis.members().stream().map(MemberSlice::evidence).toList()));
  }

  /// Whether a rule does anything when it speaks: one that was fitted to nothing is no reason.
  static boolean moves(RuleFired fired) {
    String[] sides = fired.text().split("->", 2);
    return sides.length < 2
        || Stream.of(sides[1].strip().split(" and ", -1))
            .anyMatch(part -> !NOTHING.matcher(part).find());
  }

  static Rule rule(RuleFired fired) {
    String[] sides = fired.text().split("->", 2);
    String because = fired.because().isEmpty() ? condition(sides[0].strip()) : fired.because();
    return new Rule(
        fired.name(),
        because,
        sides.length < 2 ? "" : says(sides[1].strip()),
        fired.strength(),
        fired.text(),
        fired.meanings());
  }

  private static String condition(String text) {
    if (text.equals("always")) {
      return "in any case";
    }
    String words = NEGATED.matcher(text).replaceAll("$1 is not $2");
    return NAMED.matcher(words).replaceAll(m -> WORDS.getOrDefault(m.group(1), m.group(1)));
  }

  /// "meningioma = 0.8 and pituitary = -0.4" speaks for the one and against the other.
  private static String says(String then) {
    List<String> parts = new ArrayList<>();
    for (String part : then.split(" and ", -1)) {
      String[] sides = part.split(" = ", 2);
      if (sides.length < 2) {
        parts.add(part.replace("trust is", "trust in the answer is"));
        continue;
      }
      String value = sides[1].strip();
      if (!TumourType.KINDS.contains(sides[0])) {
        parts.add(sides[0] + " counts " + value);
      } else if (!value.equals("0")) {
        parts.add(
            (value.startsWith("-") ? "speaks against " : "speaks for ")
                + (sides[0].equals("none") ? "no tumour of a known kind" : sides[0]));
      }
    }
    return String.join(", ", parts);
  }

  private static List<Figure> evidence(List<SliceEvidence> slices) {
    Evidence said = new Evidence(slices, new ArrayList<>());
    said.add("Outlined share of the head", "%.1f %%", SliceEvidence::headPercent);
    said.add("Sureness inside the outline", "%.0f %%", e -> 100 * e.meanProbability());
    said.add("Off the midline", "%.0f %% of half a head", e -> 100 * e.midlineOffset());
    said.add("From the head's centre", "%.0f %% of the way", e -> 100 * e.centreOffset());
    said.add("Edge at the head's rim", "%.0f %%", e -> 100 * e.rimContact());
    said.add("Brighter than around", "%.0f %%", e -> 100 * e.contrast());
    said.add("Noise", "%.1f %% of the range", e -> 100 * e.noise());
    said.add("Slices with a whole head", "%.0f %%", e -> 100 * e.headFound());
    return said.figures();
  }

  /// Means over the slices that were asked; what is known of none is left out.
  private record Evidence(List<SliceEvidence> slices, List<Figure> figures) {
    void add(String label, String format, ToDoubleFunction<SliceEvidence> value) {
      OptionalDouble mean =
          slices.stream().mapToDouble(value).filter(v -> !Double.isNaN(v)).average();
      mean.ifPresent(
          m -> figures.add(new Figure(label, String.format(Locale.ROOT, format, m), "")));
    }
  }
}

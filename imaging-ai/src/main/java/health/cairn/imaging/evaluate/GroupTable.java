package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Figures by groups of patients, as Markdown; what a set does not record is named.
final class GroupTable {
  private static final Set<String> NO_TRAIT = Set.of("notRecorded", "differences", Traits.EXPOSURE);
  private static final Map<String, String> WORDS =
      Map.of(Traits.FIELD, "field strength", Traits.SIZE, "tumour size");

  private GroupTable() {}

  /// @param metrics of each model that was run, by its name
  static String of(Map<String, JsonNode> metrics) {
    MarkdownTable table =
        new MarkdownTable(
            "model", "trait", "group", "cases, patients", "Dice", "accuracy", "p of a difference");
    boolean any = false;
    boolean coded = false;
    Set<String> missing = new TreeSet<>();
    for (Map.Entry<String, JsonNode> one : metrics.entrySet()) {
      JsonNode groups = one.getValue().path("groups");
      groups.path("notRecorded").forEach(trait -> missing.add(words(trait.asText())));
      for (Map.Entry<String, JsonNode> trait : groups.properties()) {
        if (NO_TRAIT.contains(trait.getKey())) {
          continue;
        }
        String p = p(groups.path("differences").path(trait.getKey()));
        for (Map.Entry<String, JsonNode> group : trait.getValue().properties()) {
          any = true;
          coded |= group.getKey().startsWith("code ");
          table.row(
              one.getKey(),
              words(trait.getKey()),
              group.getKey(),
              MarkdownTable.counts(group.getValue()),
              MarkdownTable.figure(group.getValue(), "diceMean", "diceCi95"),
              MarkdownTable.figure(group.getValue(), "accuracy", "accuracyCi95"),
              p);
          p = "";
        }
      }
    }
    StringBuilder text = new StringBuilder("\n### By group\n");
    if (any) {
      text.append('\n').append(table);
      text.append(
          """

          p: Kruskal-Wallis over patients' means, permuted; not corrected for how many traits there \
          are. A large p does not show that groups are alike.\
          """);
      text.append(coded ? " \"code N\": a number that the set does not explain.\n" : "\n");
    }
    if (!missing.isEmpty()) {
      text.append("\nNot recorded in this set, and not guessed: ");
      text.append(String.join(", ", missing)).append(".\n");
    }
    return text.toString();
  }

  private static String words(String trait) {
    return WORDS.getOrDefault(trait, trait);
  }

  private static String p(JsonNode difference) {
    List<String> said =
        Stream.of("dice", "accuracy")
            .filter(figure -> difference.path(figure).path("p").isNumber())
            .map(
                figure ->
                    String.format(
                        Locale.ROOT,
                        "%s %.3f",
                        figure.equals("dice") ? "Dice" : figure,
                        difference.path(figure).path("p").doubleValue()))
            .toList();
    return String.join(", ", said);
  }
}

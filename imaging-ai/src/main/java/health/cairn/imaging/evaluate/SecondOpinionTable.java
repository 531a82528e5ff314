package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What a second model adds to finding one's own errors, as Markdown.
final class SecondOpinionTable {
  private SecondOpinionTable() {}

  /// @param figures of each classifier, by its name
  static String of(Map<String, JsonNode> figures) {
    if (figures.isEmpty()) {
      return "";
    }
    MarkdownTable table =
        new MarkdownTable(
            "model",
            "with",
            "fitted on",
            "measured on",
            "AUROC by its own confidence",
            "with the second opinion",
            "all folds: by its own confidence",
            "each by a score of the others");
    figures.forEach(
        (name, part) ->
            table.row(
                name,
                part.path("with").asText(),
                DoubtTables.people(part.path("fittedOn")),
                DoubtTables.people(part.path("measuredOn")),
                MarkdownTable.figure(part, "byConfidence", "byConfidenceCi95"),
                MarkdownTable.figure(part, "bySecondOpinion", "bySecondOpinionCi95"),
                MarkdownTable.figure(
                    part, "acrossFoldsByConfidence", "acrossFoldsByConfidenceCi95"),
                MarkdownTable.figure(part, "acrossFolds", "acrossFoldsCi95")));
    return "\n### Finding own errors by a second opinion\n\n" + table;
  }
}

package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/// What models' doubt is worth, as Markdown: answering only the surest, sets of classes, intervals of
/// volumes.
final class DoubtTables {
  private DoubtTables() {}

  /// @param metrics of each model that was run, by its name
  static String of(Map<String, JsonNode> metrics) {
    return surest(metrics) + sets(metrics) + volumes(metrics);
  }

  private static String surest(Map<String, JsonNode> metrics) {
    List<String> columns = new ArrayList<>(List.of("model", "all"));
    metrics.values().stream()
        .map(m -> m.path("classification").path("abstention").path("surest"))
        .filter(JsonNode::isArray)
        .findFirst()
        .ifPresent(
            points -> points.forEach(p -> columns.add(MarkdownTable.percent(p.path("coverage")))));
    if (columns.size() == 2) {
      return "";
    }
    columns.addAll(List.of("share answered at 95 % right", "area of risk over coverage"));
    MarkdownTable table = new MarkdownTable(columns.toArray(String[]::new));
    metrics.forEach(
        (name, m) -> {
          JsonNode part = m.path("classification");
          if (part.has("abstention")) {
            List<String> cells = new ArrayList<>(List.of(name));
            cells.add(MarkdownTable.figure(part, "accuracy", "accuracyCi95"));
            part.path("abstention")
                .path("surest")
                .forEach(p -> cells.add(MarkdownTable.figure(p, "accuracy", "accuracyCi95")));
            cells.add(MarkdownTable.number(part, "coverageAt95"));
            cells.add(MarkdownTable.number(part.path("abstention"), "riskCoverageArea"));
            table.row(cells);
          }
        });
    return "\n### Accuracy when only the surest are answered\n\n" + table;
  }

  private static String sets(Map<String, JsonNode> metrics) {
    MarkdownTable table =
        new MarkdownTable(
            "model",
            "promised",
            "fitted on",
            "measured on",
            "held",
            "classes in a set",
            "one class only");
    boolean any = false;
    for (Map.Entry<String, JsonNode> one : metrics.entrySet()) {
      JsonNode part = one.getValue().path("classification").path("sets");
      for (JsonNode level : part.path("levels")) {
        any = true;
        table.row(
            one.getKey(),
            MarkdownTable.percent(level.path("coverage")),
            people(part.path("fittedOn")),
            people(part.path("measuredOn")),
            MarkdownTable.figure(level, "held", "heldCi95"),
            MarkdownTable.number(level, "sizeMean"),
            MarkdownTable.percent(level.path("oneClassOnly")));
      }
    }
    return any ? "\n### Sets of classes that hold a patient's true one\n\n" + table : "";
  }

  private static String volumes(Map<String, JsonNode> metrics) {
    MarkdownTable table =
        new MarkdownTable(
            "model",
            "interval",
            "people",
            "missed",
            "held (95 % promised)",
            "width, mean of ln(high / low)",
            "median");
    boolean any = false;
    for (Map.Entry<String, JsonNode> one : metrics.entrySet()) {
      JsonNode part = one.getValue().path("segmentation").path("volume");
      for (Map.Entry<String, String> kind :
          Map.of("byDoubt", "by the outline's doubt", "sameForAll", "same factors for all")
              .entrySet()
              .stream()
              .sorted(Map.Entry.comparingByKey())
              .toList()) {
        JsonNode own = part.path(kind.getKey());
        if (own.isObject()) {
          any = true;
          table.row(
              one.getKey(),
              kind.getValue(),
              part.path("patients").asText(),
              part.path("missed").asText(),
              MarkdownTable.figure(own, "held", "heldCi95"),
              MarkdownTable.figure(own, "widthMean", "widthCi95"),
              MarkdownTable.number(own, "widthMedian"));
        }
      }
    }
    return any
        ? "\n### Intervals for the volume\n\n"
            + table
            + "\nEach fold of the people (each fifth, where the set has no folds) by intervals fitted on the others; who was"
            + " missed gets none.\n"
        : "";
  }

  static String people(JsonNode part) {
    List<String> folds =
        StreamSupport.stream(part.path("folds").spliterator(), false)
            .map(JsonNode::asText)
            .toList();
    return part.path("patients").asText() + " of fold " + String.join(", ", folds);
  }
}

package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;

/// A table of Markdown, from figures of `metrics.json`.
final class MarkdownTable {
  private final StringBuilder text = new StringBuilder();

  MarkdownTable(String... columns) {
    row(columns);
    text.append("|").append("---|".repeat(columns.length)).append('\n');
  }

  void row(String... cells) {
    row(List.of(cells));
  }

  void row(List<String> cells) {
    text.append("| ").append(String.join(" | ", cells)).append(" |\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }

  /// "0.783 (0.745 to 0.819)"; empty where there is no such figure.
  static String figure(JsonNode part, String name, String interval) {
    JsonNode ci = part.path(interval);
    return ci.isArray()
        ? "%s (%s to %s)".formatted(number(part, name), places(ci.path(0)), places(ci.path(1)))
        : number(part, name);
  }

  static String number(JsonNode part, String name) {
    return part.path(name).isNumber() ? places(part.path(name)) : "";
  }

  static String places(JsonNode value) {
    return String.format(Locale.ROOT, "%.3f", value.doubleValue());
  }

  /// "1055, 88": cases and patients.
  static String counts(JsonNode part) {
    return part.path("cases").asText() + ", " + part.path("patients").asText();
  }

  /// "12 %"
  static String percent(JsonNode share) {
    return String.format(Locale.ROOT, "%.0f %%", share.doubleValue() * 100);
  }
}

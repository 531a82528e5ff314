package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Which rules a card was written by. Format 1 (no "format" field) ignores every field it does not
/// know. Format 2 refuses unknown fields in all that is obeyed, and beside it those that look like a
/// known one, so that no misspelt field is silently without effect.
enum CardFormat {
  ONE,
  TWO;

  /// Top-level fields that only format 2 has, in the order in which they are complained about.
  private static final List<String> OF_TWO =
      List.of("cut", "files", "explain", "structures", "optIn", "licenceFile");

  private static final Set<String> KNOWN =
      Set.of(
          "format",
          "name",
          "version",
          "task",
          "file",
          "sha256",
          "bytes",
          "trainedOn",
          "files",
          "explain",
          "licence",
          "optIn",
          "licenceFile",
          "attribution",
          "input",
          "output",
          "structures",
          "threshold",
          "cut",
          "volumeInterval",
          "classes",
          "temperature",
          "minimumConfidence",
          "predictionSet",
          "errorScore",
          "metrics",
          "intendedUse",
          "limits");

  static CardFormat of(Fields card) throws FieldException {
    if (!card.has("format")) {
      for (String field : OF_TWO) {
        if (card.has(field)) {
          throw new FieldException("\"" + field + "\" needs \"format\": 2");
        }
      }
      return ONE;
    }
    if (card.whole("format", 1, 1000) > 2) {
      throw new FieldException("its format is newer than this program");
    }
    if (card.whole("format", 1, 2) == 1) {
      return ONE;
    }
    for (Map.Entry<String, JsonNode> field : card.node().properties()) {
      for (String known : KNOWN) {
        if (!field.getKey().equals(known) && plain(field.getKey()).equals(plain(known))) {
          throw new FieldException("\"" + field.getKey() + "\" should be \"" + known + "\"");
        }
      }
    }
    return TWO;
  }

  /// Refuses fields that are not known, in format 2.
  void check(Fields fields, Set<String> known) throws FieldException {
    if (this == TWO) {
      fields.only(known);
    }
  }

  private static String plain(String field) {
    String letters = field.replaceAll("[^A-Za-z0-9]", "").toLowerCase(Locale.ROOT);
    return letters.replace("license", "licence");
  }
}

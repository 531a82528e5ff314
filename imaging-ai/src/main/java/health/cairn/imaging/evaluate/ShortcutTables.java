package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/// What the answers hang on, as Markdown.
final class ShortcutTables {
  private ShortcutTables() {}

  /// @param probed of each model that was probed, by its name
  static String of(Map<String, JsonNode> probed) {
    MarkdownTable changed =
        new MarkdownTable(
            "model",
            "slices of cheng_t1ce",
            "cases, patients",
            "accuracy",
            "same answer",
            "Dice",
            "slices with a mark",
            "called none",
            "like nothing known",
            "no head MR");
    MarkdownTable free =
        new MarkdownTable(
            "model",
            "pictures without tumour",
            "cases, patients",
            "slices with a mark",
            "called none",
            "like nothing known",
            "no head MR");
    probed.forEach(
        (name, part) -> {
          for (JsonNode one : part.path("changed")) {
            changed.row(
                name,
                one.path("probe").asText(),
                MarkdownTable.counts(one),
                MarkdownTable.figure(one, "accuracy", "accuracyCi95"),
                MarkdownTable.figure(one, "same", "sameCi95"),
                MarkdownTable.figure(one, "dice", "diceCi95"),
                MarkdownTable.figure(one, "marked", "markedCi95"),
                MarkdownTable.figure(one, "none", "noneCi95"),
                MarkdownTable.figure(one, "unlikeAnythingKnown", "unlikeAnythingKnownCi95"),
                MarkdownTable.figure(one, "notAHead", "notAHeadCi95"));
          }
          for (JsonNode one : part.path("tumourFree")) {
            boolean classifies = !one.has("marked");
            free.row(
                name,
                one.path("pictures").asText(),
                MarkdownTable.counts(one),
                MarkdownTable.figure(one, "marked", "markedCi95"),
                classifies && !one.has("none")
                    ? "knows no such class"
                    : MarkdownTable.figure(one, "none", "noneCi95"),
                MarkdownTable.figure(one, "unlikeAnythingKnown", "unlikeAnythingKnownCi95"),
                MarkdownTable.figure(one, "notAHead", "notAHeadCi95"));
          }
        });
    return """

        ## What the answers hang on

        One slice of each patient, of people whom the networks that answered never saw. The \
        head's outline is found in the picture itself, by brightness. Where the head is one grey, its \
        border and the background are all that is left: an accuracy far above guessing the commonest \
        type there would show a shortcut. Single slices, without the rules that judge a volume's parts. \
        Like nothing known, no head MR: no class is named for this reason, whatever the scores say; "called none" counts the \
        largest score all the same.

        """
        + changed
        + "\n"
        + free;
  }
}

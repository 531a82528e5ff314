package health.cairn.imaging.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.measure.Interval;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a [ModelCard] from its JSON. Strict about what the program relies on, silent about fields it
/// does not know; bounded in bytes, depth, and in every number that sizes an array.
final class ModelCardReader {
  static final int MAX_BYTES = 256 * 1024;
  private static final long MAX_MODEL_BYTES = 512L * 1024 * 1024;
  private static final int MAX_SIZE = 1024;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern FILE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.onnx");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._+-]{0,120}");

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(16)
                          .maxNumberLength(40)
                          .maxStringLength(16 * 1024)
                          .build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private ModelCardReader() {}

  /// @param name the card as the user knows it, for messages
  /// @throws ImagingException `REFUSED` with the field that is missing or wrong
  static ModelCard read(InputStream in, String name) throws ImagingException {
    JsonNode root;
    try {
      byte[] content = in.readNBytes(MAX_BYTES + 1);
      if (content.length > MAX_BYTES) {
        throw refused(name, "it is larger than " + MAX_BYTES + " bytes", null);
      }
      root = JSON.readTree(content);
    } catch (JsonProcessingException e) {
      throw refused(name, "it is not valid JSON", e);
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The model card " + name + " cannot be read.", e);
    }
    if (root == null || !root.isObject()) {
      throw refused(name, "it is not a JSON object", null);
    }
    try {
      return card(new Fields(root, ""));
    } catch (FieldException | IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static ModelCard card(Fields card) throws FieldException {
    Fields metrics = card.objectOrEmpty("metrics");
    return new ModelCard(
        card.matching("name", NAME),
        card.matching("version", NAME),
        card.matching("file", FILE),
        card.matching("sha256", SHA256),
        (long) card.number("bytes", 1, MAX_MODEL_BYTES),
        card.text("licence"),
        card.textOr("attribution", ""),
        input(card.object("input")),
        task(card),
        figures(metrics),
        metrics.textOr("command", ""),
        card.textOr("intendedUse", ""),
        card.texts("limits", false));
  }

  private static ModelCard.Input input(Fields input) throws FieldException {
    String type = input.textOr("type", "float32");
    if (!type.equals("float32")) {
      throw new FieldException("input.type is " + type + "; only float32 is known");
    }
    return new ModelCard.Input(
        input.text("name"),
        (int) input.number("size", 16, MAX_SIZE),
        input.number("fieldOfViewMm", 10, 2000),
        input.text("sequence"),
        input.number("lowPercentile", 0, 1),
        input.number("highPercentile", 0, 1));
  }

  private static ModelCard.Task task(Fields card) throws FieldException {
    String task = card.text("task");
    return switch (task) {
      case "segment" -> {
        Fields output = card.firstOf("output");
        Fields volume = card.objectOrEmpty("volumeInterval");
        yield new ModelCard.Segment(
            output.text("name"),
            output.texts("labels", true),
            card.number("threshold", 0, 1),
            volume.has("lowFactor")
                ? Optional.of(
                    new Interval(
                        volume.number("lowFactor", 0, 1e6), volume.number("highFactor", 0, 1e6)))
                : Optional.empty());
      }
      case "classify" -> {
        Fields output = card.firstOf("output");
        List<String> classes = card.texts("classes", true);
        if (!classes.equals(output.texts("labels", true))) {
          throw new FieldException("classes and output[0].labels differ");
        }
        yield new ModelCard.Classify(
            output.text("name"),
            classes,
            card.number("temperature", 1e-3, 1e3),
            card.has("minimumConfidence")
                ? Optional.of(card.number("minimumConfidence", 0, 1))
                : Optional.empty());
      }
      default -> throw new FieldException("task \"" + task + "\" is not known");
    };
  }

  /// Every number directly in `metrics`, with its neighbour `...Ci95` where there is one.
  private static List<ModelCard.Figure> figures(Fields metrics) throws FieldException {
    List<ModelCard.Figure> figures = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : metrics.node().properties()) {
      if (!field.getValue().isNumber()) {
        continue;
      }
      String name = field.getKey();
      String stem = name.endsWith("Mean") ? name.substring(0, name.length() - 4) : name;
      JsonNode ci = metrics.node().path(stem + "Ci95");
      Optional<Interval> interval =
          ci.isArray() && ci.size() == 2 && ci.path(0).isNumber() && ci.path(1).isNumber()
              ? Optional.of(new Interval(ci.path(0).doubleValue(), ci.path(1).doubleValue()))
              : Optional.empty();
      figures.add(new ModelCard.Figure(name, field.getValue().doubleValue(), interval));
    }
    return figures;
  }

  private static ImagingException refused(String name, String reason, @Nullable Throwable cause) {
    String message = "The model card " + name + " cannot be used: " + reason + ".";
    return cause == null
        ? new ImagingException(ImagingException.Kind.REFUSED, message)
        : new ImagingException(ImagingException.Kind.REFUSED, message, cause);
  }
}

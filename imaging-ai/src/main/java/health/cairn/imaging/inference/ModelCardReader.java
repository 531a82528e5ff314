package health.cairn.imaging.inference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a [ModelCard] from its JSON, of both formats ([CardFormat]). Strict about what the program
/// relies on; bounded in bytes, depth, and in every number that sizes an array.
final class ModelCardReader {
  static final int MAX_BYTES = 256 * 1024;
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
    return readFile(in, name).card();
  }

  /// A card and the SHA-256 of the bytes it was read from.
  record CardFile(ModelCard card, String sha256) {}

  /// The same as [#read], with the hash of exactly what was read.
  static CardFile readFile(InputStream in, String name) throws ImagingException {
    JsonNode root;
    byte[] content;
    try {
      content = in.readNBytes(MAX_BYTES + 1);
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
      return new CardFile(card(new Fields(root, "")), ModelIntegrity.sha256(content));
    } catch (FieldException | IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()), e);
    }
  }

  private static ModelCard card(Fields card) throws FieldException {
    CardFormat format = CardFormat.of(card);
    Fields metrics = card.objectOrEmpty("metrics");
    Published published = Published.of(metrics.node());
    List<Weights> files = FileFields.weights(card, format);
    ModelCard.Task task = TaskFields.task(card, format);
    String licence = card.text("licence");
    // Terms that forbid a use cannot be accepted by installing a program.
    boolean restricted = licence.toUpperCase(Locale.ROOT).contains("-NC");
    return new ModelCard(
        card.matching("name", NAME),
        card.matching("version", NAME),
        files,
        ModelCard.sha256Of(files, task.output()),
        licence,
        card.flag("optIn", restricted) || restricted,
        FileFields.licence(card),
        card.textOr("attribution", ""),
        InputFields.input(card.object("input"), format),
        task,
        published.figures(),
        metrics.textOr("command", ""),
        published.measuredOn(),
        card.textOr("intendedUse", ""),
        card.texts("limits", false));
  }

  private static ImagingException refused(String name, String reason, @Nullable Throwable cause) {
    String message = "The model card " + name + " cannot be used: " + reason + ".";
    return cause == null
        ? new ImagingException(ImagingException.Kind.REFUSED, message)
        : new ImagingException(ImagingException.Kind.REFUSED, message, cause);
  }
}

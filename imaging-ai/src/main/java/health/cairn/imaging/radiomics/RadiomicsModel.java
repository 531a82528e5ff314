package health.cairn.imaging.radiomics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.inference.ModelRef;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// The classical model as shipped: a card, and beside it the trees of its parts, each of which saw
/// other folds of the data. Nothing answers whose SHA-256 is not the card's. Immutable.
public final class RadiomicsModel {
  /// Name of the card and of the member.
  public static final String NAME = "cheng-t1c-radiomics";

  private static final int MAX_CARD_BYTES = 256 * 1024;
  private static final int MAX_PARTS = 8;

  private final ModelRef ref;
  private final List<BoostedTreesReader.Content> parts;

  private RadiomicsModel(ModelRef ref, List<BoostedTreesReader.Content> parts) {
    this.ref = ref;
    this.parts = List.copyOf(parts);
  }

  /// Opens a file that lies beside the card.
  interface Files {
    InputStream open(String name) throws IOException;
  }

  /// The model of this installation.
  ///
  /// @throws ImagingException `INTEGRITY` when a file is not the one the card names, `REFUSED` when one
  ///   is not what it should be, `ENVIRONMENT` when one cannot be read
  public static RadiomicsModel bundled() throws ImagingException {
    return read(
        name -> {
          InputStream in = RadiomicsModel.class.getResourceAsStream(name);
          if (in == null) {
            throw new IOException("no resource " + name);
          }
          return in;
        });
  }

  static RadiomicsModel read(Files files) throws ImagingException {
    JsonNode card = card(bytes(files, NAME + ".json", MAX_CARD_BYTES));
    JsonNode list = card.path("files");
    if (!list.isArray() || list.isEmpty() || list.size() > MAX_PARTS) {
      throw refused("its card lists no files", null);
    }
    List<BoostedTreesReader.Content> parts = new ArrayList<>();
    StringBuilder hashes = new StringBuilder();
    for (JsonNode entry : list) {
      String file = entry.path("file").asText("");
      if (!file.matches("[A-Za-z0-9][A-Za-z0-9-]{0,80}\\.json")) {
        throw refused("its card names no proper file", null);
      }
      byte[] content = bytes(files, file, BoostedTreesReader.MAX_BYTES);
      String sha256 = sha256(content);
      if (!sha256.equals(entry.path("sha256").asText(""))) {
        throw new ImagingException(
            ImagingException.Kind.INTEGRITY,
            "The file " + file + " is not the one that the card of " + NAME + " names.");
      }
      hashes.append(sha256).append('\n');
      parts.add(BoostedTreesReader.read(content, file));
    }
    String one = sha256(hashes.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    return new RadiomicsModel(
        new ModelRef(NAME, text(card, "version"), one, text(card, "licence")), parts);
  }

  /// Name, version, one hash that stands for all files, licence.
  public ModelRef ref() {
    return ref;
  }

  /// The part that never saw a fold of the training data, for an honest evaluation.
  ///
  /// @throws ImagingException `REFUSED` when every part saw it
  public RadiomicsModel thatNeverSaw(int fold) throws ImagingException {
    List<BoostedTreesReader.Content> unseen =
        parts.stream().filter(part -> !part.trees().folds().contains(fold)).toList();
    if (unseen.isEmpty()) {
      throw refused("every part of it was trained on fold " + fold, null);
    }
    return new RadiomicsModel(ref, unseen);
  }

  List<BoostedTreesReader.Content> parts() {
    return parts;
  }

  /// Mean over the parts.
  ClassProbabilities nothingOutlined() {
    double[] mean = new double[ClassProbabilities.CLASSES.size()];
    for (BoostedTreesReader.Content part : parts) {
      double[] p = part.nothingOutlined().ordered();
      for (int k = 0; k < mean.length; k++) {
        mean[k] += p[k] / parts.size();
      }
    }
    return ClassProbabilities.of(mean);
  }

  private static JsonNode card(byte[] json) throws ImagingException {
    try {
      JsonNode card = BoostedTreesReader.JSON.readTree(json);
      if (!NAME.equals(text(card, "name"))) {
        throw refused("its card has another name", null);
      }
      return card;
    } catch (JsonProcessingException e) {
      throw refused("its card is not valid JSON", e);
    } catch (IOException e) {
      throw refused("its card cannot be read", e);
    }
  }

  private static String text(JsonNode card, String field) throws ImagingException {
    String value = card.path(field).asText("");
    if (value.isBlank()) {
      throw refused("its card has no " + field, null);
    }
    return value;
  }

  private static byte[] bytes(Files files, String name, int most) throws ImagingException {
    try (InputStream in = files.open(name)) {
      byte[] content = in.readNBytes(most + 1);
      if (content.length > most) {
        throw refused(name + " is larger than " + most + " bytes", null);
      }
      return content;
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The model file " + name + " cannot be read.", e);
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static ImagingException refused(
      String reason, @org.jspecify.annotations.Nullable Exception cause) {
    String message = "The model " + NAME + " cannot be used: " + reason + ".";
    return cause == null
        ? new ImagingException(ImagingException.Kind.REFUSED, message)
        : new ImagingException(ImagingException.Kind.REFUSED, message, cause);
  }
}

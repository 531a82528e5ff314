package health.cairn.imaging.radiomics;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.inference.GraphFile;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.Weights;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The classical model as shipped: a card, and beside it the trees of its parts, each of which saw
/// other folds of the data. Nothing answers whose SHA-256 is not the card's. Immutable.
public final class RadiomicsModel {
  /// Name of the card and of the member.
  public static final String NAME = "cheng-t1c-radiomics";

  private static final String OUTPUT = "class";

  /// The classes of its answers, in their order.
  public static final List<String> CLASSES = List.of("glioma", "meningioma", "pituitary", "none");

  private static final int MAX_CARD_BYTES = 256 * 1024;
  private static final int MAX_PARTS = 8;

  private static final String DATASET = "cheng_t1ce";

  /// The part of its card's metrics on outlines that the shipped segmenter drew, on people it never saw.
  private static final String IN_USE = "predicted";

  private final String version;
  private final String licence;
  private final Map<String, Double> figures;
  private final Published published;
  private final List<Part> parts;

  private RadiomicsModel(
      String version,
      String licence,
      Map<String, Double> figures,
      Published published,
      List<Part> parts) {
    this.version = version;
    this.licence = licence;
    this.figures = Map.copyOf(figures);
    this.published = published;
    this.parts = List.copyOf(parts);
  }

  /// One file of trees.
  record Part(GraphFile file, BoostedTreesReader.Content content) {
    Weights weights() {
      return Weights.of(file, List.of(new Weights.TrainedOn(DATASET, content.trees().folds())));
    }
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
    List<Part> parts = new ArrayList<>();
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
      parts.add(
          new Part(
              new GraphFile(file, sha256, content.length), BoostedTreesReader.read(content, file)));
    }
    return new RadiomicsModel(
        text(card, "version"),
        text(card, "licence"),
        figures(card),
        Published.of(card.path("metrics")),
        parts);
  }

  /// Name, version, one hash that stands for all files, licence.
  public ModelRef ref() {
    return new ModelRef(NAME, version, ModelCard.sha256Of(weights(), OUTPUT), licence);
  }

  /// What its card publishes of outlines that a network drew, as it gets them in use.
  public Map<String, Double> figures() {
    return figures;
  }

  private static Map<String, Double> figures(JsonNode card) {
    Map<String, Double> figures = new HashMap<>();
    card.path("metrics")
        .path(IN_USE)
        .properties()
        .forEach(
            field -> {
              if (field.getValue().isNumber()) {
                figures.put(field.getKey(), field.getValue().asDouble());
              }
            });
    return figures;
  }

  /// What its card says it reached.
  public Published published() {
    return published;
  }

  /// Its files, with what each was trained on.
  public List<Weights> weights() {
    return parts.stream().map(Part::weights).toList();
  }

  /// The same, reduced to the parts that never saw a fold, for an honest evaluation; empty where every
  /// part saw it.
  public Optional<RadiomicsModel> neverSaw(String dataset, int fold) {
    List<Part> unseen =
        parts.stream().filter(part -> part.weights().neverSaw(dataset, fold)).toList();
    return unseen.isEmpty()
        ? Optional.empty()
        : Optional.of(new RadiomicsModel(version, licence, figures, published, unseen));
  }

  List<BoostedTreesReader.Content> parts() {
    return parts.stream().map(Part::content).toList();
  }

  /// Mean over the parts.
  ClassProbabilities nothingOutlined() {
    double[] mean = new double[CLASSES.size()];
    for (BoostedTreesReader.Content part : parts()) {
      double[] p = part.nothingOutlined().ordered();
      for (int k = 0; k < mean.length; k++) {
        mean[k] += p[k] / parts.size();
      }
    }
    return ClassProbabilities.of(CLASSES, mean);
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

package health.cairn.imaging.inference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// The files a card names.
final class FileFields {
  private static final long MAX_MODEL_BYTES = 512L * 1024 * 1024;
  private static final long MAX_LICENCE_BYTES = 256L * 1024;
  private static final int MAX_FILES = 16;
  private static final int MAX_FOLDS = 64;
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern ONNX = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.onnx");
  private static final Pattern TEXT =
      Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}\\.(txt|md)");
  private static final Pattern DATASET = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,120}");

  private FileFields() {}

  /// Either "files", or the one file's fields in the card itself.
  static List<Weights> weights(Fields card, CardFormat format) throws FieldException {
    if (!card.has("files")) {
      return List.of(weight(card));
    }
    if (card.has("file") || card.has("sha256") || card.has("bytes") || card.has("explain")) {
      throw new FieldException("a card has either \"files\" or the fields of one file");
    }
    List<Weights> weights = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (Fields file : card.objects("files", MAX_FILES)) {
      format.check(file, Set.of("file", "sha256", "bytes", "trainedOn", "explain", "note"));
      weights.add(weight(file));
      if (!names.add(weights.getLast().graph().file())) {
        throw new FieldException("\"" + file.path() + "file\" is there twice");
      }
    }
    return weights;
  }

  static Optional<GraphFile> licence(Fields card) throws FieldException {
    return card.has("licenceFile")
        ? Optional.of(file(card.object("licenceFile"), TEXT, MAX_LICENCE_BYTES))
        : Optional.empty();
  }

  private static Weights weight(Fields fields) throws FieldException {
    GraphFile graph = file(fields, ONNX, MAX_MODEL_BYTES);
    if (!fields.has("explain")) {
      return Weights.of(graph, trainedOn(fields));
    }
    Fields explain = fields.object("explain");
    return new Weights(
        graph,
        trainedOn(fields),
        Optional.of(file(explain, ONNX, MAX_MODEL_BYTES)),
        explain.has("untrained")
            ? Optional.of(file(explain.object("untrained"), ONNX, MAX_MODEL_BYTES))
            : Optional.empty());
  }

  private static GraphFile file(Fields fields, Pattern name, long mostBytes) throws FieldException {
    return new GraphFile(
        fields.matching("file", name),
        fields.matching("sha256", SHA256),
        (long) fields.number("bytes", 1, (double) mostBytes));
  }

  /// One object, or a list of them for a network that learnt from several sets.
  private static List<Weights.TrainedOn> trainedOn(Fields fields) throws FieldException {
    if (!fields.has("trainedOn")) {
      return List.of();
    }
    List<Fields> sets =
        fields.node().path("trainedOn").isArray()
            ? fields.objects("trainedOn", MAX_FILES)
            : List.of(fields.object("trainedOn"));
    List<Weights.TrainedOn> trainedOn = new ArrayList<>();
    for (Fields set : sets) {
      trainedOn.add(new Weights.TrainedOn(set.matching("dataset", DATASET), folds(set)));
    }
    return trainedOn;
  }

  private static List<Integer> folds(Fields set) throws FieldException {
    JsonNode folds = set.node().path("folds");
    if (folds.isMissingNode()) {
      return List.of();
    }
    // An empty list would mean all folds, which is not what someone who writes one has in mind.
    if (!folds.isArray() || folds.isEmpty() || folds.size() > MAX_FOLDS) {
      throw new FieldException("\"" + set.path() + "folds\" is not a short list of numbers");
    }
    List<Integer> numbers = new ArrayList<>();
    for (JsonNode fold : folds) {
      if (!fold.isInt()) {
        throw new FieldException("\"" + set.path() + "folds\" holds something that is no fold");
      }
      numbers.add(fold.intValue());
    }
    return numbers;
  }
}

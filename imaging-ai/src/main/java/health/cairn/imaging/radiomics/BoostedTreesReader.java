package health.cairn.imaging.radiomics;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.uncertainty.Calibrator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads the JSON that `imaging-ai/training/texture/model.py` writes. Bounded in bytes, depth, trees
/// and nodes; what does not fit is refused as a whole.
final class BoostedTreesReader {
  static final int MAX_BYTES = 2 * 1024 * 1024;
  private static final int MAX_FEATURES = 1000;
  private static final int MAX_TREES = 2000;
  private static final int MAX_NODES = 1000;

  static final JsonMapper JSON =
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

  private BoostedTreesReader() {}

  /// @param features names, in the order the trees count them
  /// @param nothingOutlined probabilities for a slice without a region, in the order of the classes
  record Content(BoostedTrees trees, List<String> features, ClassProbabilities nothingOutlined) {
    Content {
      features = List.copyOf(features);
    }
  }

  /// @param name for messages
  /// @throws ImagingException `REFUSED` when it is not such a file
  static Content read(byte[] json, String name) throws ImagingException {
    try {
      JsonNode root = json.length > MAX_BYTES ? null : JSON.readTree(json);
      if (root == null || root.path("format").asInt() != 2) {
        throw new IllegalArgumentException("it is too large or has no format 2");
      }
      return content(root);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw refused(name, e);
    } catch (java.io.IOException e) {
      throw refused(name, e);
    }
  }

  private static ImagingException refused(String name, Exception e) {
    return new ImagingException(
        ImagingException.Kind.REFUSED,
        "The model file " + name + " cannot be used: " + e.getMessage() + ".",
        e);
  }

  private static Content content(JsonNode root) {
    if (!texts(root.path("classes"), 16).equals(RadiomicsModel.CLASSES)) {
      throw new IllegalArgumentException("other classes than " + RadiomicsModel.CLASSES);
    }
    List<String> features = texts(root.path("features"), MAX_FEATURES);
    List<List<Tree>> perClass = new ArrayList<>();
    for (JsonNode trees : root.path("trees")) {
      if (trees.size() > MAX_TREES || perClass.size() == RadiomicsModel.CLASSES.size()) {
        throw new IllegalArgumentException("too many trees");
      }
      List<Tree> list = new ArrayList<>();
      for (JsonNode tree : trees) {
        list.add(tree(tree, features.size()));
      }
      perClass.add(list);
    }
    List<Integer> folds = new ArrayList<>();
    for (double fold : numbers(root.path("trainedOn").path("folds"), 100)) {
      folds.add((int) fold);
    }
    List<Double> base = perClass(root.path("base"));
    BoostedTrees trees =
        new BoostedTrees(folds, calibration(root.path("calibration")), base, perClass);
    double[] none = numbers(root.path("nothingOutlined"), RadiomicsModel.CLASSES.size());
    double sum = 0;
    for (double p : none) {
      sum += p;
    }
    // Rounded to six digits in the file.
    for (int k = 0; k < none.length; k++) {
      none[k] /= sum;
    }
    return new Content(trees, features, ClassProbabilities.of(RadiomicsModel.CLASSES, none));
  }

  private static Calibrator calibration(JsonNode node) {
    List<List<Double>> weights = new ArrayList<>();
    for (JsonNode row : bounded(node.path("weights"), RadiomicsModel.CLASSES.size())) {
      weights.add(perClass(row));
    }
    return new Calibrator.Dirichlet(weights, perClass(node.path("bias")));
  }

  private static List<Double> perClass(JsonNode array) {
    return Arrays.stream(numbers(array, RadiomicsModel.CLASSES.size())).boxed().toList();
  }

  private static Tree tree(JsonNode node, int features) {
    Tree tree =
        new Tree(
            integers(node.path("feature")),
            numbers(node.path("threshold"), MAX_NODES),
            integers(node.path("left")),
            integers(node.path("right")),
            numbers(node.path("value"), MAX_NODES));
    if (tree.highestFeature() >= features) {
      throw new IllegalArgumentException("a tree that asks for a feature that is not listed");
    }
    return tree;
  }

  private static List<String> texts(JsonNode array, int most) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : bounded(array, most)) {
      if (!item.isTextual() || item.textValue().isBlank()) {
        throw new IllegalArgumentException("a name that is not a text");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  private static int[] integers(JsonNode array) {
    int[] values = new int[bounded(array, MAX_NODES).size()];
    for (int i = 0; i < values.length; i++) {
      if (!array.get(i).isInt()) {
        throw new IllegalArgumentException("a node number that is not whole");
      }
      values[i] = array.get(i).intValue();
    }
    return values;
  }

  private static double[] numbers(JsonNode array, int most) {
    double[] values = new double[bounded(array, most).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = number(array.get(i));
    }
    return values;
  }

  private static double number(JsonNode node) {
    if (!node.isNumber() || !Double.isFinite(node.doubleValue())) {
      throw new IllegalArgumentException("a value that is missing or not a number");
    }
    return node.doubleValue();
  }

  private static JsonNode bounded(JsonNode array, int most) {
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      throw new IllegalArgumentException("a list that is missing, empty or too long");
    }
    return array;
  }
}

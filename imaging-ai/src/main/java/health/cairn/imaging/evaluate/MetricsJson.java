package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.measure.Interval;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// `metrics.json`, as the command line's contract describes it, with numbers rounded to four places.
///
/// @param text the document
record MetricsJson(
    String text, List<String> classes, int patients, double diceMean, double accuracy) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  MetricsJson {
    classes = List.copyOf(classes);
  }

  static MetricsJson of(
      Path dataset,
      OptionalInt fold,
      StoredModel segmenter,
      StoredModel classifier,
      List<Prediction> predictions) {
    List<String> classes = ((ModelCard.Classify) classifier.card().task()).classes();
    List<int[]> byPatient = byPatient(predictions);
    ClassScores scores = new ClassScores(predictions, classes);
    ObjectNode root = JSON.createObjectNode();
    root.put("dataset", String.valueOf(dataset.toAbsolutePath().normalize().getFileName()));
    root.put("layout", Layout.CHENG_T1CE.word());
    fold.ifPresent(value -> root.put("fold", value));
    root.put("cases", predictions.size());
    root.put("patients", byPatient.size());
    ArrayNode models = root.putArray("models");
    for (StoredModel model : List.of(segmenter, classifier)) {
      ModelRef ref = model.card().ref();
      ObjectNode entry = models.addObject();
      entry.put("name", ref.name()).put("version", ref.version()).put("sha256", ref.sha256());
    }
    double diceMean = segmentation(root.putObject("segmentation"), predictions, classes, byPatient);
    classification(root.putObject("classification"), predictions, classes, scores, byPatient);
    return new MetricsJson(
        pretty(root), classes, byPatient.size(), diceMean, scores.accuracy(scores.all()));
  }

  private static double segmentation(
      ObjectNode part, List<Prediction> predictions, List<String> classes, List<int[]> byPatient) {
    double[] dice = predictions.stream().mapToDouble(Prediction::dice).toArray();
    double[] hd95 =
        predictions.stream()
            .mapToDouble(Prediction::hd95)
            .filter(value -> !Double.isNaN(value))
            .toArray();
    int[] all = IntStream.range(0, dice.length).toArray();
    double diceMean = Bootstrap.mean(dice, all);
    number(part, "diceMean", diceMean);
    number(part, "diceMedian", median(dice));
    interval(part, "diceCi95", diceCi(predictions, dice, all));
    number(part, "hd95Mean", Arrays.stream(hd95).average().orElse(Double.NaN));
    part.put("hd95Unit", "pixels of the mask");
    part.put("hd95Images", hd95.length);
    ObjectNode byClass = part.putObject("byClass");
    for (String name : classes) {
      int[] images =
          Arrays.stream(all).filter(i -> predictions.get(i).row().label().equals(name)).toArray();
      if (images.length > 0) {
        ObjectNode one = byClass.putObject(name);
        one.put("images", images.length);
        number(one, "diceMean", Bootstrap.mean(dice, images));
        interval(one, "diceCi95", diceCi(predictions, dice, images));
      }
    }
    double[] perPatient = byPatient.stream().mapToDouble(p -> Bootstrap.mean(dice, p)).toArray();
    ObjectNode patients = part.putObject("byPatient");
    number(patients, "diceMean", Arrays.stream(perPatient).average().orElse(Double.NaN));
    number(patients, "diceMedian", median(perPatient));
    interval(patients, "diceCi95", Bootstrap.ci95(perPatient));
    return diceMean;
  }

  private static void classification(
      ObjectNode part,
      List<Prediction> predictions,
      List<String> classes,
      ClassScores scores,
      List<int[]> byPatient) {
    List<String> patients = predictions.stream().map(p -> p.row().patient()).toList();
    int[] all = scores.all();
    number(part, "accuracy", scores.accuracy(all));
    interval(part, "accuracyCi95", Bootstrap.ci95(patients, scores::accuracy));
    double[] right =
        byPatient.stream().mapToDouble(p -> scores.patientCorrect(p) ? 1 : 0).toArray();
    number(part, "patientAccuracy", Arrays.stream(right).average().orElse(Double.NaN));
    interval(part, "patientAccuracyCi95", Bootstrap.ci95(right));
    number(part, "macroAuc", scores.macroAuc(all));
    interval(part, "macroAucCi95", Bootstrap.ci95(patients, scores::macroAuc));
    number(part, "ece", scores.calibrationError(all));
    interval(part, "eceCi95", Bootstrap.ci95(patients, scores::calibrationError));
    number(part, "coverageAt95", scores.coverageAt(0.95));
    ObjectNode confusion = part.putObject("confusion");
    for (int truth = 0; truth < classes.size(); truth++) {
      ObjectNode row = confusion.putObject(classes.get(truth));
      for (int said = 0; said < classes.size(); said++) {
        row.put(classes.get(said), scores.count(truth, said));
      }
    }
  }

  private static Optional<Interval> diceCi(
      List<Prediction> predictions, double[] dice, int[] images) {
    List<String> patients =
        Arrays.stream(images).mapToObj(i -> predictions.get(i).row().patient()).toList();
    return Bootstrap.ci95(
        patients,
        drawn -> Bootstrap.mean(dice, Arrays.stream(drawn).map(i -> images[i]).toArray()));
  }

  /// Indices of each patient's images, patients in ascending order of their text.
  private static List<int[]> byPatient(List<Prediction> predictions) {
    TreeMap<String, IntStream.Builder> groups = new TreeMap<>();
    for (int i = 0; i < predictions.size(); i++) {
      groups.computeIfAbsent(predictions.get(i).row().patient(), k -> IntStream.builder()).add(i);
    }
    return groups.values().stream().map(group -> group.build().toArray()).toList();
  }

  private static double median(double[] values) {
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    return Bootstrap.quantile(ascending, 0.5);
  }

  private static void number(ObjectNode node, String name, double value) {
    if (Double.isNaN(value)) {
      node.putNull(name);
    } else {
      node.put(name, rounded(value));
    }
  }

  private static void interval(ObjectNode node, String name, Optional<Interval> interval) {
    if (interval.isPresent()) {
      node.putArray(name).add(rounded(interval.get().low())).add(rounded(interval.get().high()));
    } else {
      node.putNull(name);
    }
  }

  private static double rounded(double value) {
    return BigDecimal.valueOf(value).setScale(4, RoundingMode.HALF_EVEN).doubleValue();
  }

  private static String pretty(ObjectNode root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

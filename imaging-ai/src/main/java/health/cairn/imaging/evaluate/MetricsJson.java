package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.Refusal;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Weights;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;

/// `metrics.json`, as the command line's contract describes it, with numbers rounded to four places.
///
/// @param text the document
/// @param diceMean NaN when nothing was outlined
/// @param accuracy NaN when nothing was classified
/// @param warnings what a reader must know, one sentence each
record MetricsJson(
    String text,
    List<String> classes,
    int patients,
    double diceMean,
    double accuracy,
    List<String> warnings) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  MetricsJson {
    classes = List.copyOf(classes);
    warnings = List.copyOf(warnings);
  }

  static MetricsJson of(
      Path dataset, Layout layout, OptionalInt fold, EvaluatedModels models, Scored scored) {
    List<CaseScore> cases = scored.cases();
    List<String> classes = models.classes();
    ObjectNode root = JSON.createObjectNode();
    int patients = new Patients(cases).groups().size();
    root.put("dataset", String.valueOf(dataset.toAbsolutePath().normalize().getFileName()));
    root.put("layout", layout.word());
    fold.ifPresent(value -> root.put("fold", value));
    root.put("cases", cases.size());
    root.put("patients", patients);
    models(root.putArray("models"), models);
    List<CaseScore> affected =
        cases.stream().filter(c -> !c.label().equals(ChengIndex.NONE)).toList();
    List<CaseScore> outlined = affected.stream().filter(c -> !c.outlines().isEmpty()).toList();
    List<CaseScore> free =
        cases.stream()
            .filter(c -> c.label().equals(ChengIndex.NONE) && !c.outlines().isEmpty())
            .toList();
    double diceMean = Double.NaN;
    if (!outlined.isEmpty() || !free.isEmpty()) {
      ObjectNode part = root.putObject("segmentation");
      if (!outlined.isEmpty()) {
        List<String> labels = labels(classes, outlined);
        diceMean = new SegmentationJson(part, outlined).write(labels, scored);
      }
      if (!free.isEmpty()) {
        tumourFree(part.putObject("tumourFree"), free);
      }
    }
    List<CaseScore> classified = cases.stream().filter(c -> !c.probabilities().isEmpty()).toList();
    double accuracy = Double.NaN;
    if (!classified.isEmpty()) {
      accuracy = ClassificationJson.write(root.putObject("classification"), classified, classes);
    }
    if (!affected.isEmpty()) {
      GroupsJson.write(root.putObject("groups"), affected, classes);
    }
    List<String> warnings = new ArrayList<>(scored.notes());
    warnings.addAll(Exposed.write(root, cases));
    refused(root.putArray("refused"), scored.refused());
    ArrayNode said = root.putArray("warnings");
    warnings.forEach(said::add);
    return new MetricsJson(pretty(root), classes, patients, diceMean, accuracy, warnings);
  }

  /// The classifier's classes, else those of the set.
  private static List<String> labels(List<String> classes, List<CaseScore> cases) {
    return classes.isEmpty()
        ? cases.stream()
            .map(CaseScore::label)
            .filter(l -> !l.isEmpty())
            .distinct()
            .sorted()
            .toList()
        : classes;
  }

  private static void models(ArrayNode part, EvaluatedModels models) {
    for (EvaluatedModels.Judged model : models.all()) {
      ModelRef ref = model.ref();
      ObjectNode entry = part.addObject();
      entry.put("name", ref.name()).put("version", ref.version()).put("sha256", ref.sha256());
      ArrayNode files = entry.putArray("files");
      for (Weights weights : model.files()) {
        ObjectNode file = files.addObject();
        file.put("sha256", weights.graph().sha256());
        ArrayNode trained = file.putArray("trainedOn");
        weights
            .trainedOn()
            .forEach(
                t -> {
                  ObjectNode one = trained.addObject();
                  one.put("dataset", t.dataset());
                  t.folds().forEach(one.putArray("folds")::add);
                });
      }
    }
  }

  /// What is marked on pictures without tumour. They are no part of the Dice, where an empty answer to
  /// an empty mask would count 1.
  private static void tumourFree(ObjectNode part, List<CaseScore> free) {
    part.put("images", free.size());
    int[] marked =
        free.stream()
            .mapToInt(c -> c.outlines().getFirst().overlap().predicted() > 0 ? 1 : 0)
            .toArray();
    double[] clean = Arrays.stream(marked).mapToDouble(m -> 1 - m).toArray();
    Patients patients = new Patients(free);
    part.put("imagesWithAMark", Arrays.stream(marked).sum());
    JsonNumbers.number(part, "specificity", Bootstrap.mean(clean, patients.all()));
    JsonNumbers.interval(part, "specificityCi95", patients.ci95(clean, patients.all()));
    JsonNumbers.number(
        part,
        "markedShareMean",
        free.stream()
            .mapToDouble(
                c ->
                    c.outlines().getFirst().overlap().predicted()
                        / (double) c.outlines().getFirst().lattice().cells())
            .average()
            .orElse(Double.NaN));
  }

  private static void refused(ArrayNode part, List<Refusal> refused) {
    for (Refusal one : refused) {
      part.addObject().put("path", one.path()).put("reason", one.reason());
    }
  }

  private static String pretty(ObjectNode root) {
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package health.cairn.imaging.evaluate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.explain.FaithfulnessPanel;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.radiomics.RadiomicsModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/// Judges every model that suits a data set, one after the other on the same cases as far as they are
/// unseen, and writes the figures as a Markdown table.
public final class SideBySide {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int PEOPLE_WITH_MAPS = 24;
  private static final String PREDICTIONS = "predictions.csv";
  private static final String OUTLINE_ERRORS =
      """

      Finding errors: by the outline's own doubt, 1 - 2|p - 1/2|. Voxels: among those that are true or have p >= 0.01 \
      (over all voxels it would be flattered by the easy background). Failed outlines: Dice below 0.7, by the mean doubt \
      where p >= 0.01.
      """;

  private final InferenceEngine engine;
  private final EvaluatedModels.Installed installed;
  private final Path out;
  private final Progress progress;

  /// @param out each model's metrics.json and predictions.csv go to a folder of its own in here
  public SideBySide(
      InferenceEngine engine, EvaluatedModels.Installed installed, Path out, Progress progress) {
    this.engine = engine;
    this.installed = installed;
    this.out = out;
    this.progress = progress;
  }

  /// One model on one data set; `metrics` is empty where it was not run.
  /// @param row as in [#rows]
  private record Judged(String row, ModelRef model, Optional<JsonNode> metrics, String reason) {}

  /// @param data a data set, or a folder that holds sets under the names of [Layout]
  /// @param fold only this fold of a Cheng set
  /// @param command what the user typed, to be shown
  /// @param date of the table
  /// @return the Markdown text
  public String table(Path data, OptionalInt fold, String command, LocalDate date)
      throws ImagingException {
    StringBuilder text = new StringBuilder("# Models side by side\n\n");
    text.append("Generated ").append(date).append(" by\n\n    ").append(command).append("\n\n");
    text.append(
        """
        Do not edit. Every figure is on patients that the files which answered never saw (by patient \
        number, by examinations of one person, and by what pictures look like), unless `unseen` says \
        otherwise. Intervals: 95 %, 1,000 bootstrap resamples of people (with all their examinations), fixed seed. Definitions: \
        `health.cairn.imaging.evaluate.metric`.
        """);
    for (Path set : sets(data)) {
      Layout layout = Layout.of(set);
      List<Judged> judged = new ArrayList<>();
      for (var row : rows(layout).entrySet()) {
        judged.add(judge(row.getKey(), set, layout, row.getValue(), fold));
      }
      section(text, layout, fold, judged);
      text.append(SecondOpinionTable.of(seconded(layout, judged)));
      if (layout == Layout.CHENG_T1CE) {
        maps(text, set);
      }
    }
    return text.toString();
  }

  /// What is judged, by its name in the tables and of its folder: with its version where another of that name came before.
  private Map<String, EvaluatedModels> rows(Layout layout) {
    Map<String, EvaluatedModels> rows = new LinkedHashMap<>();
    for (EvaluatedModels one : EvaluatedModels.each(installed, layout)) {
      ModelRef model = one.all().getFirst().ref();
      String name = model.name();
      rows.put(rows.containsKey(name) ? name + "@" + model.version() : name, one);
    }
    return rows;
  }

  /// How well each network finds its own errors when the measured features are asked as well; also
  /// written beside its figures.
  private Map<String, JsonNode> seconded(Layout layout, List<Judged> judged)
      throws ImagingException {
    Map<String, JsonNode> figures = new LinkedHashMap<>();
    Path set = out.resolve(layout.word());
    Path second = set.resolve(RadiomicsModel.NAME).resolve(PREDICTIONS);
    for (Judged one : judged) {
      String name = one.row();
      boolean classified = one.metrics().filter(m -> m.has("classification")).isPresent();
      if (classified && !name.equals(RadiomicsModel.NAME) && Files.isRegularFile(second)) {
        ObjectNode part = JSON.createObjectNode();
        SecondOpinions.write(
            part, set.resolve(name).resolve(PREDICTIONS), RadiomicsModel.NAME, second);
        if (!part.isEmpty()) {
          figures.put(name, part);
          write(set.resolve(name).resolve("second-opinion.json"), part);
        }
      }
    }
    return figures;
  }

  private static void write(Path file, JsonNode content) throws ImagingException {
    try {
      Files.writeString(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(content));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, file + " cannot be written: " + e.getMessage(), e);
    }
  }

  /// What the maps of each network that has graphs of its gradients are worth.
  private void maps(StringBuilder text, Path set) throws ImagingException {
    FaithfulnessRun run = new FaithfulnessRun(engine, progress);
    for (StoredModel model : installed.models()) {
      Optional<FaithfulnessPanel> panel = run.panel(model, set, PEOPLE_WITH_MAPS);
      if (panel.isPresent()) {
        text.append("\n### Maps of ").append(model.card().name()).append("\n\n");
        text.append(panel.get().markdown());
      }
    }
  }

  /// What the answers of the models for single slices after contrast agent hang on.
  ///
  /// @param data folder that holds sets under the names of [Layout]
  /// @param heads people without a tumour, DICOM files, folders or archives
  /// @return the Markdown text
  public String shortcuts(Path data, List<Path> heads) throws ImagingException {
    ShortcutProbes probes =
        new ShortcutProbes(engine, data, heads, out.resolve("scratch"), progress);
    Map<String, JsonNode> probed = new LinkedHashMap<>();
    for (var row : rows(Layout.CHENG_T1CE).entrySet()) {
      EvaluatedModels one = row.getValue();
      if (one.clustering().isEmpty() && one.awaitingLicence().isEmpty()) {
        ObjectNode figures = JSON.createObjectNode();
        probes.write(figures, one);
        probed.put(row.getKey(), figures);
      }
    }
    return ShortcutTables.of(probed);
  }

  private static List<Path> sets(Path data) {
    List<Path> sets = new ArrayList<>();
    for (Layout layout : Layout.values()) {
      if (Files.isDirectory(data.resolve(layout.word()))) {
        sets.add(data.resolve(layout.word()));
      }
    }
    return sets.isEmpty() ? List.of(data) : List.copyOf(sets);
  }

  private Judged judge(String row, Path set, Layout layout, EvaluatedModels one, OptionalInt fold)
      throws ImagingException {
    ModelRef model = one.all().getFirst().ref();
    if (one.awaitingLicence().isPresent()) {
      return new Judged(row, model, Optional.empty(), "its licence was not accepted");
    }
    Path folder = out.resolve(layout.word()).resolve(row);
    try {
      OptionalInt rows = layout == Layout.CHENG_T1CE ? fold : OptionalInt.empty();
      EvaluationResult result =
          Evaluation.run(
              engine,
              one,
              set,
              new Evaluation.Choice(rows, Optional.empty(), true),
              folder,
              progress);
      return new Judged(row, model, Optional.of(JSON.readTree(result.json())), "");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    } catch (ImagingException e) {
      if (e.kind() != ImagingException.Kind.REFUSED) {
        throw e;
      }
      return new Judged(row, model, Optional.empty(), e.getMessage());
    }
  }

  private static void section(
      StringBuilder text, Layout layout, OptionalInt fold, List<Judged> judged) {
    text.append("\n## ").append(layout.word());
    fold.ifPresent(f -> text.append(layout == Layout.CHENG_T1CE ? ", fold " + f : ""));
    text.append("\n");
    Map<String, JsonNode> run = new LinkedHashMap<>();
    judged.forEach(j -> j.metrics().ifPresent(m -> run.put(j.row(), m)));
    text.append(outlines(run)).append(classes(run));
    if (!run.isEmpty()) {
      text.append(DoubtTables.of(run)).append(GroupTable.of(run));
    }
    if (judged.isEmpty()) {
      text.append("\nNo installed model suits this set.\n");
    }
    text.append('\n');
    for (Judged one : judged) {
      ModelRef model = one.model();
      text.append("- ").append(model.name()).append(' ').append(model.version());
      text.append(", ").append(model.licence()).append(", sha256 `").append(model.sha256());
      text.append('`');
      if (!one.reason().isEmpty()) {
        text.append(": not run: ").append(one.reason());
      }
      text.append('\n');
    }
  }

  private static String outlines(Map<String, JsonNode> run) {
    MarkdownTable table =
        new MarkdownTable(
            "model",
            "structure",
            "cases, patients",
            "Dice mean",
            "median",
            "HD95",
            "surface Dice",
            "lesion-wise Dice",
            "sensitivity",
            "finds wrong voxels (AUROC)",
            "finds failed outlines (AUROC)",
            "unseen");
    run.forEach((name, metrics) -> outline(table, name, metrics));
    return run.values().stream().anyMatch(m -> m.has("segmentation"))
        ? "\n" + table + OUTLINE_ERRORS
        : "";
  }

  private static void outline(MarkdownTable table, String name, JsonNode metrics) {
    if (!metrics.has("segmentation")) {
      return;
    }
    JsonNode part = metrics.path("segmentation");
    String unit = part.path("hd95Unit").textValue().equals("mm") ? " mm" : " px";
    table.row(
        name,
        "all",
        MarkdownTable.counts(metrics),
        MarkdownTable.figure(part, "diceMean", "diceCi95"),
        MarkdownTable.number(part, "diceMedian"),
        MarkdownTable.number(part, "hd95Mean") + unit,
        MarkdownTable.figure(part, "surfaceDiceMean", "surfaceDiceCi95"),
        MarkdownTable.figure(part.path("lesionWise"), "diceMean", "diceCi95"),
        MarkdownTable.figure(part, "sensitivityMean", "sensitivityCi95"),
        MarkdownTable.number(part.path("errorDetection"), "voxelAurocDoubtful"),
        MarkdownTable.figure(part.path("errorDetection"), "caseAuroc", "caseAurocCi95"),
        unseen(metrics));
    part.path("byClass")
        .properties()
        .forEach(
            entry -> {
              JsonNode own = entry.getValue();
              table.row(
                  "",
                  entry.getKey(),
                  own.path("images").asText(),
                  MarkdownTable.figure(own, "diceMean", "diceCi95"),
                  MarkdownTable.number(own, "diceMedian"),
                  own.has("hd95Mean") ? MarkdownTable.number(own, "hd95Mean") + unit : "",
                  own.has("surfaceDiceMean")
                      ? MarkdownTable.figure(own, "surfaceDiceMean", "surfaceDiceCi95")
                      : "",
                  "",
                  "",
                  "",
                  "",
                  "");
            });
  }

  private static String classes(Map<String, JsonNode> run) {
    MarkdownTable table =
        new MarkdownTable(
            "model",
            "cases, patients",
            "accuracy",
            "by patient",
            "macro AUC",
            "macro F1",
            "ECE",
            "Brier",
            "finds own errors (AUROC)",
            "answers",
            "accuracy of these",
            "unseen");
    run.forEach((name, metrics) -> classified(table, name, metrics));
    return run.values().stream().anyMatch(m -> m.has("classification")) ? "\n" + table : "";
  }

  private static void classified(MarkdownTable table, String name, JsonNode metrics) {
    if (!metrics.has("classification")) {
      return;
    }
    JsonNode part = metrics.path("classification");
    table.row(
        name,
        MarkdownTable.counts(metrics),
        MarkdownTable.figure(part, "accuracy", "accuracyCi95"),
        MarkdownTable.figure(part, "patientAccuracy", "patientAccuracyCi95"),
        MarkdownTable.figure(part, "macroAuc", "macroAucCi95"),
        MarkdownTable.figure(part, "macroF1", "macroF1Ci95"),
        MarkdownTable.figure(part, "ece", "eceCi95"),
        MarkdownTable.figure(part, "brier", "brierCi95"),
        MarkdownTable.figure(part.path("errorDetection"), "auroc", "aurocCi95"),
        MarkdownTable.figure(part.path("abstention"), "coverage", "coverageCi95"),
        MarkdownTable.figure(
            part.path("abstention"), "accuracyOfAnswered", "accuracyOfAnsweredCi95"),
        unseen(metrics));
  }

  private static String unseen(JsonNode metrics) {
    int unknown = metrics.path("training").path("unknown").path("cases").intValue();
    return unknown == 0
        ? "yes"
        : unknown == metrics.path("cases").intValue() ? "not said" : "partly";
  }
}

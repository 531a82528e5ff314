package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.evaluate.leak.SliceList;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// Computes the figures of models on labelled images, as their cards define them
/// (`imaging-ai/training/tumour/metrics.py` is the other implementation of the main ones).
public final class Evaluation {
  private Evaluation() {}

  /// What of a data set is judged.
  ///
  /// @param fold only rows of this fold; empty for all rows. The Cheng layout alone has folds
  /// @param tumourFree a folder of pictures without tumour, judged as class "none" besides those in a
  ///   folder `notumor` of the data set
  /// @param unseenOnly leave out patients whom every file of a model was trained on
  public record Choice(OptionalInt fold, Optional<Path> tumourFree, boolean unseenOnly) {
    public static Choice all() {
      return new Choice(OptionalInt.empty(), Optional.empty(), false);
    }
  }

  /// Runs models over a data set and writes `metrics.json` and `predictions.csv`. A file that cannot
  /// be read is named in the result, and the others count. Each case is answered by those files of a
  /// model that never saw its patient, where there are some. Blocks.
  ///
  /// @param dataset a folder of one of the layouts of [Layout]
  /// @param out created where it does not exist
  /// @throws ImagingException `REFUSED` for a layout that is not known, an index that cannot be read,
  ///   or when not one case can be; `INTEGRITY` for a model that is not its card's
  /// @throws java.util.concurrent.CancellationException when `progress` says so; nothing is written
  public static EvaluationResult run(
      InferenceEngine engine,
      EvaluatedModels models,
      Path dataset,
      Choice choice,
      Path out,
      Progress progress)
      throws ImagingException {
    Layout layout = Layout.of(dataset);
    if (layout != Layout.CHENG_T1CE
        && (choice.fold().isPresent() || choice.tumourFree().isPresent())) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "A data set of the layout " + layout.word() + " has no folds and no tumour-free images.");
    }
    Origins known = new Origins(SliceList.ofTraining(), choice.unseenOnly());
    Scored scored =
        switch (layout) {
          case CHENG_T1CE ->
              new ChengRun(engine, models, known)
                  .run(
                      dataset,
                      ChengIndex.read(dataset, choice.fold()),
                      tumourFree(dataset, choice),
                      progress);
          case LGG_FLAIR -> new LggRun(engine, segmenter(models), known).run(dataset, progress);
          case HIPPOCAMPUS ->
              new VolumeRun(engine, segmenter(models), known).ofOneSequence(dataset, progress);
          case NNUNET ->
              new VolumeRun(engine, segmenter(models), known).ofSeveralSequences(dataset, progress);
        };
    if (scored.cases().isEmpty()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          scored.refused().isEmpty()
              ? "Not one case is left: all were seen in training."
              : "Not one case can be judged; the first: " + scored.refused().getFirst().reason());
    }
    MetricsJson metrics = MetricsJson.of(dataset, layout, choice.fold(), models, scored);
    String csv =
        layout == Layout.CHENG_T1CE
            ? PredictionsCsv.ofImages(scored.cases(), metrics.classes())
            : PredictionsCsv.ofStructures(scored.cases());
    return written(out, csv, metrics, scored);
  }

  private static List<PictureOf> tumourFree(Path dataset, Choice choice) throws ImagingException {
    Path inside = dataset.resolve(TumourFree.SET);
    if (choice.tumourFree().isPresent()) {
      return TumourFree.pictures(choice.tumourFree().get());
    }
    return choice.fold().isEmpty() && Files.isDirectory(inside)
        ? TumourFree.pictures(inside)
        : List.of();
  }

  private static StoredModel segmenter(EvaluatedModels models) throws ImagingException {
    return models
        .segmenter()
        .orElseThrow(
            () ->
                new ImagingException(
                    ImagingException.Kind.REFUSED,
                    "This data set has outlines only; name a model that outlines."));
  }

  private static EvaluationResult written(Path out, String csv, MetricsJson metrics, Scored scored)
      throws ImagingException {
    try {
      Files.createDirectories(out);
      Path json = out.resolve("metrics.json");
      Path predictions = out.resolve("predictions.csv");
      Files.writeString(predictions, csv);
      Files.writeString(json, metrics.text());
      return new EvaluationResult(
          json,
          predictions,
          scored.cases().size(),
          metrics.patients(),
          metrics.diceMean(),
          metrics.accuracy(),
          metrics.text(),
          scored.refused(),
          List.copyOf(metrics.warnings()));
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The evaluation cannot be written to " + out + ": " + e.getMessage(),
          e);
    }
  }
}

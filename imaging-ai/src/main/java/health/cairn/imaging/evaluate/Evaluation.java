package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.StoredModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/// Computes the figures of a segmenter and a classifier on labelled images, as their cards define
/// them (`imaging-ai/training/tumour/metrics.py` is the other implementation of the same figures).
public final class Evaluation {
  private Evaluation() {}

  /// Runs both models over a data set and writes `metrics.json` and `predictions.csv`. Blocks.
  ///
  /// @param dataset a folder laid out as `train/cheng_t1ce`: index.csv, images/, masks/
  /// @param fold only rows of this fold; empty for all rows
  /// @param out created where it does not exist
  /// @throws ImagingException `REFUSED` for a layout that is not known or a file that cannot be
  ///   read, `INTEGRITY` for a model that is not its card's
  /// @throws java.util.concurrent.CancellationException when `progress` says so; nothing is written
  public static EvaluationResult run(
      InferenceEngine engine,
      StoredModel segmenter,
      StoredModel classifier,
      Path dataset,
      OptionalInt fold,
      Path out,
      Progress progress)
      throws ImagingException {
    Layout layout = Layout.of(dataset);
    if (layout != Layout.CHENG_T1CE) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The layout " + layout.word() + " of " + dataset + " is not evaluated yet.");
    }
    List<ChengIndex.Row> rows = ChengIndex.read(dataset, fold);
    List<Prediction> predictions =
        new SlicePredictor(engine, segmenter, classifier).predict(dataset, rows, progress);
    MetricsJson metrics = MetricsJson.of(dataset, fold, segmenter, classifier, predictions);
    try {
      Files.createDirectories(out);
      Path json = out.resolve("metrics.json");
      Path csv = out.resolve("predictions.csv");
      Files.writeString(csv, PredictionsCsv.of(predictions, metrics.classes()));
      Files.writeString(json, metrics.text());
      return new EvaluationResult(
          json,
          csv,
          predictions.size(),
          metrics.patients(),
          metrics.diceMean(),
          metrics.accuracy(),
          metrics.text());
    } catch (IOException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The evaluation cannot be written to " + out + ": " + e.getMessage(),
          e);
    }
  }
}

package health.cairn.imaging.evaluate;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.Probabilities;
import health.cairn.imaging.inference.AnswerSink;
import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.SliceInput;
import health.cairn.imaging.inference.StoredModel;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs both models over the images of an index, some at a time, so that a data set of any length
/// fits the heap.
final class SlicePredictor {
  private static final int CHUNK = 32;
  private static final String STEP = "Evaluating";
  private static final int MASK_LEVEL = 127;

  private final InferenceEngine engine;
  private final StoredModel segmenter;
  private final StoredModel classifier;
  private final ModelCard.Segment outline;
  private final ModelCard.Classify type;

  SlicePredictor(InferenceEngine engine, StoredModel segmenter, StoredModel classifier)
      throws ImagingException {
    if (!(segmenter.card().task() instanceof ModelCard.Segment segment)
        || segment.labels().size() != 1
        || !(classifier.card().task() instanceof ModelCard.Classify classify)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "An evaluation needs a model that outlines one thing and a model that classifies.");
    }
    this.engine = engine;
    this.segmenter = segmenter;
    this.classifier = classifier;
    this.outline = segment;
    this.type = classify;
  }

  List<Prediction> predict(Path dataset, List<ChengIndex.Row> rows, Progress progress)
      throws ImagingException {
    for (ChengIndex.Row row : rows) {
      if (!type.classes().contains(row.label())) {
        throw new ImagingException(
            ImagingException.Kind.REFUSED,
            "The class " + row.label() + " of image " + row.id() + " is not known to the model.");
      }
    }
    List<Prediction> predictions = new ArrayList<>();
    for (int first = 0; first < rows.size(); first += CHUNK) {
      progress.report(STEP, first, rows.size());
      List<ChengIndex.Row> chunk = rows.subList(first, Math.min(first + CHUNK, rows.size()));
      predictions.addAll(predictChunk(dataset, chunk));
    }
    progress.report(STEP, rows.size(), rows.size());
    return predictions;
  }

  private List<Prediction> predictChunk(Path dataset, List<ChengIndex.Row> rows)
      throws ImagingException {
    List<GreyPicture> images = new ArrayList<>();
    for (ChengIndex.Row row : rows) {
      images.add(GreyPicture.read(dataset.resolve("images"), row.id()));
    }
    List<double[]> maps = run(segmenter, images);
    List<double[]> scores = run(classifier, images);
    List<Prediction> predictions = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      GreyPicture mask = GreyPicture.read(dataset.resolve("masks"), rows.get(i).id());
      PixelMask truth = PixelMask.of(mask.rows(), mask.columns(), at -> mask.at(at) > MASK_LEVEL);
      // The card: without spacing, the mask's own rows and columns are the source grid.
      double[] probability =
          SliceInput.ofPicture(segmenter.card().slices(), mask.rows(), mask.columns())
              .toSource(maps.get(i));
      PixelMask predicted =
          PixelMask.of(mask.rows(), mask.columns(), at -> probability[at] >= outline.threshold());
      predictions.add(
          new Prediction(
              rows.get(i),
              PixelMask.dice(truth, predicted),
              PixelMask.hd95(truth, predicted),
              truth.count(),
              predicted.count(),
              Arrays.stream(Probabilities.softmax(scores.get(i), type.temperature()))
                  .boxed()
                  .toList()));
    }
    return predictions;
  }

  private List<double[]> run(StoredModel model, List<GreyPicture> images) throws ImagingException {
    List<double[]> answers = new ArrayList<>();
    AnswerSink sink =
        (index, values) -> {
          double[] copy = new double[values.remaining()];
          for (int k = 0; k < copy.length; k++) {
            copy[k] = values.get(k);
          }
          answers.add(copy);
        };
    engine.run(model, new Pictures(images, model.card().slices()), sink, STEP, Progress.NONE);
    return answers;
  }

  private record Pictures(List<GreyPicture> images, ModelInput.Slices input)
      implements ImageSource {
    @Override
    public int count() {
      return images.size();
    }

    @Override
    public void write(int index, FloatBuffer target) {
      GreyPicture image = images.get(index);
      SliceInput.ofPicture(input, image.rows(), image.columns()).write(image.wide(), target);
    }
  }
}

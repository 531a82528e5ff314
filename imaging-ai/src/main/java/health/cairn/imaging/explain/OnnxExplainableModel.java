package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.FloatArray;
import health.cairn.imaging.inference.GradientAnswer;
import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.slice.Raster;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;

/// A classifier's explanation graph on the engine.
///
/// Scores come from that graph too, though a pass forward alone would be cheaper: the classifier's own
/// file may average over mirrored images, and a map must explain the very number it is held against.
public final class OnnxExplainableModel implements ExplainableModel {
  private final InferenceEngine engine;
  private final StoredModel model;
  private final String step;
  private final Progress progress;
  private final int size;
  private final List<String> classes;

  /// @param model of an ensemble the first network is explained ([StoredModel#members] for others)
  /// @param step what `progress` reports, in the reader's words
  /// @param progress called on the engine's thread; cancels by throwing
  /// @throws ImagingException `REFUSED` when it is no classifier of single slices
  public OnnxExplainableModel(
      InferenceEngine engine, StoredModel model, String step, Progress progress)
      throws ImagingException {
    this.engine = engine;
    this.model = model;
    this.step = step;
    this.progress = progress;
    if (!(model.card().task() instanceof ModelCard.Classify classify)
        || !(model.card().input() instanceof ModelInput.Slices slices && slices.isSingle())) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " is no classifier of single slices.");
    }
    this.size = slices.size();
    this.classes = classify.classes();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<String> classes() {
    return classes;
  }

  @Override
  public List<Scores> scores(List<Raster> images) throws ImagingException {
    List<Scores> scores = new ArrayList<>();
    run(images, Collections.nCopies(classes.size(), 0.0), answer -> scores.add(scores(answer)));
    return List.copyOf(scores);
  }

  @Override
  public List<Gradients> gradients(List<Raster> images, List<Double> direction)
      throws ImagingException {
    List<Gradients> gradients = new ArrayList<>();
    run(
        images,
        direction,
        answer ->
            gradients.add(
                new Gradients(
                    scores(answer),
                    maps(answer.features()),
                    maps(answer.featureGradient()),
                    maps(answer.imageGradient()).getFirst())));
    return List.copyOf(gradients);
  }

  private void run(List<Raster> images, List<Double> direction, Consumer<GradientAnswer> to)
      throws ImagingException {
    for (Raster image : images) {
      if (image.width() != size || image.height() != size) {
        throw new IllegalArgumentException("an image of " + image + " for a network of " + size);
      }
    }
    ImageSource source =
        new ImageSource() {
          @Override
          public int count() {
            return images.size();
          }

          @Override
          public void write(int index, FloatBuffer target) {
            images.get(index).writeTo(target);
          }
        };
    engine.gradients(
        model, source, direction, (index, answer) -> to.accept(answer), step, progress);
  }

  private static Scores scores(GradientAnswer answer) {
    double[] logits = new double[answer.logits().length()];
    for (int k = 0; k < logits.length; k++) {
      logits[k] = answer.logits().at(k);
    }
    return Scores.of(logits);
  }

  /// [maps, rows, columns] as one raster per map.
  private static List<Raster> maps(FloatArray values) {
    int height = values.shape().get(1);
    int width = values.shape().get(2);
    List<Raster> maps = new ArrayList<>();
    for (int c = 0; c < values.shape().getFirst(); c++) {
      int from = c * height * width;
      maps.add(Raster.drawn(width, height, (x, y) -> values.at(from + y * width + x)));
    }
    return maps;
  }
}

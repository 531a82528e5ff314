package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.ImageSource;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.slice.Raster;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// A classifier as it answers in use, an ensemble with the mean of its networks; without gradients.
public final class NetworkScorer implements Scorer {
  private static final String STEP = "Explaining";

  private final InferenceEngine engine;
  private final StoredModel model;
  private final Progress progress;
  private final ModelCard.Classify task;
  private final int size;

  /// @throws ImagingException `REFUSED` when it is no classifier of single slices
  public NetworkScorer(InferenceEngine engine, StoredModel model, Progress progress)
      throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Classify classify)
        || !(model.card().input() instanceof ModelInput.Slices slices && slices.isSingle())) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " is no classifier of single slices.");
    }
    this.engine = engine;
    this.model = model;
    this.progress = progress;
    this.task = classify;
    this.size = slices.size();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public List<String> classes() {
    return task.classes();
  }

  /// Logits divided by the card's temperature, so that their softmax is what the model says in use.
  @Override
  public List<Scores> scores(List<Raster> images) throws ImagingException {
    List<Scores> scores = new ArrayList<>();
    engine.run(
        model,
        new Images(images),
        (index, values) -> {
          List<Double> logits = new ArrayList<>();
          for (int k = 0; k < values.remaining(); k++) {
            logits.add(values.get(k) / task.temperature());
          }
          scores.add(new Scores(logits));
        },
        STEP,
        progress);
    return scores;
  }

  private record Images(List<Raster> images) implements ImageSource {
    @Override
    public int count() {
      return images.size();
    }

    @Override
    public void write(int index, FloatBuffer target) {
      images.get(index).writeTo(target);
    }
  }
}

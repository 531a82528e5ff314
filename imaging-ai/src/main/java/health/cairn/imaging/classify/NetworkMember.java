package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.AnswerSink;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCard;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.Published;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.Weights;
import health.cairn.imaging.uncertainty.PredictionSet;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A network that classifies single slices as a whole; the outline is left aside.
public final class NetworkMember implements Member {
  private static final String STEP = "Classifying";

  private final InferenceEngine engine;
  private final StoredModel model;
  private final ModelCard.Classify task;

  /// @throws ImagingException `REFUSED` when the model does not classify single slices
  public NetworkMember(InferenceEngine engine, StoredModel model) throws ImagingException {
    if (!(model.card().task() instanceof ModelCard.Classify classify)
        || !model.card().slices().isSingle()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + model.card().name() + " does not classify single slices.");
    }
    this.engine = engine;
    this.model = model;
    this.task = classify;
  }

  private NetworkMember(InferenceEngine engine, StoredModel model, ModelCard.Classify task) {
    this.engine = engine;
    this.model = model;
    this.task = task;
  }

  /// The network, for explanations.
  public StoredModel network() {
    return model;
  }

  @Override
  public ModelRef ref() {
    return model.ref();
  }

  @Override
  public Optional<Member> neverSaw(String dataset, int fold) {
    return model.neverSaw(dataset, fold).map(m -> new NetworkMember(engine, m, task));
  }

  @Override
  public List<Weights> weights() {
    return model.weights();
  }

  @Override
  public Published published() {
    return model.published();
  }

  @Override
  public boolean awaitsLicence() {
    return model.awaitsLicence();
  }

  @Override
  public List<String> classes() {
    return task.classes();
  }

  @Override
  public Map<String, Double> figures() {
    return model.card().published();
  }

  @Override
  public double minimumConfidence() {
    return task.minimumConfidence().orElse(DEFAULT_MINIMUM_CONFIDENCE);
  }

  @Override
  public Optional<PredictionSet> predictionSet() {
    return task.predictionSet();
  }

  @Override
  public Optional<ModelCard.Seconded> seconded() {
    return task.seconded();
  }

  @Override
  public boolean looksAtTheOutline() {
    return false;
  }

  @Override
  public List<Judgement> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException {
    Answers answers = new Answers();
    engine.run(model, new SampleImages(slices, model.card().slices()), answers, STEP, progress);
    List<Judgement> judgements = new ArrayList<>();
    for (int i = 0; i < slices.size(); i++) {
      double[] p = Probabilities.softmax(answers.scores.get(i), task.temperature());
      judgements.add(
          Judgement.of(ClassProbabilities.of(task.classes(), p), answers.novelty.get(i)));
    }
    return judgements;
  }

  /// Copies what comes from the engine's thread; read after the run has ended.
  private static final class Answers implements AnswerSink {
    private final List<double[]> scores = new ArrayList<>();
    private final List<Double> novelty = new ArrayList<>();

    @Override
    public void accept(int index, FloatBuffer values) {
      double[] copy = new double[values.remaining()];
      for (int i = 0; i < copy.length; i++) {
        copy[i] = values.get(i);
      }
      scores.add(copy);
      novelty.add(Double.NaN);
    }

    @Override
    public void novelty(int index, double share) {
      novelty.set(index, share);
    }
  }
}

package health.cairn.imaging.inference;

import ai.djl.Device;
import ai.djl.MalformedModelException;
import ai.djl.Model;
import ai.djl.engine.EngineException;
import ai.djl.inference.Predictor;
import ai.djl.translate.TranslateException;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import health.cairn.imaging.ImagingException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/// One loaded graph of a model. Used by the engine's one thread only; closed by the engine.
final class OnnxSession implements AutoCloseable {
  private final ModelCard card;
  private final Model model;
  private final Predictor<ImageBatch, Integer> predictor;

  private OnnxSession(ModelCard card, Model model, Predictor<ImageBatch, Integer> predictor) {
    this.card = card;
    this.model = model;
    this.predictor = predictor;
  }

  /// @param file one of the model's graphs
  /// @param threads intra-op threads
  static OnnxSession load(StoredModel stored, GraphFile file, int threads) throws ImagingException {
    ModelCard card = stored.card();
    byte[] verified = stored.verified(file);
    Model model = newModel(card);
    try (SessionOptions options = options(threads)) {
      model.load(new ByteArrayInputStream(verified), Map.of("sessionOptions", options));
      List<String> inputs = model.describeInput().keys();
      requireInputs(card, inputs);
      return new OnnxSession(
          card, model, model.newPredictor(new ImageBatchTranslator(card, inputs)));
    } catch (ImagingException e) {
      model.close();
      throw e;
    } catch (IOException | MalformedModelException | OrtException | RuntimeException e) {
      model.close();
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model " + card.name() + " " + card.version() + " cannot be loaded.",
          e);
    }
  }

  private static void requireInputs(ModelCard card, List<String> inputs) throws ImagingException {
    boolean gradients =
        card.task() instanceof ModelCard.Classify
            && inputs.size() == 2
            && inputs.contains(GradientSession.DIRECTION);
    if (!inputs.contains(card.input().name()) || (inputs.size() != 1 && !gradients)) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The model "
              + card.name()
              + " takes the inputs "
              + String.join(", ", inputs)
              + ", not the one its card names.");
    }
  }

  private static Model newModel(ModelCard card) throws ImagingException {
    try {
      return OfflineRuntime.engine().newModel(card.name(), Device.cpu());
    } catch (LinkageError e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "Models cannot run on this machine: ONNX Runtime's native library does not load.",
          e);
    }
  }

  /// How every session of this program is set up; the benchmark's raw session too.
  static SessionOptions options(int threads) throws OrtException {
    SessionOptions options = new SessionOptions();
    options.setIntraOpNumThreads(threads);
    options.setInterOpNumThreads(1);
    // Spinning threads would take the cores from the window between two operators.
    options.addConfigEntry("session.intra_op.allow_spinning", "0");
    return options;
  }

  ModelCard card() {
    return card;
  }

  void run(ImageBatch batch) throws ImagingException {
    try {
      predictor.predict(batch);
    } catch (TranslateException | EngineException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The model " + card.name() + " " + card.version() + " failed: " + rootMessage(e) + ".",
          e);
    }
  }

  private static String rootMessage(Throwable thrown) {
    Throwable root = thrown;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }

  @Override
  public void close() {
    predictor.close();
    model.close();
  }
}

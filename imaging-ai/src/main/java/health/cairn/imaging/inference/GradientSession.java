package health.cairn.imaging.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import health.cairn.imaging.ImagingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// One loaded graph that gives its gradients. Used by the engine's one thread only; closed by the
/// engine. Plain ONNX Runtime: DJL's predictors have one input in mind.
final class GradientSession implements AutoCloseable {
  static final String DIRECTION = "direction";

  private static final List<String> OUTPUTS =
      List.of("logits", "features", "featureGradient", "imageGradient");

  private final ModelCard card;
  private final OrtSession session;

  private GradientSession(ModelCard card, OrtSession session) {
    this.card = card;
    this.session = session;
  }

  /// The graph that explains the first network: the one the card names for that, else the network's
  /// own, which may hold its gradients.
  static GraphFile graphOf(StoredModel model) {
    Weights first = model.weights().getFirst();
    return first.explain().orElse(first.graph());
  }

  static GradientSession load(StoredModel model, GraphFile file, int threads)
      throws ImagingException {
    ModelCard card = model.card();
    byte[] verified = model.verified(file);
    OfflineRuntime.engine();
    try (SessionOptions options = OnnxSession.options(threads)) {
      OrtSession session = OrtEnvironment.getEnvironment().createSession(verified, options);
      if (!session.getInputNames().equals(Set.of(card.input().name(), DIRECTION))
          || !session.getOutputNames().containsAll(OUTPUTS)) {
        session.close();
        throw new ImagingException(
            ImagingException.Kind.REFUSED,
            "The model " + card.name() + " has no graph that gives its gradients.");
      }
      return new GradientSession(card, session);
    } catch (OrtException e) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "The explanation graph " + file.file() + " cannot be loaded.",
          e);
    }
  }

  InferenceRun.Batches batches(ImageSource images, List<Double> direction, GradientSink sink)
      throws ImagingException {
    if (!(card.task() instanceof ModelCard.Classify classify)
        || classify.classes().size() != direction.size()) {
      throw new ImagingException(
          ImagingException.Kind.REFUSED,
          "A direction needs one weight for each class of the model " + card.name() + ".");
    }
    return new InferenceRun.Batches() {
      @Override
      public int size() {
        return InferenceEngine.batch(card.input());
      }

      @Override
      public void run(int first, int count) throws ImagingException {
        GradientSession.this.run(images, first, count, direction, sink);
      }
    };
  }

  private void run(
      ImageSource images, int first, int count, List<Double> direction, GradientSink sink)
      throws ImagingException {
    FloatBuffer pixels = direct(count * card.input().values());
    for (int i = 0; i < count; i++) {
      images.write(first + i, pixels);
    }
    FloatBuffer weights = direct(count * direction.size());
    for (int i = 0; i < count; i++) {
      direction.forEach(weight -> weights.put(weight.floatValue()));
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor image =
            OnnxTensor.createTensor(environment, pixels.flip(), card.input().shape(count));
        OnnxTensor directions =
            OnnxTensor.createTensor(
                environment, weights.flip(), new long[] {count, direction.size()});
        OrtSession.Result result =
            session.run(
                Map.of(card.input().name(), image, DIRECTION, directions), Set.copyOf(OUTPUTS))) {
      List<List<FloatArray>> answers = new ArrayList<>();
      for (String name : OUTPUTS) {
        answers.add(each(name, result.get(name).orElseThrow(), count));
      }
      for (int i = 0; i < count; i++) {
        sink.accept(
            first + i,
            new GradientAnswer(
                answers.get(0).get(i),
                answers.get(1).get(i),
                answers.get(2).get(i),
                answers.get(3).get(i)));
      }
    } catch (OrtException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The model " + card.name() + " failed while being explained: " + e.getMessage() + ".",
          e);
    }
  }

  private List<FloatArray> each(String name, OnnxValue value, int count) throws ImagingException {
    if (!(value instanceof OnnxTensor tensor) || tensor.getInfo().getShape()[0] != count) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT,
          "The model " + card.name() + " answers no " + name + " for each image.");
    }
    List<Integer> shape = new ArrayList<>();
    long[] all = tensor.getInfo().getShape();
    for (int axis = 1; axis < all.length; axis++) {
      shape.add((int) all[axis]);
    }
    FloatBuffer values = tensor.getFloatBuffer();
    for (int i = 0; i < values.limit(); i++) {
      if (!Float.isFinite(values.get(i))) {
        throw new ImagingException(
            ImagingException.Kind.ENVIRONMENT,
            "The model " + card.name() + " answers a " + name + " that is not a number.");
      }
    }
    int each = values.remaining() / count;
    List<FloatArray> list = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      list.add(FloatArray.of(shape, values.slice(i * each, each)));
    }
    return list;
  }

  private static FloatBuffer direct(int floats) {
    return ByteBuffer.allocateDirect(floats * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("a session that cannot be closed", e);
    }
  }
}

package health.cairn.imaging.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;

/// Measures the engine against a plain ONNX Runtime session.
public final class EngineBench {
  private static final int WARM_UP = 2;
  private static final int SEED = 1;

  private EngineBench() {}

  /// Runs the same seeded noise both ways, in turn, so that whatever else the machine does meets
  /// both alike. Blocks; uses all cores.
  ///
  /// @param rounds measured after a short warm-up; a round is one batch each way
  public static EngineRatio ratio(
      InferenceEngine engine, StoredModel model, int rounds, Progress progress)
      throws ImagingException {
    int batch = InferenceEngine.batch(model.card().input());
    float[] noise = noise(batch * model.card().input().values());
    FloatBuffer tensor =
        ByteBuffer.allocateDirect(noise.length * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    tensor.put(noise).flip();
    long[] shape = model.card().input().shape(batch);
    double[] ours = new double[rounds];
    double[] raw = new double[rounds];
    OfflineRuntime.engine();
    try (OrtSession.SessionOptions options = OnnxSession.options(engine.threads());
        OrtSession session =
            OrtEnvironment.getEnvironment()
                .createSession(model.verified(model.weights().getFirst().graph()), options)) {
      for (int round = -WARM_UP; round < rounds; round++) {
        progress.report("Measuring the engine", Math.max(0, round), rounds);
        // Who goes first changes, as the second finds the caches warm.
        double first = round % 2 == 0 ? ours(engine, model, noise) : raw(session, tensor, shape);
        double second = round % 2 == 0 ? raw(session, tensor, shape) : ours(engine, model, noise);
        if (round >= 0) {
          ours[round] = (round % 2 == 0 ? first : second) / batch;
          raw[round] = (round % 2 == 0 ? second : first) / batch;
        }
      }
    } catch (OrtException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The model cannot be measured.", e);
    }
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, i -> ours[i] / raw[i]);
    return new EngineRatio(
        quantile(ours, 0.5),
        quantile(ours, 0.95),
        quantile(raw, 0.5),
        quantile(raw, 0.95),
        quantile(ratios, 0.5),
        rounds);
  }

  private static double ours(InferenceEngine engine, StoredModel model, float[] noise)
      throws ImagingException {
    int pixels = model.card().input().values();
    ImageSource images =
        new ImageSource() {
          @Override
          public int count() {
            return noise.length / pixels;
          }

          @Override
          public void write(int index, FloatBuffer target) {
            target.put(noise, index * pixels, pixels);
          }
        };
    float[] copy = new float[pixels];
    long before = System.nanoTime();
    engine.run(
        model,
        images,
        (index, values) -> values.get(copy, 0, Math.min(copy.length, values.remaining())),
        "Measuring",
        Progress.NONE);
    return (System.nanoTime() - before) / 1e6;
  }

  private static double raw(OrtSession session, FloatBuffer tensor, long[] shape)
      throws OrtException {
    long before = System.nanoTime();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor.rewind(), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      // Reading the answer belongs to the task on both sides.
      ((OnnxTensor) result.get(0)).getFloatBuffer();
      return (System.nanoTime() - before) / 1e6;
    }
  }

  private static float[] noise(int n) {
    Random random = new Random(SEED);
    float[] noise = new float[n];
    for (int i = 0; i < n; i++) {
      noise[i] = random.nextFloat();
    }
    return noise;
  }

  private static double quantile(double[] values, double q) {
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    return ascending[(int) Math.round(q * (ascending.length - 1))];
  }
}

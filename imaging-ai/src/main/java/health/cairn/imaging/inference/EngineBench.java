package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.FloatBuffer;
import java.util.Random;

/// Measures the engine alone, one batch of noise, against plain ONNX Runtime sessions.
public final class EngineBench {
  private static final String STEP = "Measuring the engine";
  private static final int WARM_UP = 2;
  private static final int SEED = 1;

  private EngineBench() {}

  /// Blocks; uses all cores.
  ///
  /// @param rounds measured after a short warm-up; a round is one batch each way
  public static BenchRatio ratio(
      InferenceEngine engine, StoredModel model, int rounds, Progress progress)
      throws ImagingException {
    ImageSource images = noise(model.card().input());
    try (RawRuntime raw = new RawRuntime(engine, model)) {
      return BenchRatio.measure(
          () -> ours(engine, model, images),
          () -> raw.millis(images),
          images.count(),
          WARM_UP,
          rounds,
          STEP,
          progress);
    }
  }

  private static double ours(InferenceEngine engine, StoredModel model, ImageSource images)
      throws ImagingException {
    float[] copy = new float[model.card().input().values()];
    long before = System.nanoTime();
    engine.run(
        model,
        images,
        (index, values) -> values.get(copy, 0, Math.min(copy.length, values.remaining())),
        STEP,
        Progress.NONE);
    return (System.nanoTime() - before) / 1e6;
  }

  private static ImageSource noise(ModelInput input) {
    int batch = InferenceEngine.batch(input);
    int pixels = input.values();
    Random random = new Random(SEED);
    float[] noise = new float[batch * pixels];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat();
    }
    return new ImageSource() {
      @Override
      public int count() {
        return batch;
      }

      @Override
      public void write(int index, FloatBuffer target) {
        target.put(noise, index * pixels, pixels);
      }
    };
  }
}

package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/// Batches through the networks of a model: the answer of one, the mean of several.
final class NetworkBatches implements InferenceRun.Batches {
  private final List<OnnxSession> sessions;
  private final int size;
  private final ImageSource images;
  private final AnswerSink answers;
  private final int pixels;
  private FloatBuffer values = FloatBuffer.allocate(0);

  private NetworkBatches(
      List<OnnxSession> sessions, ModelInput input, ImageSource images, AnswerSink answers) {
    this.sessions = sessions;
    this.size = InferenceEngine.batch(input);
    this.pixels = input.values();
    this.images = images;
    this.answers = answers;
  }

  /// On the engine's thread.
  static NetworkBatches of(
      InferenceEngine engine, StoredModel model, ImageSource images, AnswerSink answers)
      throws ImagingException {
    List<OnnxSession> sessions = new ArrayList<>();
    for (Weights weights : model.weights()) {
      sessions.add(engine.session(model, weights.graph()));
    }
    return new NetworkBatches(sessions, model.card().input(), images, answers);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void run(int first, int count) throws ImagingException {
    write(first, count);
    if (sessions.size() == 1) {
      sessions.getFirst().run(new ImageBatch(first, count, values, answers));
      return;
    }
    MeanAnswers mean = new MeanAnswers(first, count, sessions.size(), answers);
    ImageBatch batch = new ImageBatch(first, count, values, mean);
    for (OnnxSession session : sessions) {
      session.run(batch);
    }
    mean.handOn();
  }

  /// Once for all networks: they are shown the same.
  private void write(int first, int count) {
    if (values.capacity() != count * pixels) {
      values =
          ByteBuffer.allocateDirect(count * pixels * Float.BYTES)
              .order(ByteOrder.nativeOrder())
              .asFloatBuffer();
    }
    for (int i = 0; i < count; i++) {
      FloatBuffer target = values.slice(i * pixels, pixels);
      images.write(first + i, target);
      if (target.hasRemaining()) {
        throw new IllegalStateException("an image source wrote " + target.position() + " values");
      }
    }
  }
}

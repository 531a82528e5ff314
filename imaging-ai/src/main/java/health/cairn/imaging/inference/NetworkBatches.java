package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.util.ArrayList;
import java.util.List;

/// Batches through the networks of a model: the answer of one, the mean of several.
final class NetworkBatches implements InferenceRun.Batches {
  private final List<OnnxSession> sessions;
  private final int size;
  private final ImageSource images;
  private final AnswerSink answers;

  private NetworkBatches(
      List<OnnxSession> sessions, int size, ImageSource images, AnswerSink answers) {
    this.sessions = sessions;
    this.size = size;
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
    return new NetworkBatches(
        sessions, InferenceEngine.batch(model.card().input()), images, answers);
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void run(int first, int count) throws ImagingException {
    if (sessions.size() == 1) {
      sessions.getFirst().run(new ImageBatch(images, first, count, answers));
      return;
    }
    MeanAnswers mean = new MeanAnswers(first, count, sessions.size(), answers);
    for (OnnxSession session : sessions) {
      session.run(new ImageBatch(images, first, count, mean));
    }
    mean.handOn();
  }
}

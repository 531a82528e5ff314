package health.cairn.imaging.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import health.cairn.imaging.ImagingException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A model's networks in plain ONNX Runtime sessions, with the engine's options and batches and nothing
/// of ours around them: what every benchmark is compared with. One thread; whoever made it closes it.
public final class RawRuntime implements AutoCloseable {
  private final ModelInput contract;
  private final List<OrtSession> sessions = new ArrayList<>();

  /// Loads every network of the model.
  public RawRuntime(InferenceEngine engine, StoredModel model) throws ImagingException {
    this.contract = model.card().input();
    OfflineRuntime.engine();
    boolean loaded = false;
    try (OrtSession.SessionOptions options = OnnxSession.options(engine.threads())) {
      for (Weights weights : model.weights()) {
        sessions.add(
            OrtEnvironment.getEnvironment()
                .createSession(model.verified(weights.graph()), options));
      }
      loaded = true;
    } catch (OrtException e) {
      throw failure(e);
    } finally {
      if (!loaded) {
        close();
      }
    }
  }

  /// Milliseconds inside the runtime for these images, each through every network. Making the images
  /// and reading the answers is not counted: that belongs to the task on either side.
  public double millis(ImageSource images) throws ImagingException {
    int batch = InferenceEngine.batch(contract);
    FloatBuffer tensor =
        ByteBuffer.allocateDirect(batch * contract.values() * Float.BYTES)
            .order(ByteOrder.nativeOrder())
            .asFloatBuffer();
    long nanos = 0;
    for (int first = 0; first < images.count(); first += batch) {
      int count = Math.min(batch, images.count() - first);
      tensor.clear();
      for (int i = 0; i < count; i++) {
        images.write(first + i, tensor);
      }
      tensor.flip();
      for (OrtSession session : sessions) {
        nanos += run(session, tensor, contract.shape(count));
      }
    }
    return nanos / 1e6;
  }

  private static long run(OrtSession session, FloatBuffer tensor, long[] shape)
      throws ImagingException {
    long before = System.nanoTime();
    try (OnnxTensor input =
            OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), tensor.rewind(), shape);
        OrtSession.Result result =
            session.run(Map.of(session.getInputNames().iterator().next(), input))) {
      ((OnnxTensor) result.get(0)).getFloatBuffer();
      return System.nanoTime() - before;
    } catch (OrtException e) {
      throw failure(e);
    }
  }

  private static ImagingException failure(OrtException cause) {
    return new ImagingException(
        ImagingException.Kind.ENVIRONMENT, "The model cannot be measured.", cause);
  }

  @Override
  public void close() {
    for (OrtSession session : sessions) {
      try {
        session.close();
      } catch (OrtException e) {
        throw new IllegalStateException("a session that does not close", e);
      }
    }
    sessions.clear();
  }
}

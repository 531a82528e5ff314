package health.cairn.imaging.inference;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;

/// Measures a sliding window, everything around the network included, against a plain ONNX Runtime
/// session that is handed the finished patches.
public final class VolumeBench {
  private static final String STEP = "Measuring the sliding window";

  private VolumeBench() {}

  /// Blocks; uses all cores. One unmeasured run before the first round lets memory be reserved and
  /// code be compiled.
  ///
  /// @param rounds measured; each runs the whole study both ways, in turn
  public static VolumeRatio ratio(
      InferenceEngine engine,
      StoredModel model,
      Map<String, Volume> sequences,
      int rounds,
      Progress progress)
      throws ImagingException {
    SlidingWindow window = new SlidingWindow(engine, model);
    Volume reference = sequences.get(window.reference());
    if (reference == null) {
      throw new IllegalArgumentException("no " + window.reference());
    }
    Grid grid = reference.grid();
    ModelInput.Patches contract = model.card().patches();
    ChannelVolumes volumes =
        ChannelVolumes.of(
            model.card(),
            contract,
            sequences,
            window.reference(),
            WorkingGrid.of(grid, contract),
            progress);
    PatchPlan plan = PatchPlan.of(model.card(), contract, volumes.box());
    PatchImages images = new PatchImages(volumes, plan);
    OfflineRuntime.engine();
    double[] ours = new double[rounds];
    double[] raw = new double[rounds];
    try (OrtSession.SessionOptions options = OnnxSession.options(engine.threads());
        OrtSession session =
            OrtEnvironment.getEnvironment()
                .createSession(model.verified(model.weights().getFirst().graph()), options)) {
      for (int round = -1; round < rounds; round++) {
        progress.report(STEP, Math.max(0, round), rounds);
        long before = System.nanoTime();
        window.run(sequences, grid, grid, STEP, Progress.NONE);
        double our = (System.nanoTime() - before) / 1e6;
        double plain = raw(session, contract, images);
        if (round >= 0) {
          ours[round] = our;
          raw[round] = plain;
        }
      }
    } catch (OrtException e) {
      throw new ImagingException(
          ImagingException.Kind.ENVIRONMENT, "The model cannot be measured.", e);
    }
    double[] ratios = new double[rounds];
    Arrays.setAll(ratios, i -> ours[i] / raw[i]);
    return new VolumeRatio(median(ours), median(raw), median(ratios), plan.count(), rounds);
  }

  /// Milliseconds inside the runtime; making the patches is not counted.
  private static double raw(OrtSession session, ModelInput.Patches contract, PatchImages images)
      throws OrtException {
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
      long before = System.nanoTime();
      try (OnnxTensor input =
              OnnxTensor.createTensor(
                  OrtEnvironment.getEnvironment(), tensor, contract.shape(count));
          OrtSession.Result result =
              session.run(Map.of(session.getInputNames().iterator().next(), input))) {
        // Reading the answer belongs to the task on both sides.
        ((OnnxTensor) result.get(0)).getFloatBuffer();
        nanos += System.nanoTime() - before;
      }
    }
    return nanos / 1e6;
  }

  private static double median(double[] values) {
    double[] ascending = values.clone();
    Arrays.sort(ascending);
    return ascending[ascending.length / 2];
  }
}

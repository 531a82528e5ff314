package health.cairn.app.bench;

import health.cairn.app.models.ModelChoice;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.EngineBench;
import health.cairn.imaging.inference.EngineRatio;
import java.util.List;

/// What one slice costs in the shipped segmenter through our engine, divided by what it costs in a plain
/// ONNX Runtime session with the same options, both measured in turn in this run.
final class InferenceRatio implements Benchmark {
  private static final int ROUNDS = 15;

  @Override
  public String name() {
    return "inference-to-raw-runtime";
  }

  @Override
  public Measure run() throws Exception {
    try (SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      EngineRatio ratio =
          EngineBench.ratio(reader.engine(), reader.catalogue().segmenter(), ROUNDS, Progress.NONE);
      return new Measure(
          name(),
          ratio.ratio(),
          "ratio",
          ROUNDS,
          ratio.oursMs() / ratio.rawMs(),
          ratio.oursP95Ms() / ratio.rawP95Ms());
    }
  }
}

package health.cairn.app.bench;

import health.cairn.app.models.ModelChoice;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.BenchRatio;
import health.cairn.imaging.inference.EngineBench;
import java.util.List;

/// What a batch of slices costs in the shipped segmenter through our engine, divided by what it costs in plain
/// ONNX Runtime sessions with the same options, both measured in turn in this run.
final class InferenceRatio implements Benchmark {
  private static final int ROUNDS = 15;

  @Override
  public String name() {
    return "inference-to-raw-runtime";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      BenchRatio ratio =
          EngineBench.ratio(reader.engine(), reader.catalogue().segmenter(), ROUNDS, Progress.NONE);
      return List.of(measure(name(), ratio));
    }
  }

  static Measure measure(String name, BenchRatio ratio) {
    return new Measure(
        name, ratio.ratio(), "ratio", ratio.rounds(), ratio.ratio(), ratio.ratioP95());
  }
}

package health.cairn.app.bench;

import health.cairn.app.models.ModelChoice;
import health.cairn.app.usecase.Scratch;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.inference.BenchRatio;
import health.cairn.imaging.segment.SegmenterBench;
import java.util.List;

/// A series of 155 slices of 240 x 240 from its volume to its outline, divided by what plain ONNX Runtime
/// sessions need for the same tensors, both in turn in this run.
final class OutlineRatio implements Benchmark {
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "outline-155-to-raw-runtime";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (Scratch scratch = Scratch.create();
        SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      BenchRatio ratio =
          SegmenterBench.ratio(
              reader.engine(),
              reader.catalogue().segmenter(),
              BenchStudy.isotropic(SequenceRole.T1C, scratch.directory()),
              ROUNDS,
              Progress.NONE);
      return List.of(InferenceRatio.measure(name(), ratio));
    }
  }
}

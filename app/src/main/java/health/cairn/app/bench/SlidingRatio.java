package health.cairn.app.bench;

import health.cairn.app.models.ModelChoice;
import health.cairn.app.usecase.Scratch;
import health.cairn.app.wiring.SecondReader;
import health.cairn.imaging.Progress;
import health.cairn.imaging.dicom.SequenceRole;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelInput;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.inference.VolumeBench;
import health.cairn.imaging.volume.Volume;
import java.util.List;
import java.util.Map;

/// A volume of 72 x 96 x 72 voxels covered by overlapping patches, from the volume to the blended answer, divided
/// by what plain ONNX Runtime sessions need for the same patches, both in turn in this run. The network is one
/// of the shipped ones of volumes, slid over it as a brought model's would be.
final class SlidingRatio implements Benchmark {
  private static final int ROUNDS = 3;

  @Override
  public String name() {
    return "sliding-window-to-raw-runtime";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (Scratch scratch = Scratch.create();
        SecondReader reader = new SecondReader(List.of(), ModelChoice.AS_SHIPPED)) {
      InferenceEngine engine = reader.engine();
      StoredModel model =
          reader.catalogue().models().stream()
              .filter(m -> m.card().input() instanceof ModelInput.Patches)
              .flatMap(m -> m.members().stream())
              .findFirst()
              .orElseThrow();
      Volume volume = BenchStudy.middle(SequenceRole.T1, scratch.directory());
      return List.of(
          InferenceRatio.measure(
              name(),
              VolumeBench.slidingRatio(
                  engine, model, Map.of("T1", volume), ROUNDS, Progress.NONE)));
    }
  }
}

package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.PatientPoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VolumeBenchTest {
  @TempDir Path folder;

  @Test
  void ratio_measuresBothWaysOnTheSamePatches() throws Exception {
    StoredModel model = VolumeModels.install("brats-tiny", folder);
    try (InferenceEngine engine = InferenceEngine.start()) {
      BenchRatio ratio = VolumeBench.ratio(engine, model, VolumeModels.study(), 2, Progress.NONE);

      assertEquals(16, ratio.images());
      assertEquals(2, ratio.rounds());
      assertTrue(ratio.oursMs() > 0 && ratio.rawMs() > 0 && ratio.ratio() > 0);
    }
  }

  @Test
  void slidingRatio_coversAVolumeWithPatchesOfAModelThatTakesOneAtATime() throws Exception {
    StoredModel model = VolumeModels.install("structures-tiny", folder);
    Grid larger =
        new Grid(
            60,
            80,
            40,
            new Affine(
                new PatientPoint(0, 0, 0),
                new PatientPoint(1, 0, 0),
                new PatientPoint(0, 1, 0),
                new PatientPoint(0, 0, 1)),
            "1.2.3");
    try (InferenceEngine engine = InferenceEngine.start()) {
      BenchRatio ratio =
          VolumeBench.slidingRatio(
              engine, model, Map.of("T1", VolumeModels.drawn(larger, 1)), 1, Progress.NONE);

      assertTrue(ratio.images() > 1, ratio.toString());
      assertTrue(ratio.ratio() > 0);
    }
  }
}

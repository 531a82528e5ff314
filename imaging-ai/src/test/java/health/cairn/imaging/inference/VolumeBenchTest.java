package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import java.nio.file.Path;
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
}

package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineBenchTest {

  @Test
  void ratio_measuresBothWays(@TempDir Path folder) throws Exception {
    try (InferenceEngine engine = InferenceEngine.start()) {
      BenchRatio ratio = EngineBench.ratio(engine, TestModels.segmenter(folder), 3, Progress.NONE);

      assertEquals(3, ratio.rounds());
      assertTrue(ratio.oursMs() > 0 && ratio.rawMs() > 0 && ratio.ratio() > 0, ratio.toString());
    }
  }
}

package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.explain.MapMethod;
import health.cairn.imaging.explain.RandomisationCheck;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.StoredModel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The maps that the shipped networks draw must come from what they learnt.
class ShippedMapsTest {
  private static final int PEOPLE = 3;
  private static final Path SLICES =
      Path.of("src/test/resources/health/cairn/imaging/evaluate/six-slices/cheng_t1ce");

  @Test
  void everyMapOfAShippedNetworkChangesWithItsWeights() throws ImagingException {
    int judged = 0;
    try (InferenceEngine engine = InferenceEngine.start()) {
      FaithfulnessRun run = new FaithfulnessRun(engine, Progress.NONE);
      for (StoredModel model : ModelCatalogue.open(List.of()).models()) {
        Map<MapMethod, RandomisationCheck> checks = run.randomisation(model, SLICES, PEOPLE);
        checks.forEach(
            (method, check) -> assertTrue(check.passed(), model.card().name() + method + check));
        judged += checks.size();
      }
    }
    assertTrue(judged > 0, "no shipped network has graphs of its gradients");
  }
}

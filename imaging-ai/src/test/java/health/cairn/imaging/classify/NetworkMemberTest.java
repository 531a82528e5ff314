package health.cairn.imaging.classify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.TestModels;
import health.cairn.imaging.segment.Phantom;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.Segment;
import health.cairn.imaging.volume.Volume;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// With the tiny classifier: "bright" when the slice's input is bright on average. A head with a bright ball.
class NetworkMemberTest {
  @TempDir Path folder;
  private InferenceEngine engine;
  private Volume volume;
  private Segmentation sphere;

  @BeforeEach
  void segment() throws Exception {
    engine = InferenceEngine.start();
    Grid grid = Phantom.grid(64, 22, 2, 5, Phantom.LEFT, Phantom.BACK);
    PatientPoint centre = new PatientPoint(0, 0, 0);
    volume =
        Phantom.volume(
            grid,
            p ->
                Phantom.inSphere(p, centre, 18)
                    ? 1000
                    : Math.hypot(p.xMm(), p.yMm()) < 58 ? (p.xMm() > 0 ? 300 : 450) : 0);
    BitSet bright = new BitSet();
    for (int slice = 0; slice < grid.slices(); slice++) {
      float[] values = volume.sliceValues(slice);
      for (int i = 0; i < values.length; i++) {
        bright.set(slice * values.length + i, values[i] == 1000);
      }
    }
    Segment segment =
        new Segment("Tumour", new Segment.Code("1", "SCT", "x"), Mask.of(grid, bright));
    sphere =
        new Segmentation(
            List.of(new Segmentation.Found(segment, 1, 0.9, 0.1, Optional.empty())),
            22,
            22,
            new ModelRef("m", "1", "00", "x"),
            List.of());
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void classify_averagesTheLargestSlicesByArea() throws Exception {
    Classification result = classifier("c", "").classify(volume, sphere, Progress.NONE);

    assertEquals(Optional.of("dark"), result.decision());
    assertEquals(5, result.fusedFrom().size());
    assertTrue(
        result.fusedFrom().get(2).startsWith("slice 12 of 22, weight 0.2"), result.toString());
    assertEquals(1, result.probabilities().values().stream().mapToDouble(v -> v).sum(), 1e-9);
    // Of a field of 128 mm the head is 64 %, as bright as 0.375, a disc of 18 mm 6 %: softmax of
    // (8 m, 8 - 8 m) / 2 of a mean of 0.28.
    assertEquals(0.86, result.probabilities().get("dark"), 0.02);
    assertEquals(0.6, result.uncertainty(), 0.05);
  }

  @Test
  void classify_abstainsBelowTheCardsConfidence() throws Exception {
    Classification result =
        classifier("strict", "\"minimumConfidence\": 0.999,")
            .classify(volume, sphere, Progress.NONE);

    assertTrue(result.abstained());
    assertTrue(result.abstainedBecause().orElseThrow().contains("below 1.00"), result.toString());
    assertEquals(2, result.probabilities().size());
  }

  @Test
  void classify_abstainsWithoutATumourWhereTheModelKnowsNone() throws Exception {
    Segmentation nothing =
        new Segmentation(List.of(), 22, 22, new ModelRef("m", "1", "00", "x"), List.of());

    Classification result = classifier("c", "").classify(volume, nothing, Progress.NONE);

    assertEquals(
        Optional.of("No tumour was outlined, and the model knows no heads without one."),
        result.abstainedBecause());
    assertEquals(1, result.uncertainty());
    assertTrue(result.probabilities().isEmpty());
  }

  @Test
  void probabilities_areSoftmaxAtTheTemperature() {
    double[] p = Probabilities.softmax(new double[] {2, 0}, 2);

    assertEquals(1 / (1 + Math.exp(-1)), p[0], 1e-12);
    assertEquals(1, Probabilities.normalisedEntropy(new double[] {0.5, 0.5}), 1e-12);
    assertEquals(0, Probabilities.normalisedEntropy(new double[] {1, 0}), 1e-12);
  }

  private Classifier classifier(String name, String extra) throws Exception {
    Path models = folder.resolve(name);
    TestModels.copy("tiny-classifier", models);
    Path card = models.resolve("tiny-classifier.json");
    Files.writeString(card, Files.readString(card).replaceFirst("\\{", "{" + extra));
    return new MemberClassifier(
        new NetworkMember(engine, ModelCatalogue.ofFolders(List.of(models)).classifier()));
  }
}

package health.cairn.imaging.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.slice.Raster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Maps of a tiny trained network, against PyTorch's autograd and against a network that learnt
/// nothing.
class ExplanationTest {
  private static final List<String> LESIONS = List.of("ring", "bright", "dark");

  @TempDir private static Path trainedFolder;
  @TempDir private static Path randomFolder;

  private static InferenceEngine engine;
  private static ExplainableModel trained;
  private static ExplainableModel random;

  @BeforeAll
  static void open() throws ImagingException, IOException {
    engine = InferenceEngine.start();
    trained = TinyNetwork.open(engine, "tiny-explain", trainedFolder);
    random = TinyNetwork.open(engine, "tiny-random-explain", randomFolder);
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ring", "bright", "dark", "none"})
  void maps_areThoseOfAutograd(String name) throws ImagingException {
    JsonNode golden = TinyNetwork.json(name + ".json");
    Raster image = TinyNetwork.raster(name + "-image.f32");
    int label = golden.get("label").intValue();
    Gradients gradients = trained.gradients(image, trained.towards(label));
    for (int k = 0; k < 4; k++) {
      assertEquals(golden.get("logits").get(k).doubleValue(), gradients.scores().logit(k), 1e-3);
    }
    same(golden.get("gradCam"), GradCam.coarse(gradients, GradCam.Weighing.GRAD_CAM));
    same(golden.get("gradCamPlusPlus"), GradCam.coarse(gradients, GradCam.Weighing.PLUS_PLUS));
    IntegratedGradients integrated =
        IntegratedGradients.of(trained, image, black(), label, golden.get("steps").intValue());
    assertEquals(golden.get("integratedGradientsSum").doubleValue(), integrated.sum(), 1e-2);
    JsonNode row = golden.get("integratedGradientsRow24");
    for (int x = 0; x < TinyNetwork.SIZE; x++) {
      assertEquals(row.get(x).doubleValue(), integrated.attribution().at(x, 24), 1e-3);
    }
  }

  @Test
  void integratedGradients_sumToTheDifferenceOfTheLogits() throws ImagingException {
    for (String name : LESIONS) {
      Raster image = TinyNetwork.raster(name + "-image.f32");
      int label = TinyNetwork.CLASSES.indexOf(name);
      IntegratedGradients fine = IntegratedGradients.of(trained, image, black(), label, 128);
      IntegratedGradients coarse = IntegratedGradients.of(trained, image, black(), label, 2);
      assertTrue(fine.gap() < 0.05, name + " " + fine.gap());
      assertTrue(fine.gap() < coarse.gap(), name + " " + fine.gap() + " of " + coarse.gap());
    }
  }

  /// The check that fails the build: a map that a network of random weights gives as well explains
  /// nothing (Adebayo et al. 2018).
  @ParameterizedTest
  @EnumSource(MapMethod.class)
  void maps_dependOnWhatTheNetworkLearnt(MapMethod method) throws ImagingException {
    List<Raster> learnt = new ArrayList<>();
    List<Raster> notLearnt = new ArrayList<>();
    for (String name : LESIONS) {
      Raster image = TinyNetwork.raster(name + "-image.f32");
      learnt.add(method.of(trained, image, TinyNetwork.CLASSES.indexOf(name)));
      notLearnt.add(method.of(random, image, TinyNetwork.CLASSES.indexOf(name)));
    }
    RandomisationCheck check = RandomisationCheck.of(learnt, notLearnt);
    assertTrue(check.passed(), method + " " + check);
  }

  /// The check must be able to fail: edges of the image are the same whatever the weights.
  @Test
  void randomisation_seesAMapThatOnlyShowsTheImage() {
    Raster image = TinyNetwork.raster("ring-image.f32");
    Raster edges =
        Raster.drawn(
            image.width(),
            image.height(),
            (x, y) -> Math.abs(image.at(x, y) - image.at(Math.max(0, x - 1), y)));
    assertFalse(RandomisationCheck.of(List.of(edges), List.of(edges)).passed());
  }

  @Test
  void panel_findsTheLesionsInTheTrainedNetworksMaps() throws ImagingException {
    List<FaithfulnessPanel.Case> cases = new ArrayList<>();
    for (String name : LESIONS) {
      cases.add(
          new FaithfulnessPanel.Case(
              TinyNetwork.raster(name + "-image.f32"),
              TinyNetwork.raster(name + "-mask.f32"),
              TinyNetwork.CLASSES.indexOf(name)));
    }
    FaithfulnessPanel panel = FaithfulnessPanel.of(trained, random, cases, 1);
    assertEquals(MapMethod.values().length, panel.rows().size());
    for (FaithfulnessPanel.Row row : panel.rows()) {
      assertTrue(row.energyGain() > 1, panel.markdown());
      assertTrue(row.randomisation().passed(), panel.markdown());
    }
    FaithfulnessPanel.Row occlusion = panel.rows().getLast();
    assertTrue(occlusion.deletion() < occlusion.randomDeletion(), panel.markdown());
    assertTrue(occlusion.insertion() > occlusion.randomInsertion(), panel.markdown());
    assertTrue(panel.markdown().contains("| Grad-CAM++ | "));
  }

  @Test
  void counterfactual_changesTheClassOfALesionThatIsTakenAway() throws ImagingException {
    for (String name : List.of("ring", "bright")) {
      Counterfactual without =
          Counterfactual.of(
              trained,
              TinyNetwork.raster(name + "-image.f32"),
              TinyNetwork.raster(name + "-mask.f32"));
      assertEquals(TinyNetwork.CLASSES.indexOf(name), without.before().best());
      assertEquals("none", TinyNetwork.CLASSES.get(without.after().best()), without.sentence());
      assertTrue(without.fall() > 0.5);
      assertTrue(without.sentence().contains("the model would say \"none\""), without.sentence());
    }
  }

  private static void same(JsonNode golden, Raster map) {
    assertEquals(golden.size(), map.count());
    for (int i = 0; i < map.count(); i++) {
      assertEquals(golden.get(i).doubleValue(), map.at(i), 2e-3, "at " + i);
    }
  }

  private static Raster black() {
    return Raster.drawn(TinyNetwork.SIZE, TinyNetwork.SIZE, (x, y) -> 0);
  }
}

package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import health.cairn.imaging.Progress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java side feeds and reads the models as training does: fixtures by `training/golden.py`.
class GoldenInputTest {
  private static final ModelInput.Slices INPUT =
      ModelInput.Slices.single("image", 192, 250, "T1C", 0.01, 0.995);

  @ParameterizedTest
  @ValueSource(strings = {"spaced", "plain"})
  void write_equalsThePreprocessingOfTraining(String name) throws Exception {
    JsonNode golden = json(name);
    float[] expected = floats(name + "-input.f32");
    double tolerance = golden.path("tolerance").path("input").doubleValue();

    float[] actual = input(golden, name, INPUT);

    for (int i = 0; i < expected.length; i++) {
      assertEquals(expected[i], actual[i], tolerance, "pixel " + i);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"spaced", "plain"})
  void run_equalsTheAnswersOfTraining(String name) throws Exception {
    ModelCatalogue catalogue = ModelCatalogue.open(List.of());
    assertEquals(List.of(), catalogue.refused());
    JsonNode golden = json(name);
    float[] probability = new float[192 * 192];
    float[] logits = new float[3];

    try (InferenceEngine engine = InferenceEngine.start()) {
      StoredModel segmenter = catalogue.segmenter();
      StoredModel classifier = catalogue.classifier();
      float[] image = input(golden, name, segmenter.card().slices());
      engine.run(segmenter, one(image), (i, v) -> v.get(probability), "Test", Progress.NONE);
      engine.run(classifier, one(image), (i, v) -> v.get(logits), "Test", Progress.NONE);
    }

    int every = golden.path("probabilityEvery").intValue();
    double tolerance = golden.path("tolerance").path("probability").doubleValue();
    float[] expected = floats(name + "-probability.f32");
    for (int row = 0, at = 0; row < 192; row += every) {
      for (int column = 0; column < 192; column += every, at++) {
        assertEquals(expected[at], probability[row * 192 + column], tolerance, "pixel " + at);
      }
    }
    for (int k = 0; k < 3; k++) {
      assertEquals(
          golden.path("logits").path(k).doubleValue(),
          logits[k],
          golden.path("tolerance").path("logits").doubleValue());
    }
  }

  private static float[] input(JsonNode golden, String name, ModelInput.Slices contract)
      throws IOException {
    int rows = golden.path("rows").intValue();
    int columns = golden.path("columns").intValue();
    JsonNode spacing = golden.path("spacingMm");
    SliceInput slice =
        spacing.isNull()
            ? SliceInput.ofPicture(contract, rows, columns)
            : SliceInput.ofSpacing(
                contract,
                rows,
                columns,
                spacing.path(0).doubleValue(),
                spacing.path(1).doubleValue());
    float[] image = floats(name + "-image.f32");
    double[] wide = new double[image.length];
    for (int i = 0; i < wide.length; i++) {
      wide[i] = image[i];
    }
    FloatBuffer target = FloatBuffer.allocate(192 * 192);
    slice.write(wide, target);
    return target.array();
  }

  private static ImageSource one(float[] image) {
    return new ImageSource() {
      @Override
      public int count() {
        return 1;
      }

      @Override
      public void write(int index, FloatBuffer target) {
        target.put(image);
      }
    };
  }

  private static JsonNode json(String name) throws IOException {
    try (InputStream in = open(name + ".json")) {
      return new ObjectMapper().readTree(in);
    }
  }

  private static float[] floats(String name) throws IOException {
    try (InputStream in = open(name)) {
      FloatBuffer values =
          ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
      float[] copy = new float[values.remaining()];
      values.get(copy);
      return copy;
    }
  }

  private static InputStream open(String name) throws IOException {
    InputStream in =
        GoldenInputTest.class.getResourceAsStream("/health/cairn/imaging/golden/" + name);
    if (in == null) {
      throw new IOException("no golden file " + name);
    }
    return in;
  }
}

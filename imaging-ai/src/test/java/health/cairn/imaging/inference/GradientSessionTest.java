package health.cairn.imaging.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// On a network of random weights whose one file answers and explains.
@Timeout(30)
class GradientSessionTest {
  private static final int PIXELS = 32 * 32;
  private static final List<Double> DIRECTION = List.of(1.0, 0.0, -1.0, 0.5);

  @TempDir Path folder;
  private InferenceEngine engine;
  private StoredModel model;

  @BeforeEach
  void start() throws Exception {
    engine = InferenceEngine.start();
    model = VolumeModels.install("gradients-tiny", folder);
  }

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void gradients_sayHowTheAnswerChangesWithTheImage() throws Exception {
    long seed = 7;
    Random random = new Random(seed);
    float[] image = random(random);
    float[] change = random(random);
    double step = 1e-3;
    List<GradientAnswer> answers = gradients(List.of(image));
    double promised = 0;
    for (int i = 0; i < PIXELS; i++) {
      promised += answers.getFirst().imageGradient().at(i) * change[i];
    }

    double up = directed(logits(moved(image, change, step)));
    double down = directed(logits(moved(image, change, -step)));

    assertEquals(promised, (up - down) / (2 * step), 0.02 * Math.abs(promised), "seed " + seed);
  }

  @Test
  void gradients_answerWhatTheSameFileAnswersToAPlainRun() throws Exception {
    List<float[]> images = new ArrayList<>();
    Random random = new Random(3);
    for (int i = 0; i < 6; i++) {
      images.add(random(random));
    }

    List<GradientAnswer> answers = gradients(images);

    assertEquals(6, answers.size());
    for (int i = 0; i < 6; i++) {
      float[] plain = logits(images.get(i));
      GradientAnswer answer = answers.get(i);
      for (int k = 0; k < 4; k++) {
        assertEquals(plain[k], answer.logits().at(k), 1e-5);
      }
      assertEquals(List.of(8, 16, 16), answer.features().shape());
      assertEquals(answer.features().shape(), answer.featureGradient().shape());
      assertEquals(List.of(1, 32, 32), answer.imageGradient().shape());
    }
  }

  @Test
  void run_handsOnTheEmbeddingTheCardNames() throws Exception {
    List<Integer> lengths = new ArrayList<>();
    engine.run(
        model,
        source(List.of(random(new Random(1)), random(new Random(2)))),
        new AnswerSink() {
          @Override
          public void accept(int index, FloatBuffer values) {}

          @Override
          public void embedding(int index, FloatBuffer values) {
            lengths.add(values.remaining());
          }
        },
        "Testing",
        Progress.NONE);

    assertEquals(List.of(12, 12), lengths);
  }

  @Test
  void gradients_refusesAModelWithoutSuchAGraph() throws Exception {
    StoredModel plain = TestModels.classifier(folder.resolve("plain"));

    ImagingException e =
        assertThrows(
            ImagingException.class,
            () ->
                engine.gradients(
                    plain,
                    source(List.of()),
                    List.of(1.0, 0.0),
                    (index, answer) -> {},
                    "Testing",
                    Progress.NONE));

    assertEquals(ImagingException.Kind.REFUSED, e.kind());
    assertTrue(e.getMessage().contains("gradients"), e.getMessage());
  }

  private List<GradientAnswer> gradients(List<float[]> images) throws ImagingException {
    List<GradientAnswer> answers = new ArrayList<>();
    engine.gradients(
        model,
        source(images),
        DIRECTION,
        (index, answer) -> answers.add(answer),
        "Testing",
        Progress.NONE);
    return answers;
  }

  private float[] logits(float[] image) throws ImagingException {
    float[] logits = new float[4];
    engine.run(
        model, source(List.of(image)), (i, values) -> values.get(logits), "Test", Progress.NONE);
    return logits;
  }

  private static double directed(float[] logits) {
    double sum = 0;
    for (int k = 0; k < logits.length; k++) {
      sum += DIRECTION.get(k) * logits[k];
    }
    return sum;
  }

  private static float[] moved(float[] image, float[] change, double by) {
    float[] moved = image.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (by * change[i]);
    }
    return moved;
  }

  private static float[] random(Random random) {
    float[] values = new float[PIXELS];
    for (int i = 0; i < PIXELS; i++) {
      values[i] = random.nextFloat();
    }
    return values;
  }

  private static ImageSource source(List<float[]> images) {
    return new ImageSource() {
      @Override
      public int count() {
        return images.size();
      }

      @Override
      public void write(int index, FloatBuffer target) {
        target.put(images.get(index));
      }
    };
  }
}

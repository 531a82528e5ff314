package health.cairn.imaging.explain;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/// The tiny networks of `training/explain_golden.py` on a plain ONNX Runtime session: one that learnt
/// to tell drawn lesions, one of random weights.
final class TinyNetwork implements ExplainableModel, AutoCloseable {
  static final List<String> CLASSES = List.of("ring", "bright", "dark", "none");
  static final int SIZE = 48;

  private final OrtSession session;

  private TinyNetwork(OrtSession session) {
    this.session = session;
  }

  static TinyNetwork trained() {
    return load("tiny-explain.onnx");
  }

  static TinyNetwork random() {
    return load("tiny-random-explain.onnx");
  }

  private static TinyNetwork load(String name) {
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      return new TinyNetwork(OrtEnvironment.getEnvironment().createSession(bytes(name), options));
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  static Raster raster(String name) {
    FloatBuffer values =
        ByteBuffer.wrap(bytes(name)).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
    float[] copy = new float[values.remaining()];
    values.get(copy);
    return Raster.of(SIZE, SIZE, copy);
  }

  static JsonNode json(String name) {
    try {
      return JsonMapper.builder().build().readTree(bytes(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] bytes(String name) {
    try (InputStream in = TinyNetwork.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("no test resource " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public int size() {
    return SIZE;
  }

  @Override
  public List<String> classes() {
    return CLASSES;
  }

  @Override
  public List<Scores> scores(List<Raster> images) throws ImagingException {
    return gradients(images, Collections.nCopies(CLASSES.size(), 0.0)).stream()
        .map(Gradients::scores)
        .toList();
  }

  @Override
  public List<Gradients> gradients(List<Raster> images, List<Double> direction)
      throws ImagingException {
    int n = images.size();
    FloatBuffer pixels = direct(n * SIZE * SIZE);
    FloatBuffer asked = direct(n * CLASSES.size());
    for (Raster image : images) {
      image.writeTo(pixels);
      direction.forEach(d -> asked.put(d.floatValue()));
    }
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OnnxTensor image =
            OnnxTensor.createTensor(environment, pixels.flip(), new long[] {n, 1, SIZE, SIZE});
        OnnxTensor towards =
            OnnxTensor.createTensor(environment, asked.flip(), new long[] {n, CLASSES.size()});
        OrtSession.Result result = session.run(Map.of("image", image, "direction", towards))) {
      float[][] logits = (float[][]) value(result, "logits");
      float[][][][] features = (float[][][][]) value(result, "features");
      float[][][][] gradient = (float[][][][]) value(result, "featureGradient");
      float[][][][] imageGradient = (float[][][][]) value(result, "imageGradient");
      List<Gradients> answers = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        double[] scores = new double[logits[i].length];
        for (int k = 0; k < scores.length; k++) {
          scores[k] = logits[i][k];
        }
        answers.add(
            new Gradients(
                Scores.of(scores),
                maps(features[i]),
                maps(gradient[i]),
                maps(imageGradient[i]).getFirst()));
      }
      return answers;
    } catch (OrtException e) {
      throw new ImagingException(ImagingException.Kind.ENVIRONMENT, "The tiny network failed.", e);
    }
  }

  private static Object value(OrtSession.Result result, String name) throws OrtException {
    return result.get(name).orElseThrow().getValue();
  }

  private static List<Raster> maps(float[][][] channels) {
    List<Raster> maps = new ArrayList<>();
    for (float[][] rows : channels) {
      maps.add(Raster.drawn(rows[0].length, rows.length, (x, y) -> rows[y][x]));
    }
    return maps;
  }

  private static FloatBuffer direct(int count) {
    return ByteBuffer.allocateDirect(count * Float.BYTES)
        .order(ByteOrder.nativeOrder())
        .asFloatBuffer();
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }
}

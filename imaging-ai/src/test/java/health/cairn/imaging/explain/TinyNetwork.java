package health.cairn.imaging.explain;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelCatalogue;
import health.cairn.imaging.slice.Raster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The tiny networks of `training/explain_golden.py`: one that learnt to tell drawn lesions
/// ("tiny-explain"), one of random weights ("tiny-random-explain").
final class TinyNetwork {
  static final List<String> CLASSES = List.of("ring", "bright", "dark", "none");
  static final int SIZE = 48;

  private TinyNetwork() {}

  /// @param folder an empty one, where the model is laid out as a user's
  static ExplainableModel open(InferenceEngine engine, String name, Path folder)
      throws ImagingException, IOException {
    Files.write(folder.resolve(name + ".json"), bytes(name + ".json"));
    Files.write(folder.resolve(name + ".onnx"), bytes(name + ".onnx"));
    return new OnnxExplainableModel(
        engine,
        ModelCatalogue.ofFolders(List.of(folder)).find(name, "1.0.0").orElseThrow(),
        "Explaining",
        Progress.NONE);
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
}

package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// The models shipped as resources of this module, trained by `imaging-ai/training`.
final class BundledModels {
  /// A jar cannot be listed, so the names stand here; a test checks that they are all there.
  static final List<String> NAMES =
      List.of(
          "cheng-t1c-segmenter",
          "cheng-t1c-classifier",
          "cheng-t1c-unet",
          "cheng-t1c-vgg16",
          "cheng-t1c-vgg19",
          "hippocampus-segmenter");

  private static final String FOLDER = "/health/cairn/imaging/models/";

  private BundledModels() {}

  static void read(List<StoredModel> models, List<RefusedModel> refused) {
    for (String name : NAMES) {
      String path = FOLDER + name + ".json";
      ModelCardReader.CardFile card;
      try (InputStream in = resource(path)) {
        card = ModelCardReader.readFile(in, name + ".json");
      } catch (IOException e) {
        refused.add(
            new RefusedModel(
                path,
                ImagingException.Kind.REFUSED,
                "The bundled model " + name + " is missing from this installation.",
                Optional.empty()));
        continue;
      } catch (ImagingException e) {
        refused.add(RefusedModel.because(path, e, Optional.empty()));
        continue;
      }
      ModelFolder.offer(
          path, card, StoredModel.BUNDLED, file -> resource(FOLDER + file), models, refused);
    }
  }

  private static InputStream resource(String path) throws IOException {
    InputStream in = BundledModels.class.getResourceAsStream(path);
    if (in == null) {
      throw new IOException("no resource " + path);
    }
    return in;
  }
}

package health.cairn.app.analysis;

import health.cairn.imaging.explain.Explanation;
import health.cairn.imaging.render.MapPicture;
import health.cairn.imaging.slice.Raster;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/// Maps of explanations as PNG files: `MODEL-METHOD.png`, and `MODEL-without-tumour.png` for the slice
/// that a network was shown instead.
final class ExplanationPictures {
  static final String FOLDER = "explanations";
  private static final int SIDE = 512;

  private ExplanationPictures() {}

  static String name(Explanation explanation, Explanation.ShownMap map) {
    String method = map.method().name().toLowerCase(Locale.ROOT).replace('_', '-');
    return explanation.model().name() + "-" + method + ".png";
  }

  static void write(List<Explanation> explanations, Path folder) throws IOException {
    if (explanations.isEmpty()) {
      return;
    }
    Files.createDirectories(folder);
    for (Explanation explanation : explanations) {
      for (Explanation.ShownMap map : explanation.maps()) {
        png(
            MapPicture.of(explanation.image(), map.map(), explanation.outline(), SIDE),
            folder.resolve(name(explanation, map)));
      }
      if (explanation.withoutTumour().isPresent()) {
        Raster changed = explanation.withoutTumour().get().image();
        png(
            MapPicture.of(changed, changed.map(v -> 0), explanation.outline(), SIDE),
            folder.resolve(explanation.model().name() + "-without-tumour.png"));
      }
    }
  }

  private static void png(BufferedImage picture, Path file) throws IOException {
    if (!ImageIO.write(picture, "png", file.toFile())) {
      throw new IOException("no PNG writer");
    }
  }
}

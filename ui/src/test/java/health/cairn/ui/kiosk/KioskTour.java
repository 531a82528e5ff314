package health.cairn.ui.kiosk;

import health.cairn.app.desk.consent.KioskLanguage;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javafx.application.Platform;
import javafx.scene.image.PixelFormat;
import javafx.scene.image.WritableImage;
import javax.imageio.ImageIO;

/// Pictures of every kiosk screen on made-up consents: `KioskTour DIR [LANGUAGE...]`, 1366 x 768.
public final class KioskTour {
  private KioskTour() {}

  public static void main(String[] args) throws Exception {
    List<String> wanted = Arrays.asList(args).subList(1, args.length);
    for (KioskLanguage language : KioskLanguage.values()) {
      if (wanted.isEmpty() || wanted.contains(language.tag())) {
        Path dir = Files.createDirectories(Path.of(args[0], language.tag()));
        KioskWalk.walk(
            language,
            1366,
            768,
            (name, stand) -> {
              WritableImage image = KioskStand.onScreen(() -> stand.scene().snapshot(null));
              write(image, dir.resolve(name + ".png"));
            });
      }
    }
    Platform.exit();
  }

  private static void write(WritableImage image, Path file) throws IOException {
    int width = (int) image.getWidth();
    int height = (int) image.getHeight();
    int[] argb = new int[width * height];
    image
        .getPixelReader()
        .getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), argb, 0, width);
    BufferedImage out = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    out.setRGB(0, 0, width, height, argb, 0, width);
    ImageIO.write(out, "png", file.toFile());
  }
}

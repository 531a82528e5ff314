package health.cairn.app.command;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/// A labelled data set of drawn patients, one picture each: a head with a bright disc in it.
final class DrawnHeads {
  private static final String[] CLASSES = {"glioma", "meningioma", "pituitary"};

  private DrawnHeads() {}

  /// @param set made where it is not there
  static Path write(Path set, int patients) throws IOException {
    Files.createDirectories(set.resolve("images"));
    Files.createDirectories(set.resolve("masks"));
    StringBuilder index = new StringBuilder("id,pid,class\n");
    for (int i = 0; i < patients; i++) {
      int x = 40 + (i * 7) % 40;
      ImageIO.write(
          disc(x, 10 + i % 5, true), "png", set.resolve("images/c" + i + ".png").toFile());
      ImageIO.write(
          disc(x, 10 + i % 5, false), "png", set.resolve("masks/c" + i + ".png").toFile());
      index.append("c%d,patient%d,%s%n".formatted(i, i, CLASSES[i % 3]));
    }
    Files.writeString(set.resolve("index.csv"), index.toString());
    return set;
  }

  private static BufferedImage disc(int x, int radius, boolean head) {
    BufferedImage image = new BufferedImage(128, 128, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D pen = image.createGraphics();
    if (head) {
      pen.setColor(new Color(90, 90, 90));
      pen.fillOval(14, 6, 100, 116);
    }
    pen.setColor(Color.WHITE);
    pen.fillOval(x, 50, 2 * radius, 2 * radius);
    pen.dispose();
    return image;
  }
}

package health.cairn.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ui.fake.FakeWorkstation;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WindowScreensTest {
  @TempDir Path directory;

  @Test
  void capture_paintsEveryMainScreen() throws Exception {
    FakeWorkstation desk =
        new FakeWorkstation(new FakeWorkstation.Behaviour(14, 200, 0, Optional.empty()), 4);
    List<Path> pictures = new WindowScreens().capture(desk, directory.resolve("out"));
    assertEquals(
        List.of(
            "1-worklist.png",
            "2-viewer.png",
            "5-outline.png",
            "3-timeline.png",
            "4-proof.png",
            "6-models.png",
            "7-monitor.png"),
        pictures.stream().map(p -> p.getFileName().toString()).toList());
    for (Path picture : pictures) {
      BufferedImage image = ImageIO.read(picture.toFile());
      assertEquals(1440, image.getWidth());
      assertEquals(900, image.getHeight());
      assertTrue(colours(image).size() > 30, picture + " is painted");
    }
  }

  private static Set<Integer> colours(BufferedImage image) {
    Set<Integer> colours = new HashSet<>();
    for (int y = 0; y < image.getHeight(); y += 3) {
      for (int x = 0; x < image.getWidth(); x += 3) {
        colours.add(image.getRGB(x, y));
      }
    }
    return colours;
  }
}

package health.cairn.imaging.render;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.slice.Raster;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class MapPictureTest {
  @Test
  void scale_hasTheColoursOfAMapOverTheGreyOfABrain() {
    BufferedImage scale = MapPicture.scale(101, 4);
    Raster grey = Raster.drawn(101, 101, (x, y) -> 0.35);
    Raster ramp = Raster.drawn(101, 101, (x, y) -> x / 100.0);
    BufferedImage map = MapPicture.of(grey, ramp, grey.map(v -> 0), 101);
    for (int x : new int[] {0, 25, 50, 75, 100}) {
      assertEquals(map.getRGB(x, 50), scale.getRGB(x, 2), "at " + x);
    }
    int clear = scale.getRGB(0, 0);
    assertEquals(clear >> 16 & 255, clear & 255, "clear where the map says nothing");
    int most = scale.getRGB(100, 0);
    assertTrue((most >> 16 & 255) > (most & 255), "yellow where it says most");
  }
}

package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.imaging.ImagingException;
import java.awt.image.BufferedImage;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GreyPictureTest {
  /// SHA-256 over the grey bytes of the first 200 images in name order, as Pillow 12.3 decodes them
  /// (`Image.open(f).convert("L").tobytes()`).
  private static final String PILLOW_200 =
      "e05376895eb0d0cbc35579e05341d59a340a160e21262feb20535b7e018b3072";

  @TempDir Path folder;

  @Test
  void read_decodesLosslessWebpExactly() throws Exception {
    try (InputStream in =
        GreyPictureTest.class.getResourceAsStream("/health/cairn/imaging/evaluate/drawn.webp")) {
      Files.copy(Objects.requireNonNull(in), folder.resolve("drawn.webp"));
    }

    GreyPicture picture = GreyPicture.read(folder, "drawn");

    assertEquals(20, picture.rows());
    assertEquals(24, picture.columns());
    for (int row = 0; row < 20; row++) {
      for (int column = 0; column < 24; column++) {
        int drawn = (7 * row + 13 * column + row * column % 11) % 256;
        assertEquals(drawn, picture.at(row * 24 + column));
      }
    }
  }

  @Test
  void read_keepsGreyPngsAsTheyAre() throws Exception {
    BufferedImage image = new BufferedImage(256, 1, BufferedImage.TYPE_BYTE_GRAY);
    for (int i = 0; i < 256; i++) {
      image.getRaster().setSample(i, 0, 0, i);
    }
    ImageIO.write(image, "png", folder.resolve("grey.png").toFile());

    GreyPicture picture = GreyPicture.read(folder, "grey");

    for (int i = 0; i < 256; i++) {
      assertEquals(i, picture.at(i));
    }
  }

  @Test
  void read_readsOneBitMasksAsBlackAndWhite() throws Exception {
    BufferedImage image = new BufferedImage(9, 1, BufferedImage.TYPE_BYTE_BINARY);
    image.getRaster().setSample(4, 0, 0, 1);
    ImageIO.write(image, "png", folder.resolve("mask.png").toFile());

    GreyPicture picture = GreyPicture.read(folder, "mask");

    assertEquals(255, picture.at(4));
    assertEquals(0, picture.at(3));
  }

  @Test
  void read_refusesWhatIsNoPictureByName() throws Exception {
    Files.writeString(folder.resolve("bad.png"), "no picture");

    ImagingException bad =
        assertThrows(ImagingException.class, () -> GreyPicture.read(folder, "bad"));
    ImagingException missing =
        assertThrows(ImagingException.class, () -> GreyPicture.read(folder, "missing"));

    assertEquals(ImagingException.Kind.REFUSED, bad.kind());
    assertEquals(ImagingException.Kind.REFUSED, missing.kind());
  }

  @Test
  @Tag("realdata")
  void read_decodesTheTrainingSlicesAsPillowDoes() throws Exception {
    Path images = SharedData.require("train/cheng_t1ce/images");
    List<Path> files;
    try (Stream<Path> all = Files.list(images)) {
      files = all.sorted().limit(200).toList();
    }
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (Path file : files) {
      GreyPicture picture = GreyPicture.read(file);
      for (int i = 0; i < picture.rows() * picture.columns(); i++) {
        digest.update((byte) picture.at(i));
      }
    }

    assertEquals(PILLOW_200, HexFormat.of().formatHex(digest.digest()));
  }
}

package health.cairn.imaging.evaluate.leak;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.codec.ImageIoProviders;
import health.cairn.imaging.evaluate.SharedData;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class PerceptualHashTest {
  @BeforeAll
  static void readPlainPictures() {
    ImageIoProviders.withoutToolkit();
  }

  @Test
  void orientations_areThoseOfTheTurnedPictures() {
    for (int seed = 1; seed <= 20; seed++) {
      BufferedImage picture = drawn(seed, 60, 44);
      List<PerceptualHash> orientations = hash(picture).orientations();
      for (int turn = 0; turn < 8; turn++) {
        PerceptualHash turned = hash(turned(picture, turn));
        assertTrue(
            orientations.stream().anyMatch(o -> o.distance(turned) <= 1),
            "seed " + seed + " turn " + turn);
      }
    }
  }

  @Test
  void near_findsTransposedResizedGammaChangedAndRecompressedCopies() throws Exception {
    List<ListedSlice> listed =
        IntStream.rangeClosed(1, 16)
            .mapToObj(seed -> slice("s" + seed, hash(drawn(seed, 128, 128))))
            .toList();
    SliceList list = new SliceList(listed);
    for (int seed = 1; seed <= 16; seed++) {
      BufferedImage copy =
          jpeg(resized(gamma(turned(drawn(seed, 128, 128), seed % 8), 0.7), 90), 0.5f);

      List<ListedSlice> near = list.near(hash(copy));

      assertEquals(List.of("s" + seed), near.stream().map(ListedSlice::id).toList());
    }
  }

  @Test
  void of_givesNothingForAPictureOfOneGrey() {
    assertTrue(PerceptualHash.of(10, 10, i -> 7).isEmpty());
  }

  @Test
  void hex_isReadBack() {
    PerceptualHash hash = hash(drawn(3, 50, 50));

    assertEquals(0, hash.distance(PerceptualHash.parse(hash.hex())));
    assertThrows(IllegalArgumentException.class, () -> PerceptualHash.parse("xyz"));
  }

  @Test
  @Tag("realdata")
  void near_findsAMangledCopyOfATrainingSlice() throws Exception {
    SliceList training = SliceList.ofTraining();
    for (String id : List.of("0001", "0500", "1500", "3000")) {
      BufferedImage picture =
          ImageIO.read(SharedData.require("train/cheng_t1ce/images/" + id + ".webp").toFile());
      for (int turn = 0; turn < 8; turn++) {
        BufferedImage copy = jpeg(resized(gamma(turned(picture, turn), 1.3), 140), 0.6f);

        assertTrue(
            training.near(hash(copy)).stream()
                .anyMatch(s -> s.set().equals("cheng_t1ce") && s.id().equals(id)),
            id + " turn " + turn);
      }
    }
  }

  private static ListedSlice slice(String id, PerceptualHash hash) {
    return new ListedSlice("drawn", id, id, 1, Optional.of(hash));
  }

  static PerceptualHash hash(BufferedImage picture) {
    int columns = picture.getWidth();
    return PerceptualHash.of(
            picture.getHeight(),
            columns,
            i -> picture.getRaster().getSample(i % columns, i / columns, 0))
        .orElseThrow();
  }

  /// Blobs of grey that no symmetry maps to itself.
  private static BufferedImage drawn(int seed, int width, int height) {
    Random random = new Random(seed);
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    double[][] blobs = new double[150][];
    for (int i = 0; i < blobs.length; i++) {
      blobs[i] =
          new double[] {
            random.nextDouble(),
            random.nextDouble(),
            0.01 + random.nextDouble() / 25,
            random.nextDouble()
          };
    }
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double value = 0;
        for (double[] b : blobs) {
          double dx = (x + 0.5) / width - b[0];
          double dy = (y + 0.5) / height - b[1];
          value += b[3] * Math.exp(-(dx * dx + dy * dy) / (2 * b[2] * b[2]));
        }
        picture.getRaster().setSample(x, y, 0, (int) Math.min(255, 120 * value));
      }
    }
    return picture;
  }

  private static BufferedImage turned(BufferedImage from, int turn) {
    boolean transposed = (turn & 4) != 0;
    int width = transposed ? from.getHeight() : from.getWidth();
    int height = transposed ? from.getWidth() : from.getHeight();
    BufferedImage to = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int a = (turn & 1) != 0 ? height - 1 - y : y;
        int b = (turn & 2) != 0 ? width - 1 - x : x;
        to.getRaster()
            .setSample(
                x,
                y,
                0,
                transposed
                    ? from.getRaster().getSample(a, b, 0)
                    : from.getRaster().getSample(b, a, 0));
      }
    }
    return to;
  }

  private static BufferedImage gamma(BufferedImage from, double gamma) {
    IntUnaryOperator map = v -> (int) Math.round(255 * Math.pow(v / 255.0, gamma));
    BufferedImage to =
        new BufferedImage(from.getWidth(), from.getHeight(), BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < from.getHeight(); y++) {
      for (int x = 0; x < from.getWidth(); x++) {
        to.getRaster().setSample(x, y, 0, map.applyAsInt(from.getRaster().getSample(x, y, 0)));
      }
    }
    return to;
  }

  private static BufferedImage resized(BufferedImage from, int side) {
    BufferedImage to = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    Graphics2D graphics = to.createGraphics();
    graphics.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    graphics.drawImage(from, 0, 0, side, side, null);
    graphics.dispose();
    return to;
  }

  private static BufferedImage jpeg(BufferedImage from, float quality) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    var writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    var parameters = writer.getDefaultWriteParam();
    parameters.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
    parameters.setCompressionQuality(quality);
    try (var out = ImageIO.createImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(from, null, null), parameters);
    }
    writer.dispose();
    return ImageIO.read(new ByteArrayInputStream(bytes.toByteArray()));
  }
}

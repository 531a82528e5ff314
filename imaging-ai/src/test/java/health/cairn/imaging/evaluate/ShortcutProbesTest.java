package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.TestModels;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On drawn heads: a grey disc on black with a white square in it for a tumour.
class ShortcutProbesTest {
  private static final int SIDE = 64;
  private static final int HEAD = 90;
  private static final int TUMOUR = 250;
  private static final int BORDER = 2 * SIDE + 2;
  private static final int CENTRE = SIDE / 2 * SIDE + SIDE / 2;

  @TempDir Path folder;

  @Test
  void of_changesOnlyWhatItSays() {
    GreyPicture picture = GreyPicture.of(SIDE, SIDE, at -> head(at) + (at == BORDER ? 5 : 0));
    GreyPicture donor = GreyPicture.of(SIDE, SIDE, at -> head(at) == 0 ? 7 : HEAD);

    assertEquals(5, Probe.UNTOUCHED.of(picture, donor).at(BORDER));
    GreyPicture erased = Probe.BACKGROUND_ERASED.of(picture, donor);
    assertEquals(0, erased.at(BORDER));
    assertEquals(TUMOUR, erased.at(CENTRE));
    GreyPicture swapped = Probe.BACKGROUND_SWAPPED.of(picture, donor);
    assertEquals(7, swapped.at(BORDER));
    assertEquals(TUMOUR, swapped.at(CENTRE));
    GreyPicture blanked = Probe.HEAD_BLANKED.of(picture, donor);
    assertEquals(5, blanked.at(BORDER));
    assertTrue(blanked.at(CENTRE) > HEAD - 20 && blanked.at(CENTRE) < HEAD + 40);
  }

  @Test
  void write_findsThatAModelThatLooksAtTheTumourDoesNotHangOnTheBackground() throws Exception {
    draw();
    ObjectNode figures = JsonMapper.builder().build().createObjectNode();
    try (InferenceEngine engine = InferenceEngine.start()) {
      EvaluatedModels model =
          EvaluatedModels.outlining(TestModels.segmenter(folder.resolve("models/s")));
      new ShortcutProbes(engine, folder, List.of(), folder.resolve("scratch"), Progress.NONE)
          .write(figures, model);
    }

    JsonNode changed = figures.path("changed");
    assertEquals(4, changed.size());
    double before = changed.path(0).path("dice").doubleValue();
    assertTrue(before > 0.5, changed.toString());
    assertEquals(before, changed.path(1).path("dice").doubleValue(), 0.05);
    assertTrue(changed.path(3).path("dice").doubleValue() < 0.35, changed.toString());
    JsonNode free = figures.path("tumourFree").path(0);
    assertEquals(1, free.path("cases").intValue());
    assertEquals(1, free.path("patients").intValue());
    String text = ShortcutTables.of(Map.of("tiny", figures));
    assertTrue(text.contains("| tiny | background black | 2, 2 |"), text);
    assertTrue(text.contains("| tiny | slices of lgg_flair without tumour | 1, 1 |"), text);
  }

  private void draw() throws IOException {
    Path set = folder.resolve("cheng_t1ce");
    Files.createDirectories(set.resolve("images"));
    Files.createDirectories(set.resolve("masks"));
    Files.writeString(set.resolve("index.csv"), "id,pid,class,fold\na,p1,x,1\nb,p2,x,1\n");
    for (String id : List.of("a", "b")) {
      picture(set.resolve("images/" + id + ".png"), SIDE, ShortcutProbesTest::head);
      picture(set.resolve("masks/" + id + ".png"), SIDE, at -> head(at) == TUMOUR ? 255 : 0);
    }
    Path none = Files.createDirectories(folder.resolve("notumor"));
    picture(none.resolve("n.png"), SIDE, at -> head(at) == 0 ? 4 : HEAD);
    Path stack = Files.createDirectories(folder.resolve("lgg_flair/TCGA_XX_1_20000101"));
    for (int slice = 1; slice <= 3; slice++) {
      boolean copied = slice == 3;
      picture(
          stack.resolve("00" + slice + ".png"),
          3 * SIDE,
          at -> {
            int cell = at % (SIDE * SIDE);
            boolean flair = at / (SIDE * SIDE) == 1;
            int brain = cell / SIDE < SIDE / 2 ? HEAD : HEAD * 2 / 3;
            int plain = head(cell) == 0 ? 0 : brain;
            return flair && !copied ? plain / 2 : plain;
          });
    }
  }

  private static int head(int at) {
    int x = at % SIDE - SIDE / 2;
    int y = at / SIDE - SIDE / 2;
    if (Math.abs(x) < 8 && Math.abs(y) < 8) {
      return TUMOUR;
    }
    return x * x + y * y < 24 * 24 ? HEAD : 0;
  }

  private static void picture(Path file, int rows, IntUnaryOperator value) throws IOException {
    BufferedImage image = new BufferedImage(SIDE, rows, BufferedImage.TYPE_BYTE_GRAY);
    for (int at = 0; at < rows * SIDE; at++) {
      image.getRaster().setSample(at % SIDE, at / SIDE, 0, value.applyAsInt(at));
    }
    ImageIO.write(image, "png", file.toFile());
  }
}

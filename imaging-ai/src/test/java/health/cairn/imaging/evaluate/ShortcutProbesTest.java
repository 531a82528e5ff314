package health.cairn.imaging.evaluate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.classify.Judgement;
import health.cairn.imaging.classify.Member;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.ModelRef;
import health.cairn.imaging.inference.TestModels;
import health.cairn.imaging.inference.Weights;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    assertEquals(
        "FLAIR of the same slices, in place of T1 after contrast",
        figures.path("tumourFree").path(1).path("pictures").asText());
  }

  @Test
  void write_countsWhatIsLikeNothingKnownAndWhatIsNoHead() throws Exception {
    draw();
    ObjectNode known = JsonMapper.builder().build().createObjectNode();
    ObjectNode novel = JsonMapper.builder().build().createObjectNode();
    try (InferenceEngine engine = InferenceEngine.start()) {
      ShortcutProbes probes =
          new ShortcutProbes(engine, folder, List.of(), folder.resolve("scratch"), Progress.NONE);
      probes.write(known, EvaluatedModels.classifying(new Says(0.5), Optional.empty()));
      probes.write(novel, EvaluatedModels.classifying(new Says(1), Optional.empty()));
    }

    for (String group : List.of("changed", "tumourFree")) {
      for (int i = 0; i < known.path(group).size(); i++) {
        JsonNode usual = known.path(group).path(i);
        JsonNode strange = novel.path(group).path(i);
        double heads = 1 - usual.path("notAHead").doubleValue();
        assertEquals(0, usual.path("unlikeAnythingKnown").doubleValue());
        assertEquals(heads, strange.path("unlikeAnythingKnown").doubleValue());
      }
    }
    assertTrue(
        ShortcutTables.of(Map.of("tiny", novel)).contains("like nothing known | no head MR |"));
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

  /// A member that is sure of one kind, and finds every slice equally strange.
  private record Says(double novelty) implements Member {
    @Override
    public ModelRef ref() {
      return new ModelRef("says", "1", "00", "CC0-1.0");
    }

    @Override
    public Optional<Member> neverSaw(String dataset, int fold) {
      return Optional.of(this);
    }

    @Override
    public List<Weights> weights() {
      return List.of();
    }

    @Override
    public List<String> classes() {
      return List.of("x", "none");
    }

    @Override
    public boolean looksAtTheOutline() {
      return false;
    }

    @Override
    public List<Judgement> judge(List<SliceSample> slices, Progress progress) {
      ClassProbabilities sure = new ClassProbabilities(classes(), List.of(0.9, 0.1));
      return slices.stream().map(s -> Judgement.of(sure, novelty)).toList();
    }
  }
}

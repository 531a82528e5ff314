package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.Progress;
import health.cairn.imaging.classify.ClassProbabilities;
import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.SharedData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RadiomicsMemberTest {
  private static final int SIZE = 256;

  @Test
  void judge_answersMostlyNoneWhenNothingIsOutlined() throws Exception {
    RadiomicsMember member = new RadiomicsMember(RadiomicsModel.bundled());
    RadiomicsMember.Decision decision = member.decide(head(new BitSet()));
    assertEquals("none", decision.decision());
    assertTrue(decision.influences().isEmpty());
  }

  @Test
  void decide_saysWhichFeaturesLedToIt() throws Exception {
    RadiomicsMember member = new RadiomicsMember(RadiomicsModel.bundled());
    RadiomicsMember.Decision decision = member.decide(head(disc(150, 110, 18)));
    assertEquals(1, decision.probabilities().ordered()[0] + rest(decision.probabilities()), 1e-9);
    List<Influence> influences = decision.influences();
    assertFalse(influences.isEmpty());
    for (int i = 1; i < influences.size(); i++) {
      assertTrue(Math.abs(influences.get(i - 1).score()) >= Math.abs(influences.get(i).score()));
    }
    String sentence = decision.inWords(3).getFirst();
    assertTrue(
        sentence.startsWith("speaks for " + decision.decision())
            || sentence.startsWith("speaks against " + decision.decision()),
        sentence);
  }

  @Test
  void of_doesNotDependOnTheMatrixOfTheScanner() {
    SliceSample fine = head(disc(150, 110, 18));
    BitSet coarse = new BitSet();
    double[] values = new double[128 * 128];
    for (int at = 0; at < values.length; at++) {
      int row = at / 128 * 2;
      int column = at % 128 * 2;
      values[at] =
          (fine.at(row, column)
                  + fine.at(row + 1, column)
                  + fine.at(row, column + 1)
                  + fine.at(row + 1, column + 1))
              / 4;
      coarse.set(at, fine.inRegion(row, column));
    }
    Map<String, Double> a = TumourFeatures.of(fine).orElseThrow();
    Map<String, Double> b =
        TumourFeatures.of(new SliceSample(128, 128, values, Optional.empty(), coarse))
            .orElseThrow();
    assertEquals(a.keySet(), b.keySet());
    for (String name :
        List.of("head_LateralOffset", "head_HeightOffset", "original_shape2D_PixelSurface")) {
      double scale = Math.max(1, Math.abs(a.getOrDefault(name, 0.0)));
      assertEquals(a.get(name), b.getOrDefault(name, 0.0), 0.05 * scale, name);
    }
  }

  /// What training read and what the program measures are the same numbers, and so are the answers.
  @Test
  @Tag("realdata")
  void neverSaw_answersAsInTraining() throws Exception {
    Path cheng = SharedData.require("train/cheng_t1ce");
    RadiomicsModel model = RadiomicsModel.bundled();
    int compared = 0;
    for (String line : golden()) {
      String[] cell = line.split(",");
      int fold = Integer.parseInt(cell[1]);
      GreyFile image = GreyFile.read(cheng.resolve("images/" + cell[0] + ".webp"));
      GreyFile mask = GreyFile.read(cheng.resolve("masks/" + cell[0] + ".png"));
      SliceSample sample =
          new SliceSample(
              image.rows(),
              image.columns(),
              image.wide(),
              Optional.empty(),
              FeatureTable.onto(mask, image));
      RadiomicsMember member =
          new RadiomicsMember(model.neverSaw("cheng_t1ce", fold).orElseThrow());
      double[] p =
          member.judge(List.of(sample), Progress.NONE).getFirst().probabilities().ordered();
      for (int k = 0; k < p.length; k++) {
        assertEquals(Double.parseDouble(cell[2 + k]), p[k], 2e-5, line);
      }
      compared++;
    }
    assertEquals(48, compared);
  }

  private static List<String> golden() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(
                    RadiomicsMemberTest.class.getResourceAsStream("member-golden.csv")),
                StandardCharsets.UTF_8))) {
      return in.lines().skip(1).toList();
    }
  }

  private static double rest(ClassProbabilities p) {
    return 1 - p.byName().get("glioma");
  }

  private static BitSet disc(int column, int row, int radius) {
    BitSet disc = new BitSet();
    for (int at = 0; at < SIZE * SIZE; at++) {
      int y = at / SIZE;
      disc.set(at, Math.hypot(at % SIZE - column, y - row) < radius);
    }
    return disc;
  }

  /// A head of three shades with a bright disc where the region is.
  private static SliceSample head(BitSet region) {
    double[] values = new double[SIZE * SIZE];
    for (int at = 0; at < values.length; at++) {
      int row = at / SIZE;
      double fromCentre = Math.hypot((at % SIZE - 128) / 90.0, (row - 128) / 110.0);
      double tissue = 80 + 20 * ((at % SIZE / 16 + row / 16) % 3);
      values[at] = fromCentre > 1 ? 0 : region.get(at) ? 200 + at % 7 : tissue;
    }
    return new SliceSample(SIZE, SIZE, values, Optional.empty(), region);
  }
}

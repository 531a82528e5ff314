package health.cairn.imaging.radiomics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.imaging.classify.SliceSample;
import health.cairn.imaging.evaluate.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ClusterOutlineTest {
  private static final int SIZE = 256;

  @ParameterizedTest
  @EnumSource(Clustering.class)
  void of_findsABrightDiscInAGreyHead(Clustering method) {
    double[] values = new double[SIZE * SIZE];
    BitSet disc = new BitSet();
    for (int at = 0; at < values.length; at++) {
      int row = at / SIZE;
      double x = at % SIZE - 128.0;
      double fromHead = Math.hypot(x / 90, (row - 128) / 110.0);
      boolean inDisc = Math.hypot(x - 20, row - 100.0) < 15;
      // Grey matter in three shades, a bright scalp, a bright disc.
      double tissue = 80 + 20 * ((at % SIZE / 16 + row / 16) % 3);
      values[at] = fromHead > 1 ? 0 : fromHead > 0.93 ? 230 : inDisc ? 220 : tissue;
      disc.set(at, inDisc);
    }
    SliceSample sample = new SliceSample(SIZE, SIZE, values, Optional.empty(), new BitSet());
    assertTrue(dice(disc, new ClusterOutline(method).of(sample)) > 0.95);
  }

  @Test
  void of_isEmptyWhenThereIsNoHead() {
    SliceSample sample =
        new SliceSample(64, 64, new double[64 * 64], Optional.empty(), new BitSet());
    assertEquals(new BitSet(), new ClusterOutline(Clustering.K_MEANS).of(sample));
  }

  @Test
  void membership_addsUpToOne() {
    double[] values = new double[500];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 100 / 100.0;
    }
    for (Clustering method : Clustering.values()) {
      IntensityClusters clusters = IntensityClusters.of(values, 4, method);
      for (double value = 0; value < 1; value += 0.07) {
        double sum = 0;
        for (int k = 0; k < 4; k++) {
          sum += clusters.membership(value, k);
        }
        assertEquals(1, sum, 1e-9);
      }
    }
  }

  /// Honest and small: Dice of each slice goes into `target/clusters-fold4.csv`; the limits only say
  /// that the baseline is neither broken nor anything to rely on. Every twelfth slice, all with
  /// `-Dcairn.radiomics.clusters=all`.
  @Test
  @Tag("realdata")
  void of_isAWeakBaselineOnFold4() throws IOException {
    Path cheng = SharedData.require("train/cheng_t1ce");
    Map<Clustering, Double> sums = new EnumMap<>(Clustering.class);
    List<String> lines = new ArrayList<>(List.of("id,patient,class,kMeans,fuzzyCMeans"));
    List<String> all =
        Files.readAllLines(cheng.resolve("index.csv")).stream()
            .skip(1)
            .filter(line -> line.split(",")[3].equals("4"))
            .toList();
    int step = System.getProperty("cairn.radiomics.clusters", "").equals("all") ? 1 : 12;
    List<String> rows = new ArrayList<>();
    for (int i = 0; i < all.size(); i += step) {
      rows.add(all.get(i));
    }
    for (String row : rows) {
      String[] cell = row.split(",");
      GreyFile image = GreyFile.read(cheng.resolve("images/" + cell[0] + ".webp"));
      GreyFile mask = GreyFile.read(cheng.resolve("masks/" + cell[0] + ".png"));
      SliceSample sample =
          new SliceSample(
              image.rows(), image.columns(), image.wide(), Optional.empty(), new BitSet());
      StringBuilder line = new StringBuilder(cell[0] + "," + cell[1] + "," + cell[2]);
      for (Clustering method : Clustering.values()) {
        double dice =
            dice(bits(mask), enlarged(new ClusterOutline(method).of(sample), image, mask));
        sums.merge(method, dice / rows.size(), Double::sum);
        line.append(',').append((float) dice);
      }
      lines.add(line.toString());
    }
    Files.write(Files.createDirectories(Path.of("target")).resolve("clusters-fold4.csv"), lines);
    sums.values().forEach(mean -> assertTrue(mean > 0.1 && mean < 0.7, "mean Dice " + mean));
  }

  private static BitSet bits(GreyFile mask) {
    BitSet bits = new BitSet();
    for (int at = 0; at < mask.values().length; at++) {
      bits.set(at, mask.values()[at] > 127);
    }
    return bits;
  }

  /// On the mask's own pixels, as Dice is defined for this data set.
  private static BitSet enlarged(BitSet outline, GreyFile image, GreyFile mask) {
    BitSet bits = new BitSet();
    for (int at = 0; at < mask.values().length; at++) {
      int row = at / mask.columns() * image.rows() / mask.rows();
      int column = at % mask.columns() * image.columns() / mask.columns();
      bits.set(at, outline.get(row * image.columns() + column));
    }
    return bits;
  }

  private static double dice(BitSet a, BitSet b) {
    BitSet both = (BitSet) a.clone();
    both.and(b);
    return 2.0 * both.cardinality() / Math.max(1, a.cardinality() + b.cardinality());
  }
}

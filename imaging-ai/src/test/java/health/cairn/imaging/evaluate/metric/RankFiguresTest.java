package health.cairn.imaging.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RankFiguresTest {

  @Test
  void rocArea_equalsTheShareOfRightlyOrderedPairs() {
    for (int seed = 1; seed <= 20; seed++) {
      Random random = new Random(seed);
      double[] score = random.doubles(40).map(v -> Math.round(v * 10)).toArray();
      boolean[] positive = new boolean[40];
      for (int i = 0; i < 40; i++) {
        positive[i] = random.nextDouble() < 0.4;
      }
      double wins = 0;
      double pairs = 0;
      for (int a = 0; a < 40; a++) {
        for (int b = 0; b < 40; b++) {
          if (positive[a] && !positive[b]) {
            wins += score[a] > score[b] ? 1 : score[a] == score[b] ? 0.5 : 0;
            pairs++;
          }
        }
      }

      double area = RocArea.of(IntStream.range(0, 40).toArray(), i -> score[i], i -> positive[i]);

      assertEquals(wins / pairs, area, 1e-12, "seed " + seed);
    }
    assertEquals(Double.NaN, RocArea.of(new int[] {0, 1}, i -> i, i -> true));
  }

  @Test
  void riskCoverage_fallsWhenTheLeastCertainAreWrong() {
    double[] confidence = {0.9, 0.8, 0.7, 0.6};
    RiskCoverage curve = RiskCoverage.of(confidence, new boolean[] {true, true, false, true});

    assertEquals(new RiskCoverage.Point(1, 0.25, 0.6), curve.points().getFirst());
    assertEquals(new RiskCoverage.Point(0.75, 1 / 3.0, 0.7), curve.points().get(1));
    assertEquals(new RiskCoverage.Point(0.5, 0, 0.8), curve.points().get(2));
    assertEquals((0 + 0 + 1 / 3.0 + 1 / 4.0) / 4, curve.area(), 1e-12);
  }

  @Test
  void voxelErrors_areFoundWhenTheDoubtfulVoxelsAreTheWrongOnes() {
    VoxelErrors sharp = new VoxelErrors();
    sharp.add(0.99, true, true);
    sharp.add(0.02, false, false);
    sharp.add(0.55, false, true);
    sharp.add(0.001, false, false);
    VoxelErrors blind = new VoxelErrors();
    blind.add(0.99, false, true);
    blind.add(0.6, true, true);

    assertEquals(1, sharp.auroc());
    assertEquals(1, sharp.aurocOfDoubtful());
    assertEquals(0, blind.auroc());
    assertEquals(Double.NaN, new VoxelErrors().auroc());
  }
}

package health.cairn.imaging.radiomics;

import java.util.function.ObjDoubleConsumer;

/// Difference between a grey tone and the mean of its neighbours (IBSI 3.10), distance 1.
final class Ngtdm {
  /// What PyRadiomics returns for a region without any difference.
  private static final double FLAT_COARSENESS = 1e6;

  private final double[] p;
  private final double[] s;
  private final double valid;
  private final int present;

  private Ngtdm(double[] n, double[] s) {
    double total = 0;
    int levels = 0;
    for (double count : n) {
      total += count;
      levels += count > 0 ? 1 : 0;
    }
    this.p = new double[n.length];
    for (int i = 0; i < n.length; i++) {
      p[i] = total == 0 ? 0 : n[i] / total;
    }
    this.s = s;
    this.valid = total;
    this.present = levels;
  }

  static void write(Levels levels, ObjDoubleConsumer<String> out) {
    Region region = levels.region();
    double[] n = new double[levels.count()];
    double[] s = new double[levels.count()];
    for (int z = 0; z < region.size(2); z++) {
      for (int y = 0; y < region.size(1); y++) {
        for (int x = 0; x < region.size(0); x++) {
          int level = levels.at(x, y, z);
          int sum = 0;
          int neighbours = 0;
          for (int k = 0; level > 0 && k < 27; k++) {
            int other = levels.at(x + k % 3 - 1, y + k / 3 % 3 - 1, z + k / 9 - 1);
            if (k != 13 && other > 0) {
              sum += other;
              neighbours++;
            }
          }
          if (neighbours > 0) {
            n[level - 1]++;
            s[level - 1] += Math.abs(level - sum / (double) neighbours);
          }
        }
      }
    }
    new Ngtdm(n, s).features(out);
  }

  private void features(ObjDoubleConsumer<String> out) {
    double ps = 0;
    double sTotal = 0;
    double spread = 0;
    double busy = 0;
    double complexity = 0;
    double strength = 0;
    for (int i = 0; i < p.length; i++) {
      ps += p[i] * s[i];
      sTotal += s[i];
      for (int j = 0; j < p.length; j++) {
        if (p[i] > 0 && p[j] > 0) {
          double square = (double) (i - j) * (i - j);
          spread += p[i] * p[j] * square;
          busy += Math.abs((i + 1) * p[i] - (j + 1) * p[j]);
          complexity += Math.abs(i - j) * (p[i] * s[i] + p[j] * s[j]) / (p[i] + p[j]);
          strength += (p[i] + p[j]) * square;
        }
      }
    }
    out.accept("Busyness", busy == 0 ? 0 : ps / busy);
    out.accept("Coarseness", ps == 0 ? FLAT_COARSENESS : Math.min(FLAT_COARSENESS, 1 / ps));
    out.accept("Complexity", valid == 0 ? 0 : complexity / valid);
    double pairs = (double) present * (present - 1);
    out.accept("Contrast", pairs == 0 ? 0 : spread / pairs * (sTotal / valid));
    out.accept("Strength", sTotal == 0 ? 0 : strength / sTotal);
  }
}

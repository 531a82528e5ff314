package health.cairn.imaging.evaluate.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import health.cairn.imaging.measure.SquaredDistance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Surface figures against slow implementations written straight from their definitions.
class MetricsByDefinitionTest {

  @Test
  void squaredDistance_isTheLeastOfAllPairsOnAnisotropicGrids() {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      int[] n = {1 + random.nextInt(9), 1 + random.nextInt(9), 1 + random.nextInt(7)};
      double[] step = {
        0.3 + random.nextDouble(), 0.3 + random.nextDouble(), 5 * random.nextDouble()
      };
      step[2] += 0.3;
      BitSet marked = new BitSet();
      for (int i = 0; i < n[0] * n[1] * n[2]; i++) {
        marked.set(i, random.nextDouble() < 0.15);
      }

      double[] field = SquaredDistance.to(marked, n[0], n[1], n[2], step);

      for (int i = 0; i < field.length; i++) {
        double least = Double.POSITIVE_INFINITY;
        for (int m = marked.nextSetBit(0); m >= 0; m = marked.nextSetBit(m + 1)) {
          double dx = (i % n[0] - m % n[0]) * step[0];
          double dy = (i / n[0] % n[1] - m / n[0] % n[1]) * step[1];
          double dz = (i / n[0] / n[1] - m / n[0] / n[1]) * step[2];
          least = Math.min(least, dx * dx + dy * dy + dz * dz);
        }
        assertEquals(least, field[i], 1e-9, "seed " + seed + " cell " + i);
      }
    }
  }

  @Test
  void hd95_equalsTheDefinitionOnRandomMasks() {
    for (int seed = 1; seed <= 80; seed++) {
      Random random = new Random(seed);
      Lattice lattice = lattice(random, seed % 2 == 0);
      BinaryMask a = draw(random, lattice);
      BinaryMask b = draw(random, lattice);

      assertEquals(slowHd95(a, b), Hausdorff.hd95(a, b), 1e-9, "seed " + seed);
      assertEquals(Hausdorff.hd95(a, b), Hausdorff.hd95(b, a), "seed " + seed);
    }
  }

  @Test
  void surfaceDice_equalsTheDefinitionOnRandomMasks() {
    for (int seed = 1; seed <= 60; seed++) {
      Random random = new Random(seed);
      Lattice lattice = lattice(random, seed % 2 == 0);
      BinaryMask a = draw(random, lattice);
      BinaryMask b = draw(random, lattice);
      double tolerance = 2 * random.nextDouble();

      assertEquals(
          slowSurfaceDice(a, b, tolerance), SurfaceDice.at(a, b, tolerance), 1e-9, "seed " + seed);
      assertEquals(1, SurfaceDice.at(a, a, 0), "seed " + seed);
    }
  }

  private static Lattice lattice(Random random, boolean deep) {
    double x = 0.4 + random.nextDouble();
    double y = 0.4 + random.nextDouble();
    return new Lattice(
        2 + random.nextInt(7),
        2 + random.nextInt(7),
        deep ? 2 + random.nextInt(5) : 1,
        x,
        y,
        deep ? 0.5 + 3 * random.nextDouble() : 1,
        Lattice.Unit.MILLIMETRES);
  }

  private static BinaryMask draw(Random random, Lattice lattice) {
    double density = 0.03 + 0.9 * random.nextDouble();
    return BinaryMask.of(lattice, i -> random.nextDouble() < density);
  }

  private static boolean at(BinaryMask mask, int c, int r, int s) {
    Lattice l = mask.lattice();
    return c >= 0
        && r >= 0
        && s >= 0
        && c < l.columns()
        && r < l.rows()
        && s < l.slices()
        && mask.at(l.index(c, r, s));
  }

  private static List<double[]> boundary(BinaryMask mask) {
    Lattice l = mask.lattice();
    List<double[]> points = new ArrayList<>();
    for (int s = 0; s < l.slices(); s++) {
      for (int r = 0; r < l.rows(); r++) {
        for (int c = 0; c < l.columns(); c++) {
          int inside = 0;
          inside += at(mask, c - 1, r, s) ? 1 : 0;
          inside += at(mask, c + 1, r, s) ? 1 : 0;
          inside += at(mask, c, r - 1, s) ? 1 : 0;
          inside += at(mask, c, r + 1, s) ? 1 : 0;
          inside += l.flat() || at(mask, c, r, s - 1) ? 1 : 0;
          inside += l.flat() || at(mask, c, r, s + 1) ? 1 : 0;
          if (at(mask, c, r, s) && inside < 6) {
            points.add(new double[] {c * l.columnStep(), r * l.rowStep(), s * l.sliceStep(), 1});
          }
        }
      }
    }
    return points;
  }

  private static double slowHd95(BinaryMask a, BinaryMask b) {
    List<double[]> edgeA = boundary(a);
    List<double[]> edgeB = boundary(b);
    if (edgeA.isEmpty() || edgeB.isEmpty()) {
      return Double.NaN;
    }
    return Math.max(percentile(edgeA, edgeB), percentile(edgeB, edgeA));
  }

  private static double percentile(List<double[]> from, List<double[]> to) {
    double[] d = from.stream().mapToDouble(p -> least(p, to)).sorted().toArray();
    return d[(int) Math.floor(0.95 * (d.length - 1))];
  }

  private static double least(double[] p, List<double[]> to) {
    return to.stream()
        .mapToDouble(
            q ->
                Math.sqrt(
                    (p[0] - q[0]) * (p[0] - q[0])
                        + (p[1] - q[1]) * (p[1] - q[1])
                        + (p[2] - q[2]) * (p[2] - q[2])))
        .min()
        .orElse(Double.POSITIVE_INFINITY);
  }

  /// Corners of the whole lattice, with the area of the element there.
  private static List<double[]> surface(BinaryMask mask) {
    Lattice l = mask.lattice();
    SurfaceElements elements = SurfaceElements.of(l);
    List<double[]> points = new ArrayList<>();
    for (int s = 0; s <= (l.flat() ? 0 : l.slices()); s++) {
      for (int r = 0; r <= l.rows(); r++) {
        for (int c = 0; c <= l.columns(); c++) {
          int code = 0;
          for (int dz = 0; dz < (l.flat() ? 1 : 2); dz++) {
            for (int dy = 0; dy < 2; dy++) {
              for (int dx = 0; dx < 2; dx++) {
                int slice = l.flat() ? 0 : s - 1 + dz;
                code |= at(mask, c - 1 + dx, r - 1 + dy, slice) ? 1 << (4 * dz + 2 * dy + dx) : 0;
              }
            }
          }
          if (elements.crosses((byte) code)) {
            points.add(
                new double[] {
                  c * l.columnStep(), r * l.rowStep(), s * l.sliceStep(), elements.area((byte) code)
                });
          }
        }
      }
    }
    return points;
  }

  private static double slowSurfaceDice(BinaryMask a, BinaryMask b, double tolerance) {
    if (a.isEmpty() || b.isEmpty()) {
      return a.isEmpty() && b.isEmpty() ? 1 : 0;
    }
    List<double[]> surfaceA = surface(a);
    List<double[]> surfaceB = surface(b);
    double all = area(surfaceA) + area(surfaceB);
    double near =
        area(surfaceA.stream().filter(p -> least(p, surfaceB) <= tolerance).toList())
            + area(surfaceB.stream().filter(p -> least(p, surfaceA) <= tolerance).toList());
    return near / all;
  }

  private static double area(List<double[]> points) {
    return points.stream().mapToDouble(p -> p[3]).sum();
  }
}

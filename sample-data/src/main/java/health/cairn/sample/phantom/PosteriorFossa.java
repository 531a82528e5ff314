package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.ellipsoid;
import static health.cairn.sample.phantom.Shapes.step;
import static health.cairn.sample.phantom.Shapes.tube;
import static health.cairn.sample.phantom.Shapes.union;

/// Brain stem and cerebellum.
final class PosteriorFossa {
  private static final double[][] STEM = {
    {0, 16, -5, 9}, {0, 18, -14, 11}, {0, 20, -29, 14.5}, {0, 26, -46, 10}, {0, 34, -66, 8}
  };
  private static final double[][] PEDUNCLE = {{10, 24, -30, 8}, {20, 44, -34, 8}};

  private final GradientNoise noise;

  PosteriorFossa(long seed) {
    noise = new GradientNoise(seed);
  }

  /// Distance to the brain stem.
  static double stem(double x, double y, double z) {
    double ax = Math.abs(x);
    double crus = ellipsoid(ax - 8.5, y - 10, z + 10, 6.5, 8, 12);
    double tectum = ellipsoid(ax - 4.5, y - 26, z + 7, 5, 5, 8);
    return union(union(tube(x, y, z, STEM, 6), crus, 3), tectum, 3);
  }

  /// @param depth below the nearest wall (vault, base or tentorium)
  Tissue at(double x, double y, double z, double depth, double stem) {
    if (ellipsoid(x, y - 41, z + 35, 9 - 0.12 * Math.abs(z + 35), 5, 13) < 0) {
      return Tissue.CSF; // fourth ventricle
    }
    double ax = Math.abs(x);
    double peduncle = tube(ax, y, z, PEDUNCLE, 2);
    if (stem < 0) {
      return Tissue.STEM;
    }
    if (peduncle < 0) {
      return Tissue.WHITE;
    }
    boolean beforeStem = y < 26 - 0.95 * Math.max(0, ax - 12);
    double rough = noise.at(x / 17, y / 17, z / 17);
    double below = depth - 1.4 - 0.8 * rough;
    if (beforeStem || (stem < 2.6 && ax < 24) || below < 0) {
      return Tissue.CSF;
    }
    return folia(x, y, z, below, rough);
  }

  private Tissue folia(double x, double y, double z, double below, double rough) {
    double ax = Math.abs(x);
    // Leaves lie parallel to the wall behind and fan out from the core.
    double phase = (0.62 * below + 0.5 * z + 0.12 * ax + 1.4 * rough) / 3.2;
    double fraction = phase - Math.floor(phase);
    double core = ellipsoid(ax - 21, y - 58, z + 36, 19, 15, 12) + 5 * rough;
    double dentate = ellipsoid(ax - 14, y - 52, z + 36, 6, 9, 5);
    if (Math.abs(dentate) < 1.0) {
      return Tissue.DEEP_GREY;
    }
    double leaf = Math.abs(fraction - 0.5) * 2; // 0 in the middle of a leaf, 1 in the cleft
    double whiteShare = 0.55 * (1 - step(-2, 12, core));
    if (core < -1 || leaf < whiteShare) {
      return Tissue.WHITE;
    }
    boolean cleft = leaf > 0.86 && below < 13 && core > 2;
    return cleft ? Tissue.CSF : Tissue.GREY;
  }
}

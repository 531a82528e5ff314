package health.cairn.sample.phantom;

import java.util.SplittableRandom;

/// Smooth random values in space (gradient noise on a unit lattice, after K. Perlin, "Improving
/// noise", SIGGRAPH 2002). Equal seeds give equal values on every machine: only additions and
/// multiplications are used.
final class GradientNoise {
  private static final int MASK = 255;

  private final int[] permutation = new int[512];

  GradientNoise(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] shuffled = new int[256];
    for (int i = 0; i < 256; i++) {
      int j = random.nextInt(i + 1);
      shuffled[i] = shuffled[j];
      shuffled[j] = i;
    }
    for (int i = 0; i < 512; i++) {
      permutation[i] = shuffled[i & MASK];
    }
  }

  /// The value at a point in lattice units, within about -1 to 1, 0 on average.
  double at(double x, double y, double z) {
    int ix = floor(x);
    int iy = floor(y);
    int iz = floor(z);
    double fx = x - ix;
    double fy = y - iy;
    double fz = z - iz;
    double u = fade(fx);
    double v = fade(fy);
    double w = fade(fz);
    int[] p = permutation;
    int a = p[ix & MASK] + (iy & MASK);
    int b = p[(ix + 1) & MASK] + (iy & MASK);
    int aa = p[a & 511] + (iz & MASK);
    int ab = p[(a + 1) & 511] + (iz & MASK);
    int ba = p[b & 511] + (iz & MASK);
    int bb = p[(b + 1) & 511] + (iz & MASK);
    double near =
        mix(
            v,
            mix(u, slope(p[aa & 511], fx, fy, fz), slope(p[ba & 511], fx - 1, fy, fz)),
            mix(u, slope(p[ab & 511], fx, fy - 1, fz), slope(p[bb & 511], fx - 1, fy - 1, fz)));
    double far =
        mix(
            v,
            mix(
                u,
                slope(p[(aa + 1) & 511], fx, fy, fz - 1),
                slope(p[(ba + 1) & 511], fx - 1, fy, fz - 1)),
            mix(
                u,
                slope(p[(ab + 1) & 511], fx, fy - 1, fz - 1),
                slope(p[(bb + 1) & 511], fx - 1, fy - 1, fz - 1)));
    return mix(w, near, far);
  }

  private static int floor(double value) {
    int i = (int) value;
    return value < i ? i - 1 : i;
  }

  private static double fade(double t) {
    return t * t * t * (t * (t * 6 - 15) + 10);
  }

  private static double mix(double t, double a, double b) {
    return a + t * (b - a);
  }

  private static double slope(int hash, double x, double y, double z) {
    int h = hash & 15;
    double u = h < 8 ? x : y;
    double v = h < 4 ? y : (h == 12 || h == 14 ? x : z);
    return ((h & 1) == 0 ? u : -u) + ((h & 2) == 0 ? v : -v);
  }
}

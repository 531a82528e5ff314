package health.cairn.sample.phantom;

/// Where the sulci run: a map over all directions from the brain's centre.
///
/// A sulcus is where smooth noise on the sphere crosses zero: such lines meander and branch as
/// sulci do. The map holds, for each direction, the distance to the nearest such line (millimetres
/// at the brain's surface), how deep the sulcus goes, and the same for surface veins. Directions
/// are laid out on an octahedron unfolded to a square.
final class Folding {
  private static final int SIZE = 768;
  private static final double RADIUS = 74;
  private static final double CENTRE_Y = 16;
  private static final double CENTRE_Z = 6;

  private final float[] sulcus = new float[SIZE * SIZE];
  private final float[] depth = new float[SIZE * SIZE];
  private final float[] vein = new float[SIZE * SIZE];
  private final GradientNoise warp;

  Folding(long seed) {
    GradientNoise lines = new GradientNoise(seed);
    GradientNoise veins = new GradientNoise(seed + 1);
    warp = new GradientNoise(seed + 2);
    for (int row = 0; row < SIZE; row++) {
      double v = 2 * (row + 0.5) / SIZE - 1;
      for (int column = 0; column < SIZE; column++) {
        double u = 2 * (column + 0.5) / SIZE - 1;
        double z = 1 - Math.abs(u) - Math.abs(v);
        double x = z >= 0 ? u : (1 - Math.abs(v)) * (u < 0 ? -1 : 1);
        double y = z >= 0 ? v : (1 - Math.abs(u)) * (v < 0 ? -1 : 1);
        double scale = RADIUS / Math.sqrt(x * x + y * y + z * z);
        x *= scale;
        y *= scale;
        z *= scale;
        int i = row * SIZE + column;
        sulcus[i] = (float) lineDistance(lines, x, y, z, 18.5);
        depth[i] = (float) Math.clamp(14 + 15 * veins.at(x / 30, y / 30, z / 30 + 40), 5.0, 24.0);
        vein[i] = (float) lineDistance(veins, x, y, z, 34);
      }
    }
  }

  /// Signed distance to the zero line of the noise, to first order, along the surface.
  private static double lineDistance(
      GradientNoise noise, double x, double y, double z, double wavelengthMm) {
    double value = field(noise, x, y, z, wavelengthMm);
    double e = 0.5;
    double gx = field(noise, x + e, y, z, wavelengthMm) - value;
    double gy = field(noise, x, y + e, z, wavelengthMm) - value;
    double gz = field(noise, x, y, z + e, wavelengthMm) - value;
    double radial = (gx * x + gy * y + gz * z) / (RADIUS * RADIUS);
    gx -= radial * x;
    gy -= radial * y;
    gz -= radial * z;
    double gradient = Math.sqrt(gx * gx + gy * gy + gz * gz) / e;
    return Math.clamp(value / Math.max(gradient, 0.012), -20.0, 20.0);
  }

  private static double field(GradientNoise noise, double x, double y, double z, double length) {
    // Both hemispheres are alike, but not mirror images.
    double ax = Math.abs(x) + 0.12 * x;
    return noise.at(ax / length, y / length, z / length)
        + 0.34 * noise.at(x / (0.5 * length) + 50, y / (0.5 * length), z / (0.5 * length));
  }

  /// Looks the three values up for a point; sulci bend with depth.
  void look(double x, double y, double z, double below, Fold into) {
    double bend = 2.6 * Math.min(1, below / 9);
    double wx = x + bend * warp.at(x / 15, y / 15, z / 15);
    double wy = y + bend * warp.at(x / 15 + 31, y / 15, z / 15) - CENTRE_Y;
    double wz = z + bend * warp.at(x / 15, y / 15 + 31, z / 15) - CENTRE_Z;
    double sum = Math.abs(wx) + Math.abs(wy) + Math.abs(wz) + 1e-9;
    double u = wx / sum;
    double v = wy / sum;
    if (wz < 0) {
      double t = (1 - Math.abs(v)) * (u < 0 ? -1 : 1);
      v = (1 - Math.abs(u)) * (v < 0 ? -1 : 1);
      u = t;
    }
    double column = Math.clamp((u + 1) * SIZE / 2 - 0.5, 0.0, SIZE - 1.001);
    double row = Math.clamp((v + 1) * SIZE / 2 - 0.5, 0.0, SIZE - 1.001);
    int left = (int) column;
    int top = (int) row;
    int i = top * SIZE + left;
    double fu = column - left;
    double fv = row - top;
    double radius = Math.sqrt(wx * wx + wy * wy + wz * wz);
    // The lines converge towards the centre.
    double narrowing = radius / (radius + below + 1e-9);
    into.sulcusMm = Math.abs(bilinear(sulcus, i, fu, fv)) * narrowing;
    into.depthMm = depth[i];
    into.veinMm = Math.abs(bilinear(vein, i, fu, fv)) * narrowing;
  }

  private static double bilinear(float[] map, int i, double fu, double fv) {
    double upper = map[i] + fu * (map[i + 1] - map[i]);
    double lower = map[i + SIZE] + fu * (map[i + SIZE + 1] - map[i + SIZE]);
    return upper + fv * (lower - upper);
  }

  /// One look-up; reused, because millions are made.
  static final class Fold {
    double sulcusMm;
    double depthMm;
    double veinMm;
  }
}

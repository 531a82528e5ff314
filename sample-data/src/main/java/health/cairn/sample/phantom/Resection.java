package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.step;

/// What an operation two years ago left: a fluid-filled cavity with a scarred wall, and a bone flap.
final class Resection {
  private static final double X = -33;
  private static final double Y = -36;
  private static final double Z = 37;
  private static final double FLAP_RADIUS_MM = 25;

  private final GradientNoise noise;

  Resection(long seed) {
    noise = new GradientNoise(seed);
  }

  /// Distance to the wall of the cavity, negative inside.
  double cavity(double x, double y, double z) {
    double dx = x - X;
    double dy = y - Y;
    double dz = z - Z;
    if (dx * dx + dy * dy + dz * dz > 45 * 45) {
      return 99; // far away: nothing asks how far
    }
    double rough = 2.6 * noise.at(x / 13, y / 13, z / 13) + 0.8 * noise.at(x / 5, y / 5, z / 5);
    double body = Shapes.ellipsoid(dx, dy, dz, 9.5, 11, 10);
    double[][] track = {{X, Y, Z, 7}, {X - 17, Y - 8, Z + 8, 5}};
    return Shapes.union(body, Shapes.tube(x, y, z, track, 2), 5) + rough;
  }

  void apply(double x, double y, double z, double wall, Blend blend) {
    if (wall < 0) {
      blend.set(Tissue.CSF, Tissue.GLIOSIS, 0.5 * step(-1.2, 0, wall));
    } else if (wall < 11) {
      double reach = 5 + 4 * noise.at(x / 9, y / 9, z / 9 + 7);
      double share = (1 - step(1.0, Math.max(reach, 2.2), wall)) * 0.9;
      double allowed = blend.base() == Tissue.GREY ? 0.6 : Cerebrum.permeability(blend.base());
      blend.towards(Tissue.GLIOSIS, share * allowed);
    }
  }

  /// Distance to the saw cut around the bone flap; negative inside the flap.
  double flapEdge(double x, double y, double z) {
    double dx = x - (X - 17);
    double dy = y - (Y - 8);
    double dz = z - (Z + 8);
    return Math.sqrt(dx * dx + dy * dy + dz * dz) - FLAP_RADIUS_MM;
  }
}

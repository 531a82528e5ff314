package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.step;

/// A glioblastoma: dead core, enhancing rim of uneven thickness, oedema along the white matter.
///
/// Its surface is star-shaped: seen from the centre, the distance to it is one smooth function of
/// direction, so that its volume has an integral to check images against.
final class Tumour {
  static final double CENTRE_X = -35;
  static final double CENTRE_Y = 14;
  static final double CENTRE_Z = 31;

  /// Half axes before lobulation, millimetres.
  private static final double A = 17.5;

  private static final double B = 20.5;
  private static final double C = 17.0;

  private final GradientNoise shape;

  Tumour(long seed) {
    shape = new GradientNoise(seed);
  }

  /// Distance to the surface along the ray from the centre, in units of the half axes: where the
  /// surface is, as a factor on the ellipsoid.
  private double reach(double ux, double uy, double uz) {
    return 1
        + 0.24 * shape.at(ux * 1.35, uy * 1.35, uz * 1.35)
        + 0.13 * shape.at(ux * 3.1 + 20, uy * 3.1, uz * 3.1);
  }

  /// Distance to the tumour's surface, negative inside; close to true near the surface.
  double distance(double x, double y, double z) {
    double dx = x - CENTRE_X;
    double dy = y - CENTRE_Y;
    double dz = z - CENTRE_Z;
    double u = dx / A;
    double v = dy / B;
    double w = dz / C;
    double k = Math.sqrt(u * u + v * v + w * w);
    if (k > 4) {
      return 99; // far away: nothing asks how far
    }
    if (k < 1e-6) {
      return -C;
    }
    double radius = Math.sqrt(dx * dx + dy * dy + dz * dz);
    return radius * (1 - reach(u / k, v / k, w / k) / k);
  }

  /// The volume by integration over all directions, in mL: `abc/3 * integral of reach^3`.
  double volumeMl() {
    int rings = 400;
    double sum = 0;
    for (int i = 0; i < rings; i++) {
      double z = -1 + (i + 0.5) * 2 / rings;
      double ring = Math.sqrt(1 - z * z);
      for (int j = 0; j < rings; j++) {
        double angle = (j + 0.5) * 2 * Math.PI / rings;
        double r = reach(ring * StrictMath.cos(angle), ring * StrictMath.sin(angle), z);
        sum += r * r * r;
      }
    }
    return A * B * C / 3 * sum * (4 * Math.PI / ((double) rings * rings)) / 1000;
  }

  /// Replaces or mixes what anatomy put at a point.
  ///
  /// @param distance as [#distance] gives it
  void apply(double x, double y, double z, double distance, Blend blend) {
    if (distance > 34) {
      return;
    }
    double fine = shape.at(x / 5, y / 5, z / 5);
    double coarse = shape.at(x / 13 + 3, y / 13, z / 13);
    if (distance > 0) {
      spread(x, y, z, distance, coarse, blend);
      return;
    }
    double rim = 4.9 + 4.6 * coarse + 1.4 * fine;
    double inner = step(-0.9, 0.9, -distance - Math.max(rim, 2.0));
    double patch = Math.clamp(0.13 + 0.34 * fine, 0.0, 0.45);
    double edge = 0.45 * step(-1.2, 0, distance);
    blend.set(
        Tissue.TUMOUR,
        inner > 0 ? Tissue.NECROSIS : edge > patch ? Tissue.OEDEMA : Tissue.NECROSIS,
        inner > 0 ? Math.max(inner, patch) : Math.max(patch, edge));
    blend.inTumour();
  }

  private void spread(double x, double y, double z, double distance, double coarse, Blend blend) {
    double fingers = shape.at(x / 17 + 11, y / 23, z / 17);
    double fringe = shape.at(x / 8, y / 8 + 17, z / 10);
    double extent = 13 + 11 * fingers + 5 * coarse + 4 * fringe + 5 * step(0, 30, y - CENTRE_Y);
    double share = 1 - step(extent * 0.4, extent + 5, distance);
    blend.towards(Tissue.OEDEMA, share * Cerebrum.permeability(blend.base()));
  }

  /// How far the tumour has pushed what lies around it, as a share of the way from its centre.
  double push(double x, double y, double z, double depth) {
    double dx = x - CENTRE_X;
    double dy = y - CENTRE_Y;
    double dz = z - CENTRE_Z;
    double radius = Math.sqrt(dx * dx + dy * dy + dz * dz);
    double shift = 6.5 * step(0, 10, radius) * (1 - step(16, 62, radius)) * step(0, 12, depth);
    return shift / Math.max(radius, 1);
  }
}

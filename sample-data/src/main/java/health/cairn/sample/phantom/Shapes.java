package health.cairn.sample.phantom;

/// Distances to simple shapes in millimetres: negative inside, positive outside, close to exact
/// near the surface.
final class Shapes {
  private Shapes() {}

  /// First-order distance to an ellipsoid around the origin: value over gradient of its gauge.
  static double ellipsoid(double x, double y, double z, double a, double b, double c) {
    double u = x / a;
    double v = y / b;
    double w = z / c;
    double k = Math.sqrt(u * u + v * v + w * w);
    double ua = u / a;
    double vb = v / b;
    double wc = w / c;
    double gradient = Math.sqrt(ua * ua + vb * vb + wc * wc);
    return gradient < 1e-9 ? -Math.min(a, Math.min(b, c)) : k * (k - 1) / gradient;
  }

  /// The smaller of two distances, with the edge between them rounded over about `k` mm.
  static double union(double a, double b, double k) {
    double h = Math.max(k - Math.abs(a - b), 0) / k;
    return Math.min(a, b) - h * h * k / 4;
  }

  /// 0 up to `from`, 1 beyond `to`, smooth between.
  static double step(double from, double to, double value) {
    double t = Math.clamp((value - from) / (to - from), 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }

  static double mix(double a, double b, double share) {
    return a + (b - a) * share;
  }

  /// Distance to a tube through the given stations, each (x, y, z, radius), joined smoothly.
  static double tube(double x, double y, double z, double[][] stations, double k) {
    double distance = Double.POSITIVE_INFINITY;
    for (int i = 0; i + 1 < stations.length; i++) {
      double d = segment(x, y, z, stations[i], stations[i + 1]);
      distance = i == 0 ? d : union(distance, d, k);
    }
    return distance;
  }

  private static double segment(double x, double y, double z, double[] a, double[] b) {
    double dx = b[0] - a[0];
    double dy = b[1] - a[1];
    double dz = b[2] - a[2];
    double px = x - a[0];
    double py = y - a[1];
    double pz = z - a[2];
    double t = (px * dx + py * dy + pz * dz) / (dx * dx + dy * dy + dz * dz);
    t = Math.clamp(t, 0.0, 1.0);
    double ex = px - t * dx;
    double ey = py - t * dy;
    double ez = pz - t * dz;
    return Math.sqrt(ex * ex + ey * ey + ez * ez) - mix(a[3], b[3], t);
  }
}

package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.ellipsoid;
import static health.cairn.sample.phantom.Shapes.mix;
import static health.cairn.sample.phantom.Shapes.step;
import static health.cairn.sample.phantom.Shapes.union;

/// The surfaces that bound the head: inner table of the skull, skull base, tentorium, skin.
///
/// Coordinates everywhere in this package: millimetres in the head's own axes, x to the left, y to
/// the back, z to the crown, origin between the anterior and posterior commissure.
final class HeadShape {
  private static final double CENTRE_Y = 16;
  private static final double CENTRE_Z = 10;

  private final GradientNoise noise;

  HeadShape(long seed) {
    noise = new GradientNoise(seed);
  }

  /// Distance to the inner table of the vault, negative inside, measured along the radius.
  double vault(double x, double y, double z) {
    double dy = y - CENTRE_Y;
    double dz = z - CENTRE_Z;
    double back = dy / 87;
    double u = x / (69.5 * (1 + 0.07 * Math.clamp(back, -1.0, 1.0)));
    double w = dz / (dz > 0 ? 67.5 : 104);
    double sum = u * u + back * back + w * w;
    if (sum < 1e-6) {
      return -60;
    }
    // A little squarer than an ellipsoid, as skulls are.
    double flat = u * u + back * back;
    double gauge =
        Math.sqrt(sum - (0.22 * u * u * back * back + (dz > 0 ? 0.34 : 0) * w * w * flat) / sum);
    double radius = Math.sqrt(x * x + dy * dy + dz * dz);
    return radius * (1 - 1 / gauge) + 0.8 * noise.at(x / 34, y / 34, z / 34);
  }

  /// Height of the skull base below a point.
  double base(double x, double y) {
    double ax = Math.abs(x);
    double anterior = -23 + 7 * step(8, 26, ax) - 4 * step(38, 60, ax);
    double middle = mix(-24, -46, step(10, 19, ax));
    double front = mix(anterior, middle, step(-34, -26, y + 0.12 * ax));
    double q = behindRidge(x, y);
    double ridge = -21 - 0.10 * ax - Math.abs(q) * 1.7;
    if (q < 0) {
      return Math.max(front, ridge);
    }
    return Math.max(-85, ax < 12 ? -22 - q * 2.1 : ridge);
  }

  /// How far a point lies behind the clivus and the petrous ridges (negative: in front).
  double behindRidge(double x, double y) {
    double ax = Math.abs(x);
    return (y - 7 - 0.5 * Math.max(0, ax - 12)) * 0.9;
  }

  /// Height of the tentorium above a point; means something only behind the ridge.
  double tentorium(double x, double y) {
    return 3 - 0.42 * Math.abs(x) - 0.40 * Math.max(0, y - 44);
  }

  /// Distance to the inside of the skull, negative inside.
  double intracranial(double vault, double x, double y, double z) {
    return Math.max(vault, (base(x, y) - z) * 0.75);
  }

  /// Distance to the skin, negative inside.
  double skin(double vault, double x, double y, double z) {
    double ax = Math.abs(x);
    double temporalis =
        6.5 * step(30, 54, ax) * step(-62, -30, y) * (1 - step(0, 44, y)) * (1 - step(0, 48, z));
    double thickness = 11.8 + 1.5 * noise.at(x / 45 + 9, y / 45, z / 45) + temporalis;
    thickness += 3 * step(80, 105, y);
    double face = ellipsoid(x, y + 28, z + 70, 64, 68, 66);
    double nose = ellipsoid(x, y + 84, z + 58, 14, 22, 26);
    double brow = ellipsoid(ax - 18, y + 62, z + 26, 32, 19, 15);
    return union(union(vault - thickness, union(face, nose, 16), 14), brow, 14);
  }
}

package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.ellipsoid;
import static health.cairn.sample.phantom.Shapes.step;
import static health.cairn.sample.phantom.Shapes.tube;

import org.jspecify.annotations.Nullable;

/// What lies between the dura and the skin: bone, sinuses, orbits, muscle, fat.
final class SkullAndFace {
  private static final double[][] OPTIC_NERVE = {{31, -48, -33, 2.4}, {14, -22, -28, 2.2}};
  private static final double[][] MEDIAL_RECTUS = {{20, -58, -34, 2.2}, {14, -26, -30, 1.8}};
  private static final double[][] LATERAL_RECTUS = {{44, -56, -34, 2.4}, {19, -24, -30, 1.8}};
  private static final double[][] ORBIT = {
    {16, -22, -30, 3}, {31, -56, -35, 15}, {32, -70, -35, 15.5}
  };

  private final GradientNoise noise;

  SkullAndFace(long seed) {
    noise = new GradientNoise(seed);
  }

  /// @param outside distance outward from the inside of the skull
  /// @param vault distance outward from the vault alone
  /// @param depth below the skin
  Tissue at(double x, double y, double z, double outside, double vault, double depth) {
    double ax = Math.abs(x);
    double rough = noise.at(x / 9, y / 9, z / 9);
    if (vault < outside - 0.5 || (z < -14 && y < -24)) {
      Tissue face = face(ax, y, z, rough);
      if (face != null) {
        return face;
      }
    }
    double thickness = boneThickness(ax, y, z, vault, outside);
    if (outside < thickness + 1) {
      thickness += 0.9 * noise.at(x / 30, y / 30, z / 30);
    }
    if (outside < thickness) {
      return bone(ax, y, z, outside, thickness, rough);
    }
    return soft(ax, y, z, depth, rough);
  }

  private static double boneThickness(double ax, double y, double z, double vault, double outside) {
    if (vault < outside - 0.5) {
      return y < -26 ? 2.0 : 14;
    }
    double squamous = 2.4 * step(48, 62, ax) * (1 - step(0, 40, z));
    double mastoid = 12 * step(34, 50, ax) * (1 - step(-34, -20, z)) * step(14, 26, y);
    return 6.6 - squamous + mastoid + 2.0 * step(88, 102, y);
  }

  private static Tissue bone(
      double ax, double y, double z, double outside, double thickness, double rough) {
    boolean frontalSinus = ax < 17 + 6 * rough && y < -60 && z > -24 && z < 8 + 8 * rough;
    if (frontalSinus && outside > 1.6 && outside < thickness - 1.5) {
      return outside < 2.4 ? Tissue.MUCOSA : Tissue.AIR;
    }
    boolean cells = z < -22 && ax > 22 && y > 6;
    if (cells) {
      return rough > 0.28 ? Tissue.MARROW : Tissue.BONE;
    }
    boolean table = outside < 1.7 + 0.5 * rough || outside > thickness - 1.9;
    return table ? Tissue.BONE : Tissue.MARROW;
  }

  private @Nullable Tissue face(double ax, double y, double z, double rough) {
    double eye = ellipsoid(ax - 31.5, y + 62, z + 34, 12, 12.5, 12);
    if (eye < 0) {
      if (ellipsoid(ax - 31.5, y + 70.5, z + 34, 4.6, 2.2, 4.6) < 0) {
        return Tissue.LENS;
      }
      return eye > -1.1 ? Tissue.MUSCLE : Tissue.VITREOUS;
    }
    double orbit = tube(ax, y, z, ORBIT, 4);
    if (orbit < 0 && z < -17) {
      return orbit(ax, y, z, eye);
    }
    if (orbit < 1.8 && z < -15) {
      return Tissue.BONE;
    }
    boolean ethmoid = ax < 14 && y > -78 && y < -27 && z < -25;
    boolean sphenoid = ax < 13 && y >= -27 && y < 0 && z < -31;
    if (ethmoid || sphenoid) {
      double wall = noise.at(ax / 5.5, y / 7.5, z / 9 + 3);
      boolean septum = ax < 0.9;
      return Math.abs(wall) < 0.09 || septum ? Tissue.MUCOSA : Tissue.AIR;
    }
    if (ellipsoid(ax, y + 6, z + 26.0, 5.0, 4.0, 3.0) < 0) {
      return Tissue.GLAND; // the pituitary
    }
    boolean clivus = ax < 11 && y >= 0 && z < -26;
    if (clivus) {
      return rough > -0.35 ? Tissue.MARROW : Tissue.BONE;
    }
    return null;
  }

  private static Tissue orbit(double ax, double y, double z, double eye) {
    double nerve = tube(ax, y, z, OPTIC_NERVE, 1);
    if (nerve < 0) {
      return Tissue.NERVE;
    }
    if (nerve < 1.1) {
      return Tissue.CSF;
    }
    boolean muscle =
        tube(ax, y, z, MEDIAL_RECTUS, 1) < 0
            || tube(ax, y, z, LATERAL_RECTUS, 1) < 0
            || ellipsoid(ax - 27, y + 48, z + 22, 6, 20, 2.2) < 0
            || ellipsoid(ax - 27, y + 48, z + 46, 6, 20, 2.2) < 0;
    return muscle && eye > 0.4 ? Tissue.MUSCLE : Tissue.FAT;
  }

  private Tissue soft(double ax, double y, double z, double depth, double rough) {
    if (depth < 1.7) {
      return Tissue.SKIN;
    }
    double streak = noise.at(ax / 3.2, y / 3.2, z / 5);
    boolean temporalis = ax > 30 && y > -52 && y < 34 && z < 42;
    if (temporalis && depth > 4.4 + 3 * step(6, 34, y)) {
      return streak > 0.52 ? Tissue.FAT : Tissue.MUSCLE;
    }
    boolean neck = y > 60 && z < -18 && depth > 6;
    if (neck || (z < -12 && depth > 9)) {
      return streak > 0.40 ? Tissue.FAT : Tissue.MUSCLE;
    }
    if ((depth > 5.2 && rough > 0.1) || streak > 0.62) {
      return Tissue.MUSCLE; // galea and septa
    }
    return Tissue.FAT;
  }
}

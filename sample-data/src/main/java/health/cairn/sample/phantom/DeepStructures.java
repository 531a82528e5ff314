package health.cairn.sample.phantom;

import static health.cairn.sample.phantom.Shapes.ellipsoid;
import static health.cairn.sample.phantom.Shapes.tube;
import static health.cairn.sample.phantom.Shapes.union;

import org.jspecify.annotations.Nullable;

/// Ventricles, basal ganglia, thalamus, and the vessels at the base.
final class DeepStructures {
  private static final double[][] LATERAL = {
    {13, -33, 8, 2.2},
    {8.5, -14, 13, 5.2},
    {8.5, 0, 18, 5.0},
    {13, 18, 19, 5.2},
    {20, 34, 12, 6.6},
    {24, 50, 6, 4.6},
    {25, 62, 4, 2.2}
  };
  private static final double[][] TEMPORAL = {
    {21, 34, 8, 5.0}, {31, 24, -6, 3.2}, {34, 6, -15, 2.3}, {31, -5, -18, 2.4}
  };
  private static final double[][] CHOROID = {{11, 12, 17, 1.5}, {20, 33, 12, 3.0}};
  private static final double[][] CAUDATE = {
    {12, -20, 4, 4.5}, {15.5, -10, 12, 5.2}, {18, 6, 19, 3.4}, {22, 20, 20, 2.4}
  };
  private static final double[][] HIPPOCAMPUS = {{29, 20, -11, 4.6}, {26, -2, -20, 6.0}};
  private static final double[][] BASILAR = {{0, 2, -24, 1.8}, {0.8, 4, -42, 1.9}};
  private static final double[][] MIDDLE_CEREBRAL = {{8, -8, -17, 1.9}, {34, -16, -13, 1.5}};
  private static final double[][] POSTERIOR_CEREBRAL = {
    {1, 2, -19, 1.4}, {14, 12, -14, 1.2}, {19, 28, -8, 1.1}
  };
  private static final double[][] GALEN = {{2, 12, 13, 1.0}, {0.5, 40, 8, 1.8}, {0, 52, 14, 2.4}};

  private DeepStructures() {}

  /// Distance to the lateral and third ventricles.
  static double ventricles(double x, double y, double z) {
    // One side is a little larger, as in most people.
    double ax = Math.abs(x) * (x > 0 ? 0.97 : 1.0);
    double lateral = union(tube(ax, y, z, LATERAL, 5), tube(ax, y, z, TEMPORAL, 3), 4);
    double septum = 0.8 - ax;
    double third = ellipsoid(ax, y - 7, z + 2, 2.6, 15, 9);
    return Math.min(Math.max(lateral, septum), third);
  }

  static boolean choroid(double x, double y, double z) {
    return tube(Math.abs(x), y, z, CHOROID, 3) < 0;
  }

  /// The grey matter of the depth, or null where there is none.
  static @Nullable Tissue nucleus(double x, double y, double z) {
    double ax = Math.abs(x);
    if (ax > 42 || y < -40 || y > 42 || z < -28 || z > 30) {
      return null;
    }
    if (tube(ax, y, z, CAUDATE, 3) < 0) {
      return Tissue.DEEP_GREY;
    }
    if (ellipsoid(ax - 18.5 - 0.12 * (y - 2), y - 1, z - 1, 3.8, 8.5, 6.5) < 0) {
      return Tissue.PALLIDUM;
    }
    if (ellipsoid(ax - 25.5 - 0.16 * (y - 2), y + 1, z - 3, 4.6, 15.5, 10.5) < 0) {
      return Tissue.DEEP_GREY;
    }
    if (ellipsoid(ax - 10.5 - 0.3 * (y - 14), y - 15, z - 6, 7.2, 12.5, 8.5) < 0) {
      return Tissue.THALAMUS;
    }
    return tube(ax, y, z, HIPPOCAMPUS, 2) < 0 ? Tissue.GREY : null;
  }

  /// Vessels in the cisterns and along the midline, or null.
  static @Nullable Tissue vessel(double x, double y, double z) {
    double ax = Math.abs(x);
    if (ax > 38 || y < -24 || y > 56 || z < -46 || z > 18) {
      return null;
    }
    boolean artery =
        tube(x, y, z, BASILAR, 1) < 0
            || tube(ax, y, z, MIDDLE_CEREBRAL, 1) < 0
            || tube(ax, y, z, POSTERIOR_CEREBRAL, 1) < 0
            || ellipsoid(ax - 10, y + 9, z + 21, 2.6, 2.6, 8) < 0;
    if (artery) {
      return Tissue.ARTERY;
    }
    return tube(ax, y, z, GALEN, 2) < 0 ? Tissue.VEIN : null;
  }
}

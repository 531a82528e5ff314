package health.cairn.imaging.measure;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// The convex hull of points in a plane (monotone chain; Andrew, Inf Process Lett 1979, 9:216).
final class ConvexHull {
  private ConvexHull() {}

  /// Corners of the hull, counter-clockwise, without points on its edges.
  static List<PlanePoint> of(List<PlanePoint> points) {
    List<PlanePoint> sorted =
        points.stream()
            .distinct()
            .sorted(Comparator.comparingDouble(PlanePoint::x).thenComparingDouble(PlanePoint::y))
            .toList();
    if (sorted.size() < 3) {
      return sorted;
    }
    List<PlanePoint> hull = new ArrayList<>();
    chain(sorted, hull, 0);
    chain(sorted.reversed(), hull, hull.size());
    return hull;
  }

  /// Appends one side, all but its last point (where the other side starts).
  private static void chain(List<PlanePoint> sorted, List<PlanePoint> hull, int floor) {
    for (PlanePoint p : sorted) {
      while (hull.size() >= floor + 2) {
        PlanePoint b = hull.getLast();
        PlanePoint a = hull.get(hull.size() - 2);
        if (b.minus(a).cross(p.minus(a)) > 0) {
          break;
        }
        hull.removeLast();
      }
      hull.add(p);
    }
    hull.removeLast();
  }
}

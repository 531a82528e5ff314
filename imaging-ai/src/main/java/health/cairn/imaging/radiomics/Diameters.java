package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Largest distances between vertices of a surface. Of the vertices on one line only the outermost two
/// can be an end of the largest distance, so only they are compared.
final class Diameters {
  private Diameters() {}

  /// @param vertices (x, y) in mm
  static double ofPlane(List<double[]> vertices) {
    Map<Double, double[][]> lines = new HashMap<>();
    for (double[] v : vertices) {
      extend(lines, v[1], v);
    }
    return largest(ends(lines.values()));
  }

  /// @param vertices (x, y, z) in mm
  static double ofVolume(Collection<double[]> vertices) {
    Map<List<Double>, double[][]> lines = new HashMap<>();
    for (double[] v : vertices) {
      extend(lines, List.of(v[1], v[2]), v);
    }
    return largest(ends(lines.values()));
  }

  /// Largest distance within any plane in which coordinate `axis` is constant.
  static double withinPlanes(Collection<double[]> vertices, int axis) {
    Map<Double, List<double[]>> planes = new HashMap<>();
    int u = axis == 0 ? 1 : 0;
    int v = axis == 2 ? 1 : 2;
    for (double[] vertex : vertices) {
      planes
          .computeIfAbsent(vertex[axis], k -> new ArrayList<>())
          .add(new double[] {vertex[u], vertex[v]});
    }
    double largest = 0;
    for (List<double[]> plane : planes.values()) {
      largest = Math.max(largest, ofPlane(plane));
    }
    return largest;
  }

  private static <K> void extend(Map<K, double[][]> lines, K line, double[] vertex) {
    double[][] ends = lines.computeIfAbsent(line, k -> new double[][] {vertex, vertex});
    if (vertex[0] < ends[0][0]) {
      ends[0] = vertex;
    }
    if (vertex[0] > ends[1][0]) {
      ends[1] = vertex;
    }
  }

  private static List<double[]> ends(Collection<double[][]> lines) {
    List<double[]> ends = new ArrayList<>();
    for (double[][] pair : lines) {
      ends.add(pair[0]);
      ends.add(pair[1]);
    }
    return ends;
  }

  private static double largest(List<double[]> points) {
    double largest = 0;
    for (int i = 0; i < points.size(); i++) {
      double[] a = points.get(i);
      for (int j = i + 1; j < points.size(); j++) {
        double[] b = points.get(j);
        double sum = 0;
        for (int k = 0; k < a.length; k++) {
          sum += (a[k] - b[k]) * (a[k] - b[k]);
        }
        largest = Math.max(largest, sum);
      }
    }
    return Math.sqrt(largest);
  }
}

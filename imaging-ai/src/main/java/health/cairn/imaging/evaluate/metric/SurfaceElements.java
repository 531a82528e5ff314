package health.cairn.imaging.evaluate.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The area of the surface (the length of the contour, in a picture) at a corner, for each choice of
/// cells inside around it: marching cubes (Lorensen and Cline, SIGGRAPH 1987) with vertices halfway
/// along the edges.
///
/// The published table of triangles is not needed: on each face of the cube, segments cut off the
/// corners of the side that has fewer of them; the segments close to loops of at most six vertices,
/// and a loop that is not flat is given the triangles with the largest area, as that table has for
/// loops of five.
final class SurfaceElements {
  private static final int[][] FACES = {
    {0, 2, 6, 4}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 3, 7, 6}, {0, 1, 3, 2}, {4, 5, 7, 6}
  };

  private final double[] area;

  private SurfaceElements(double[] area) {
    this.area = area;
  }

  static SurfaceElements of(Lattice lattice) {
    double[] step = {lattice.columnStep(), lattice.rowStep(), lattice.sliceStep()};
    double[] area = new double[lattice.flat() ? 16 : 256];
    for (int code = 1; code < area.length - 1; code++) {
      area[code] = lattice.flat() ? length(code, step) : area(code, step);
    }
    return new SurfaceElements(area);
  }

  boolean crosses(byte code) {
    int bits = code & 0xff;
    return bits != 0 && bits != area.length - 1;
  }

  double area(byte code) {
    return area[code & 0xff];
  }

  private static double length(int code, double[] step) {
    double sum = 0;
    for (double[][] segment : segments(code, new int[] {0, 1, 3, 2}, step)) {
      sum += norm(minus(segment[1], segment[0]));
    }
    return sum;
  }

  private static double area(int code, double[] step) {
    List<double[][]> segments = new ArrayList<>();
    for (int[] face : FACES) {
      segments.addAll(segments(code, face, step));
    }
    double sum = 0;
    while (!segments.isEmpty()) {
      double[][] loop = loop(segments).toArray(double[][]::new);
      sum += largest(loop, 0, loop.length - 1);
    }
    return sum;
  }

  /// Lines on one face that part the corners inside from those outside.
  private static List<double[][]> segments(int code, int[] face, double[] step) {
    boolean fewInside = Integer.bitCount(code) <= 4;
    List<double[]> crossings = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if (inside(code, face[i]) != inside(code, face[(i + 1) % 4])) {
        crossings.add(middle(face[i], face[(i + 1) % 4], step));
      }
    }
    if (crossings.size() < 4) {
      return crossings.isEmpty()
          ? List.of()
          : List.<double[][]>of(new double[][] {crossings.get(0), crossings.get(1)});
    }
    List<double[][]> segments = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      if (inside(code, face[i]) == fewInside) {
        segments.add(new double[][] {crossings.get((i + 3) % 4), crossings.get(i)});
      }
    }
    return segments;
  }

  /// Takes one closed loop out of the segments.
  private static List<double[]> loop(List<double[][]> segments) {
    double[][] first = segments.removeLast();
    List<double[]> loop = new ArrayList<>(List.of(first[0], first[1]));
    while (true) {
      double[] end = loop.getLast();
      int next = 0;
      while (!Arrays.equals(segments.get(next)[0], end)
          && !Arrays.equals(segments.get(next)[1], end)) {
        next++;
      }
      double[][] segment = segments.remove(next);
      double[] other = Arrays.equals(segment[0], end) ? segment[1] : segment[0];
      if (Arrays.equals(other, loop.getFirst())) {
        return loop;
      }
      loop.add(other);
    }
  }

  /// Of all ways to cut the polygon from vertex `from` to `to` into triangles.
  private static double largest(double[][] loop, int from, int to) {
    double best = 0;
    for (int k = from + 1; k < to; k++) {
      double triangle = norm(cross(minus(loop[k], loop[from]), minus(loop[to], loop[from]))) / 2;
      best = Math.max(best, triangle + largest(loop, from, k) + largest(loop, k, to));
    }
    return best;
  }

  private static boolean inside(int code, int corner) {
    return (code >> corner & 1) != 0;
  }

  private static double[] middle(int a, int b, double[] step) {
    double[] point = new double[3];
    for (int axis = 0; axis < 3; axis++) {
      point[axis] = ((a >> axis & 1) + (b >> axis & 1)) / 2.0 * step[axis];
    }
    return point;
  }

  private static double[] minus(double[] a, double[] b) {
    return new double[] {a[0] - b[0], a[1] - b[1], a[2] - b[2]};
  }

  private static double[] cross(double[] a, double[] b) {
    return new double[] {
      a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]
    };
  }

  private static double norm(double[] v) {
    return Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  }
}

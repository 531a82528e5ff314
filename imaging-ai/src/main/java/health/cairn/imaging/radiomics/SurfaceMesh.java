package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// The surface between voxels inside and outside, through the midpoints between their centres (IBSI
/// 3.1; the idea of marching cubes, Lorensen and Cline, SIGGRAPH 1987).
///
/// Instead of a table of cases the surface is derived: on each face of a cube of eight centres a line
/// separates every run of inside corners from the rest; the lines of the six faces close into loops,
/// and a loop is filled with a fan of triangles, the one that leaves most to whichever side has fewer
/// corners (a bend is rounded outwards). Inside corners that touch across a face's diagonal only are
/// kept apart, on both sides of the face alike, so the surface has no holes. PyRadiomics' table
/// resolves such corners case by case, so its values can differ a little.
final class SurfaceMesh {
  /// Corners of each face of the unit cube, counter-clockwise seen from outside; corner bits are x, y,
  /// z.
  private static final int[][] FACES = {
    {0, 4, 6, 2}, {1, 3, 7, 5}, {0, 1, 5, 4}, {2, 6, 7, 3}, {0, 2, 3, 1}, {4, 5, 7, 6}
  };

  private double volume;
  private double area;
  private final List<double[]> vertices = new ArrayList<>();

  private SurfaceMesh() {}

  static SurfaceMesh of(Region region) {
    SurfaceMesh mesh = new SurfaceMesh();
    boolean[] in = new boolean[8];
    for (int z = -1; z < region.size(2); z++) {
      for (int y = -1; y < region.size(1); y++) {
        for (int x = -1; x < region.size(0); x++) {
          int count = 0;
          for (int c = 0; c < 8; c++) {
            in[c] = region.isInside(x + (c & 1), y + (c >> 1 & 1), z + (c >> 2));
            count += in[c] ? 1 : 0;
          }
          if (count > 0 && count < 8) {
            for (List<double[]> loop : loops(in)) {
              mesh.fill(region, loop, x, y, z, count <= 4 ? 1 : -1);
            }
          }
        }
      }
    }
    return mesh;
  }

  double volumeMm3() {
    return volume;
  }

  double areaMm2() {
    return area;
  }

  List<double[]> vertices() {
    return vertices;
  }

  /// Closed loops of edge midpoints, in units of the cube. An edge is named by its two corners.
  private static List<List<double[]>> loops(boolean[] in) {
    int[] next = new int[64];
    Arrays.fill(next, -1);
    for (int[] face : FACES) {
      for (int c = 0; c < 4; c++) {
        if (in[face[c]] && !in[face[(c + 3) % 4]]) {
          int last = c;
          while (in[face[(last + 1) % 4]]) {
            last = (last + 1) % 4;
          }
          int entry = edge(face[(c + 3) % 4], face[c]);
          next[entry] = edge(face[last], face[(last + 1) % 4]);
        }
      }
    }
    List<List<double[]>> loops = new ArrayList<>();
    for (int start = 0; start < next.length; start++) {
      if (next[start] >= 0) {
        List<double[]> loop = new ArrayList<>();
        int at = start;
        while (next[at] >= 0) {
          loop.add(middle(at));
          int to = next[at];
          next[at] = -1;
          at = to;
        }
        loops.add(loop);
      }
    }
    return loops;
  }

  private static int edge(int a, int b) {
    return Math.min(a, b) * 8 + Math.max(a, b);
  }

  private static double[] middle(int edge) {
    int a = edge / 8;
    int b = edge % 8;
    return new double[] {
      ((a & 1) + (b & 1)) / 2.0, ((a >> 1 & 1) + (b >> 1 & 1)) / 2.0, ((a >> 2) + (b >> 2)) / 2.0
    };
  }

  /// @param side 1 to leave as much as can be inside, -1 outside; normals point outwards
  private void fill(Region region, List<double[]> loop, int x, int y, int z, int side) {
    int n = loop.size();
    double[][] points = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] p = loop.get(i);
      points[i] =
          new double[] {
            (x + p[0]) * region.spacingMm(0),
            (y + p[1]) * region.spacingMm(1),
            (z + p[2]) * region.spacingMm(2)
          };
      vertices.add(points[i]);
    }
    double best = Double.NEGATIVE_INFINITY;
    double bestArea = 0;
    for (int first = 0; first < (n == 3 ? 1 : n); first++) {
      double fan = 0;
      double signed = 0;
      for (int k = 1; k < n - 1; k++) {
        double[] a = points[first];
        double[] b = points[(first + k) % n];
        double[] c = points[(first + k + 1) % n];
        fan += triangle(a, b, c);
        signed += tetrahedron(a, b, c);
      }
      if (side * signed > best + 1e-9) {
        best = side * signed;
        bestArea = fan;
      }
    }
    area += bestArea;
    volume += side * best;
  }

  private static double triangle(double[] a, double[] b, double[] c) {
    double[] u = {b[0] - a[0], b[1] - a[1], b[2] - a[2]};
    double[] v = {c[0] - a[0], c[1] - a[1], c[2] - a[2]};
    double nx = u[1] * v[2] - u[2] * v[1];
    double ny = u[2] * v[0] - u[0] * v[2];
    double nz = u[0] * v[1] - u[1] * v[0];
    return Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
  }

  private static double tetrahedron(double[] a, double[] b, double[] c) {
    return (a[0] * (b[1] * c[2] - b[2] * c[1])
            + a[1] * (b[2] * c[0] - b[0] * c[2])
            + a[2] * (b[0] * c[1] - b[1] * c[0]))
        / 6;
  }
}

package health.cairn.imaging.radiomics;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/// Size and form of a region of one slice (PyRadiomics' shape2D; the IBSI has no 2-D morphology). The
/// outline joins the midpoints between a pixel inside and one outside; where two pixels touch by a
/// corner only, each keeps an outline of its own.
final class Shape2D {
  private Shape2D() {}

  static void write(Region region, ObjDoubleConsumer<String> out) {
    double dx = region.spacingMm(0);
    double dy = region.spacingMm(1);
    double area = 0;
    double perimeter = 0;
    List<double[]> vertices = new ArrayList<>();
    for (int y = -1; y < region.size(1); y++) {
      for (int x = -1; x < region.size(0); x++) {
        for (double[][] line : lines(region, x, y)) {
          double ax = line[0][0] * dx;
          double ay = line[0][1] * dy;
          double bx = line[1][0] * dx;
          double by = line[1][1] * dy;
          area += (ax * by - bx * ay) / 2;
          perimeter += Math.hypot(bx - ax, by - ay);
          vertices.add(new double[] {ax, ay});
        }
      }
    }
    area = Math.abs(area);
    Axes axes = Axes.of(region);
    out.accept("Elongation", axes.ratio(1, 0));
    out.accept("MajorAxisLength", axes.length(0));
    out.accept("MaximumDiameter", Diameters.ofPlane(vertices));
    out.accept("MeshSurface", area);
    out.accept("MinorAxisLength", axes.length(1));
    out.accept("Perimeter", perimeter);
    out.accept("PerimeterSurfaceRatio", perimeter / area);
    out.accept("PixelSurface", region.voxels() * dx * dy);
    out.accept("Sphericity", 2 * Math.sqrt(Math.PI * area) / perimeter);
  }

  /// Lines of the outline within the square whose corners are the pixel centres (x..x+1, y..y+1); the
  /// region lies on one side of each, always the same.
  private static List<double[][]> lines(Region region, int x, int y) {
    int[][] corner = {{x, y}, {x + 1, y}, {x + 1, y + 1}, {x, y + 1}};
    boolean[] in = new boolean[4];
    for (int c = 0; c < 4; c++) {
      in[c] = region.isInside(corner[c][0], corner[c][1], 0);
    }
    List<double[][]> lines = new ArrayList<>();
    for (int c = 0; c < 4; c++) {
      if (in[c] && !in[(c + 3) % 4]) {
        int last = c;
        while (in[(last + 1) % 4]) {
          last = (last + 1) % 4;
        }
        lines.add(
            new double[][] {
              middle(corner[(c + 3) % 4], corner[c]), middle(corner[last], corner[(last + 1) % 4])
            });
      }
    }
    return lines;
  }

  private static double[] middle(int[] a, int[] b) {
    return new double[] {(a[0] + b[0]) / 2.0, (a[1] + b[1]) / 2.0};
  }
}

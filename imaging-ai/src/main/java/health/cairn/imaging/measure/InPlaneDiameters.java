package health.cairn.imaging.measure;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.ArrayList;
import java.util.List;

/// Measures [Diameters] of a mask, slice by slice, in the plane the images were acquired in.
///
/// A slice's tumour is the union of its pixels as parallelograms in patient millimetres (spacings and
/// any angle between rows and columns come from the affine). The longest distance between two of its
/// points lies between corners of its convex hull; the perpendicular is the hull's extent across it.
/// With several parts in one slice each part counts alone: a line between two tumours is no diameter.
public final class InPlaneDiameters {
  private InPlaneDiameters() {}

  /// The slice with the longest diameter; the first of equals.
  public static Diameters of(Mask mask) {
    Grid grid = mask.grid();
    Plane plane = Plane.of(grid.affine());
    Diameters best = new Diameters(0, 0, -1);
    for (int slice = 0; slice < grid.slices(); slice++) {
      for (List<SliceParts.Run> part : SliceParts.of(mask, slice)) {
        Diameters here = ofPart(part, plane, slice);
        if (here.longestMm() > best.longestMm()) {
          best = here;
        }
      }
    }
    return best;
  }

  private static Diameters ofPart(List<SliceParts.Run> part, Plane plane, int slice) {
    List<PlanePoint> corners = new ArrayList<>();
    for (SliceParts.Run run : part) {
      for (double row : new double[] {run.row() - 0.5, run.row() + 0.5}) {
        corners.add(plane.at(run.from() - 0.5, row));
        corners.add(plane.at(run.to() - 0.5, row));
      }
    }
    List<PlanePoint> hull = ConvexHull.of(corners);
    double longest = 0;
    PlanePoint along = new PlanePoint(1, 0);
    for (int i = 0; i < hull.size(); i++) {
      for (int j = i + 1; j < hull.size(); j++) {
        PlanePoint d = hull.get(j).minus(hull.get(i));
        if (d.length() > longest) {
          longest = d.length();
          along = d;
        }
      }
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (PlanePoint p : hull) {
      double across = along.cross(p) / longest;
      low = Math.min(low, across);
      high = Math.max(high, across);
    }
    return new Diameters(longest, high - low, slice);
  }

  /// An orthonormal frame in the image plane.
  private record Plane(PlanePoint columnStep, PlanePoint rowStep) {
    static Plane of(Affine affine) {
      double width = affine.columnSpacingMm();
      double along = affine.rowStep().dot(affine.columnStep()) / width;
      double across = affine.columnStep().cross(affine.rowStep()).length() / width;
      return new Plane(new PlanePoint(width, 0), new PlanePoint(along, across));
    }

    PlanePoint at(double column, double row) {
      return new PlanePoint(
          columnStep.x() * column + rowStep.x() * row, columnStep.y() * column + rowStep.y() * row);
    }
  }
}

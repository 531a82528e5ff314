package health.cairn.imaging.render;

import health.cairn.imaging.volume.Affine;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.PatientPoint;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// The part of a segment that lies in one slice of a picture, in that picture's own resolution.
///
/// @param inside by `row * columns + column`
/// @param outline the border between inside and outside along the voxels' edges
public record SegmentSlice(int columns, int rows, BitSet inside, List<Edge> outline) {

  /// A straight run of border in corner coordinates: corner (0, 0) is the outer corner of the first
  /// voxel.
  public record Edge(int fromColumn, int fromRow, int toColumn, int toRow) {}

  /// Cuts a segment with a slice of a grid in the same frame of reference. A voxel of the picture is
  /// inside where the segment's nearest voxel is.
  public static SegmentSlice cut(Mask mask, Grid grid, int slice) {
    BitSet inside = mask.grid().equals(grid) ? own(mask, slice) : resampled(mask, grid, slice);
    return new SegmentSlice(
        grid.columns(), grid.rows(), inside, edges(inside, grid.columns(), grid.rows()));
  }

  public boolean isEmpty() {
    return inside.isEmpty();
  }

  private static BitSet own(Mask mask, int slice) {
    int n = mask.grid().voxelsPerSlice();
    BitSet inside = new BitSet(n);
    int first = slice * n;
    for (int at = mask.next(first); at >= 0 && at < first + n; at = mask.next(at + 1)) {
      inside.set(at - first);
    }
    return inside;
  }

  private static BitSet resampled(Mask mask, Grid grid, int slice) {
    Grid source = mask.grid();
    Affine from = grid.affine();
    // The chain voxel -> patient -> voxel is affine: three images of it give the whole map.
    VoxelIndex zero = through(from, source, 0, 0, slice);
    VoxelIndex column = through(from, source, 1, 0, slice);
    VoxelIndex row = through(from, source, 0, 1, slice);
    BitSet inside = new BitSet(grid.voxelsPerSlice());
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        int x = nearest(zero.column(), column.column(), row.column(), c, r);
        int y = nearest(zero.row(), column.row(), row.row(), c, r);
        int z = nearest(zero.slice(), column.slice(), row.slice(), c, r);
        if (x >= 0
            && y >= 0
            && z >= 0
            && x < source.columns()
            && y < source.rows()
            && z < source.slices()
            && mask.at(x, y, z)) {
          inside.set(r * grid.columns() + c);
        }
      }
    }
    return inside;
  }

  private static int nearest(double zero, double column, double row, int c, int r) {
    return (int) Math.floor(zero + (column - zero) * c + (row - zero) * r + 0.5);
  }

  private static VoxelIndex through(Affine from, Grid to, int column, int row, int slice) {
    PatientPoint point = from.toPatient(new VoxelIndex(column, row, slice));
    return to.affine().toVoxel(point);
  }

  private static List<Edge> edges(BitSet inside, int columns, int rows) {
    List<Edge> edges = new ArrayList<>();
    if (inside.isEmpty()) {
      return List.of();
    }
    for (int r = 0; r <= rows; r++) {
      int start = -1;
      for (int c = 0; c <= columns; c++) {
        boolean border =
            c < columns && at(inside, columns, rows, c, r - 1) != at(inside, columns, rows, c, r);
        if (border && start < 0) {
          start = c;
        } else if (!border && start >= 0) {
          edges.add(new Edge(start, r, c, r));
          start = -1;
        }
      }
    }
    for (int c = 0; c <= columns; c++) {
      int start = -1;
      for (int r = 0; r <= rows; r++) {
        boolean border =
            r < rows && at(inside, columns, rows, c - 1, r) != at(inside, columns, rows, c, r);
        if (border && start < 0) {
          start = r;
        } else if (!border && start >= 0) {
          edges.add(new Edge(c, start, c, r));
          start = -1;
        }
      }
    }
    return List.copyOf(edges);
  }

  private static boolean at(BitSet inside, int columns, int rows, int c, int r) {
    return c >= 0 && r >= 0 && c < columns && r < rows && inside.get(r * columns + c);
  }
}

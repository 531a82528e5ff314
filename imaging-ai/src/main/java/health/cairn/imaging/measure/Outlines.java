package health.cairn.imaging.measure;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import health.cairn.imaging.volume.VoxelIndex;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A mask's outlines, slice by slice, exact: a voxel's centre lies inside an outline if and only if the
/// voxel belongs to the mask.
///
/// Every pixel's edge between inside and outside is one step of a walk that keeps the inside on its
/// right (rows grow downwards). Walks close to loops; where two pixels touch at a corner only, they are
/// two loops. Loops that run the other way around are holes.
public final class Outlines {
  private Outlines() {}

  public static List<Outline> of(Mask mask) {
    Grid grid = mask.grid();
    List<Outline> all = new ArrayList<>();
    int perSlice = grid.voxelsPerSlice();
    for (int at = mask.next(0); at >= 0; ) {
      int slice = at / perSlice;
      all.addAll(of(mask, slice));
      at = (slice + 1) < grid.slices() ? mask.next((slice + 1) * perSlice) : -1;
    }
    return all;
  }

  private static List<Outline> of(Mask mask, int slice) {
    List<Loop> outer = new ArrayList<>();
    List<Loop> holes = new ArrayList<>();
    for (Loop loop : new Walk(mask, slice).loops()) {
      (loop.area() > 0 ? outer : holes).add(loop);
    }
    // From left to right: what lies left of a hole has been joined before it.
    holes.sort(Comparator.comparingInt(hole -> hole.corners().get(hole.leftmost()).x()));
    Map<Corner, Loop> owner = new HashMap<>();
    outer.forEach(loop -> loop.corners().forEach(corner -> owner.put(corner, loop)));
    for (Loop hole : holes) {
      Corner from = hole.corners().get(hole.leftmost());
      Corner to = new Corner(from.x() - 1, from.y());
      while (!owner.containsKey(to)) {
        to = new Corner(to.x() - 1, to.y());
      }
      Loop joined = owner.get(to);
      joined.takeIn(hole, to);
      hole.corners().forEach(corner -> owner.put(corner, joined));
    }
    return outer.stream().map(loop -> loop.outline(slice)).toList();
  }

  /// A lattice point: the upper left corner of pixel (x, y).
  private record Corner(int x, int y) {}

  /// A closed walk, one corner per step.
  private record Loop(List<Corner> corners) {
    /// Twice the signed area; positive where the inside is enclosed.
    long area() {
      long sum = 0;
      for (int i = 0; i < corners.size(); i++) {
        Corner a = corners.get(i);
        Corner b = corners.get((i + 1) % corners.size());
        sum += (long) a.x() * b.y() - (long) b.x() * a.y();
      }
      return sum;
    }

    int leftmost() {
      int best = 0;
      for (int i = 1; i < corners.size(); i++) {
        if (corners.get(i).x() < corners.get(best).x()) {
          best = i;
        }
      }
      return best;
    }

    /// Walks from `at` to the hole, around it, and back.
    void takeIn(Loop hole, Corner at) {
      int start = hole.leftmost();
      List<Corner> detour = new ArrayList<>();
      for (int i = 0; i <= hole.corners().size(); i++) {
        detour.add(hole.corners().get((start + i) % hole.corners().size()));
      }
      detour.add(at);
      corners.addAll(corners.indexOf(at) + 1, detour);
    }

    /// Without the corners that lie on a straight line between their neighbours.
    Outline outline(int slice) {
      List<VoxelIndex> kept = new ArrayList<>();
      int n = corners.size();
      for (int i = 0; i < n; i++) {
        Corner before = corners.get((i + n - 1) % n);
        Corner here = corners.get(i);
        Corner after = corners.get((i + 1) % n);
        long turn =
            (long) (here.x() - before.x()) * (after.y() - here.y())
                - (long) (here.y() - before.y()) * (after.x() - here.x());
        boolean back =
            Integer.signum(after.x() - here.x()) == -Integer.signum(here.x() - before.x())
                && Integer.signum(after.y() - here.y()) == -Integer.signum(here.y() - before.y());
        if (turn != 0 || back) {
          kept.add(new VoxelIndex(here.x() - 0.5, here.y() - 0.5, slice));
        }
      }
      return new Outline(slice, kept);
    }
  }

  /// The boundary steps of one slice.
  private static final class Walk {
    /// Right, down, left, up.
    private static final int[] DX = {1, 0, -1, 0};

    private static final int[] DY = {0, 1, 0, -1};

    private final Mask mask;
    private final int slice;
    private final Grid grid;

    /// Steps that start at a corner, as bits by direction.
    private final byte[] steps;

    Walk(Mask mask, int slice) {
      this.mask = mask;
      this.slice = slice;
      this.grid = mask.grid();
      this.steps = new byte[(grid.columns() + 1) * (grid.rows() + 1)];
      for (int row = 0; row < grid.rows(); row++) {
        for (int column = 0; column < grid.columns(); column++) {
          if (inside(column, row)) {
            around(column, row);
          }
        }
      }
    }

    private boolean inside(int column, int row) {
      return column >= 0
          && row >= 0
          && column < grid.columns()
          && row < grid.rows()
          && mask.at(column, row, slice);
    }

    private void around(int column, int row) {
      if (!inside(column, row - 1)) add(column, row, 0);
      if (!inside(column + 1, row)) add(column + 1, row, 1);
      if (!inside(column, row + 1)) add(column + 1, row + 1, 2);
      if (!inside(column - 1, row)) add(column, row + 1, 3);
    }

    private void add(int x, int y, int direction) {
      steps[y * (grid.columns() + 1) + x] |= (byte) (1 << direction);
    }

    List<Loop> loops() {
      List<Loop> loops = new ArrayList<>();
      for (int at = 0; at < steps.length; at++) {
        while (steps[at] != 0) {
          loops.add(from(at % (grid.columns() + 1), at / (grid.columns() + 1)));
        }
      }
      return loops;
    }

    /// Closes where the walk would take its first step again, not where it first meets its start: two
    /// parts of one boundary can share a corner.
    private Loop from(int startX, int startY) {
      List<Corner> corners = new ArrayList<>();
      int start = startY * (grid.columns() + 1) + startX;
      int first = Integer.numberOfTrailingZeros(steps[start]);
      int x = startX;
      int y = startY;
      int direction = first;
      do {
        corners.add(new Corner(x, y));
        x += DX[direction];
        y += DY[direction];
        int at = y * (grid.columns() + 1) + x;
        direction = next(at, direction);
        steps[at] &= (byte) ~(1 << direction);
      } while ((steps[start] & (1 << first)) != 0);
      return new Loop(corners);
    }

    /// The sharpest right turn that is possible: so two pixels that share a corner stay apart.
    private int next(int at, int direction) {
      int possible = steps[at];
      for (int turn : new int[] {1, 0, 3}) {
        int candidate = (direction + turn) % 4;
        if ((possible & (1 << candidate)) != 0) {
          return candidate;
        }
      }
      throw new IllegalStateException("a boundary that does not close");
    }
  }
}

package health.cairn.imaging.draw;

import java.util.Arrays;

/// A line drawn freehand on one slice, in voxel indices; its end is joined to its beginning. Grows while it is
/// drawn; one thread at a time.
public final class Contour {
  /// A hand does not draw more: at a point per pixel of a large screen, dozens of times around.
  private static final int MAX_POINTS = 100_000;

  private double[] columns = new double[256];
  private double[] rows = new double[256];
  private int size;

  /// Adds a point; none beyond what a hand draws.
  public void add(double column, double row) {
    if (size == MAX_POINTS) {
      return;
    }
    if (size == columns.length) {
      columns = Arrays.copyOf(columns, 2 * size);
      rows = Arrays.copyOf(rows, 2 * size);
    }
    columns[size] = column;
    rows[size] = row;
    size++;
  }

  public int size() {
    return size;
  }

  public double column(int index) {
    return columns[index];
  }

  public double row(int index) {
    return rows[index];
  }

  /// Lowest and highest of the rows; at least one point is needed.
  int firstRow() {
    return (int) Math.ceil(Arrays.stream(rows, 0, size).min().orElseThrow());
  }

  int lastRow() {
    return (int) Math.floor(Arrays.stream(rows, 0, size).max().orElseThrow());
  }

  /// Where the line passes a row of voxel centres, from left to right, each with its way: down counts 1, up -1.
  Crossings crossings(int row) {
    Crossings found = new Crossings();
    for (int i = 0; i < size; i++) {
      int next = i + 1 == size ? 0 : i + 1;
      boolean before = rows[i] <= row;
      boolean after = rows[next] <= row;
      if (before != after) {
        double share = (row - rows[i]) / (rows[next] - rows[i]);
        found.add(columns[i] + share * (columns[next] - columns[i]), before ? 1 : -1);
      }
    }
    return found;
  }

  /// Passages through one row.
  static final class Crossings {
    private double[] columns = new double[8];
    private int[] ways = new int[8];
    private int size;

    private void add(double column, int way) {
      if (size == columns.length) {
        columns = Arrays.copyOf(columns, 2 * size);
        ways = Arrays.copyOf(ways, 2 * size);
      }
      // They are few: put in order as they come.
      int at = size++;
      while (at > 0 && columns[at - 1] > column) {
        columns[at] = columns[at - 1];
        ways[at] = ways[at - 1];
        at--;
      }
      columns[at] = column;
      ways[at] = way;
    }

    int size() {
      return size;
    }

    double column(int index) {
      return columns[index];
    }

    int way(int index) {
      return ways[index];
    }
  }
}

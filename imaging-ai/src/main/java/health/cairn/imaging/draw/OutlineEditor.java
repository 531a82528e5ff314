package health.cairn.imaging.draw;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Mask;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;

/// An outline under a hand: voxels are added and erased slice by slice, and what was done last can be taken back.
///
/// Every change says which rectangle of which slice to paint anew, and costs what lies under the hand, not the
/// slice. Mutable; one thread at a time.
public final class OutlineEditor {
  /// What the strokes that can be taken back may hold in memory.
  public static final long MAX_REMEMBERED_BYTES = 32L << 20;

  private final Grid grid;
  private final double columnMm;
  private final double rowMm;
  private final BitSet inside;
  private final History history;

  private int count;
  private int strokes;

  // The stroke under way.
  private int slice = -1;
  private Touch touch = Touch.ADD;
  private int[] turned = new int[1024];
  private int turnedCount;
  private Optional<Patch> turnedPatch = Optional.empty();

  /// Begins with nothing.
  public OutlineEditor(Grid grid) {
    this(Mask.of(grid, new BitSet()));
  }

  /// Begins with an outline that is to be corrected.
  public OutlineEditor(Mask start) {
    this(start, MAX_REMEMBERED_BYTES);
  }

  OutlineEditor(Mask start, long maxRememberedBytes) {
    grid = start.grid();
    columnMm = grid.affine().columnSpacingMm();
    rowMm = grid.affine().rowSpacingMm();
    inside = start.bits();
    count = start.count();
    history = new History(maxRememberedBytes);
  }

  public Grid grid() {
    return grid;
  }

  /// Whether a stroke is under way.
  public boolean drawing() {
    return slice >= 0;
  }

  /// The hand comes down on a slice.
  public void begin(int onSlice, Touch with) {
    if (onSlice < 0 || onSlice >= grid.slices()) {
      throw new IllegalArgumentException("no such slice");
    }
    end();
    slice = onSlice;
    touch = with;
  }

  /// A round brush goes in a straight line from one place to another, in voxel indices (whole numbers are voxel
  /// centres). A voxel is touched where its centre lies within the radius, and the one under the middle of
  /// the brush is always.
  ///
  /// @return what changed, if anything did
  public Optional<Patch> sweep(
      double fromColumn, double fromRow, double toColumn, double toRow, double radiusMm) {
    requireDrawing();
    double ax = fromColumn * columnMm;
    double ay = fromRow * rowMm;
    double dx = toColumn * columnMm - ax;
    double dy = toRow * rowMm - ay;
    double length2 = dx * dx + dy * dy;
    double radius2 = radiusMm * radiusMm;
    int left = clampColumn(Math.ceil(Math.min(fromColumn, toColumn) - radiusMm / columnMm));
    int right = clampColumn(Math.floor(Math.max(fromColumn, toColumn) + radiusMm / columnMm));
    int top = clampRow(Math.ceil(Math.min(fromRow, toRow) - radiusMm / rowMm));
    int bottom = clampRow(Math.floor(Math.max(fromRow, toRow) + radiusMm / rowMm));
    Changed changed = new Changed();
    for (int row = top; row <= bottom; row++) {
      for (int column = left; column <= right; column++) {
        double px = column * columnMm - ax;
        double py = row * rowMm - ay;
        double along = length2 == 0 ? 0 : Math.clamp((px * dx + py * dy) / length2, 0.0, 1.0);
        double ex = px - along * dx;
        double ey = py - along * dy;
        if (ex * ex + ey * ey <= radius2) {
          turn(column, row, changed);
        }
      }
    }
    line(fromColumn, fromRow, toColumn, toRow, changed);
    return changed.patch();
  }

  /// Every voxel under the brush's middle, so that a brush smaller than a voxel draws too.
  private void line(
      double fromColumn, double fromRow, double toColumn, double toRow, Changed changed) {
    double longest = Math.max(Math.abs(toColumn - fromColumn), Math.abs(toRow - fromRow));
    int steps = (int) Math.min(Math.ceil(2 * longest), 4.0 * (grid.columns() + grid.rows()));
    for (int i = 0; i <= steps; i++) {
      double share = steps == 0 ? 0 : (double) i / steps;
      int column = (int) Math.round(fromColumn + share * (toColumn - fromColumn));
      int row = (int) Math.round(fromRow + share * (toRow - fromRow));
      if (column >= 0 && row >= 0 && column < grid.columns() && row < grid.rows()) {
        turn(column, row, changed);
      }
    }
  }

  /// Touches every voxel whose centre a closed line winds around; what it winds around twice is within too.
  ///
  /// @return what changed, if anything did
  public Optional<Patch> fill(Contour contour) {
    requireDrawing();
    Changed changed = new Changed();
    if (contour.size() < 3) {
      return changed.patch();
    }
    int top = Math.max(0, contour.firstRow());
    int bottom = Math.min(grid.rows() - 1, contour.lastRow());
    for (int row = top; row <= bottom; row++) {
      Contour.Crossings crossings = contour.crossings(row);
      int winding = 0;
      for (int i = 0; i + 1 < crossings.size(); i++) {
        winding += crossings.way(i);
        if (winding != 0) {
          int first = (int) Math.max(0, Math.ceil(crossings.column(i)));
          int last = (int) Math.min(grid.columns() - 1.0, Math.floor(crossings.column(i + 1)));
          for (int column = first; column <= last; column++) {
            turn(column, row, changed);
          }
        }
      }
    }
    return changed.patch();
  }

  /// The hand goes up: what it did is one step to take back.
  ///
  /// @return whether it changed anything
  public boolean end() {
    Optional<Patch> patch = turnedPatch;
    patch.ifPresent(
        p -> {
          history.add(Stroke.of(p, turned, turnedCount));
          strokes++;
        });
    slice = -1;
    turnedCount = 0;
    turnedPatch = Optional.empty();
    return patch.isPresent();
  }

  /// Takes the last stroke back.
  ///
  /// @return what changed, or empty where there is nothing to take back
  public Optional<Patch> undo() {
    end();
    Optional<Stroke> last = history.back();
    last.ifPresent(
        stroke -> {
          turnOver(stroke);
          strokes--;
        });
    return last.map(Stroke::patch);
  }

  /// Does again what was taken back last.
  ///
  /// @return what changed, or empty where nothing was taken back
  public Optional<Patch> redo() {
    end();
    Optional<Stroke> next = history.again();
    next.ifPresent(
        stroke -> {
          turnOver(stroke);
          strokes++;
        });
    return next.map(Stroke::patch);
  }

  public boolean canUndo() {
    return history.canGoBack();
  }

  public boolean canRedo() {
    return history.canGoAgain();
  }

  /// Strokes that make the difference to the beginning.
  public int strokes() {
    return strokes;
  }

  public boolean at(int column, int row, int onSlice) {
    return inside.get(grid.offset(column, row, onSlice));
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /// Volume in millilitres, by the grid's affine.
  public double volumeMl() {
    return count * grid.affine().voxelVolumeMm3() / 1000.0;
  }

  /// Slices that the outline touches.
  public int slices() {
    int touched = 0;
    int perSlice = grid.voxelsPerSlice();
    for (int at = inside.nextSetBit(0); at >= 0; ) {
      touched++;
      at = inside.nextSetBit((at / perSlice + 1) * perSlice);
    }
    return touched;
  }

  /// The outline as it is, as a copy.
  public Mask mask() {
    return Mask.of(grid, inside);
  }

  private void turn(int column, int row, Changed changed) {
    int offset = grid.offset(column, row, slice);
    if (inside.get(offset) == (touch == Touch.ADD)) {
      return;
    }
    inside.flip(offset);
    count += touch == Touch.ADD ? 1 : -1;
    if (turnedCount == turned.length) {
      turned = Arrays.copyOf(turned, 2 * turnedCount);
    }
    turned[turnedCount++] = offset;
    changed.add(column, row);
  }

  private void turnOver(Stroke stroke) {
    int[] runs = stroke.runs();
    for (int i = 0; i < runs.length; i += 2) {
      int first = runs[i];
      int end = first + runs[i + 1];
      // One stroke only adds or only erases, so a run is all inside or all outside.
      count += inside.get(first) ? -runs[i + 1] : runs[i + 1];
      inside.flip(first, end);
    }
  }

  private void requireDrawing() {
    if (slice < 0) {
      throw new IllegalStateException("no stroke is under way");
    }
  }

  private int clampColumn(double column) {
    return (int) Math.clamp(column, 0, grid.columns() - 1.0);
  }

  private int clampRow(double row) {
    return (int) Math.clamp(row, 0, grid.rows() - 1.0);
  }

  /// The rectangle that one movement turns over.
  private final class Changed {
    private int left = Integer.MAX_VALUE;
    private int top = Integer.MAX_VALUE;
    private int right = -1;
    private int bottom = -1;

    void add(int column, int row) {
      left = Math.min(left, column);
      right = Math.max(right, column);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row);
    }

    Optional<Patch> patch() {
      if (right < 0) {
        return Optional.empty();
      }
      Patch patch = new Patch(slice, left, top, right, bottom);
      turnedPatch = Optional.of(turnedPatch.map(p -> p.with(patch)).orElse(patch));
      return Optional.of(patch);
    }
  }
}

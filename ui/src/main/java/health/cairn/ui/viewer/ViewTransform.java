package health.cairn.ui.viewer;

import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.VoxelIndex;

/// Between the voxels of a slice and the pixels of a viewport.
///
/// Pixels that are not square in the patient are not square on the screen either: both axes share
/// one scale in screen pixels per millimetre.
///
/// @param left screen x of the outer left edge of the first column
/// @param top screen y of the outer upper edge of the first row
/// @param columnPx width of a column on the screen
/// @param rowPx height of a row on the screen
/// @param unitPx screen pixels per picture unit (millimetre, or column where spacing is unknown)
public record ViewTransform(double left, double top, double columnPx, double rowPx, double unitPx) {
  /// Free space around a fitted picture, in pixels.
  static final double MARGIN_PX = 8;

  /// @param spacingKnown where false, voxels are drawn square
  public static ViewTransform of(
      Grid grid, boolean spacingKnown, double viewWidth, double viewHeight, Placement placement) {
    double unitsPerColumn = spacingKnown ? grid.affine().columnSpacingMm() : 1;
    double unitsPerRow = spacingKnown ? grid.affine().rowSpacingMm() : 1;
    double width = grid.columns() * unitsPerColumn;
    double height = grid.rows() * unitsPerRow;
    double fit =
        Math.min(
            Math.max(1, viewWidth - 2 * MARGIN_PX) / width,
            Math.max(1, viewHeight - 2 * MARGIN_PX) / height);
    double unitPx = fit * placement.magnification();
    return new ViewTransform(
        viewWidth / 2 + (placement.panX() - width / 2) * unitPx,
        viewHeight / 2 + (placement.panY() - height / 2) * unitPx,
        unitsPerColumn * unitPx,
        unitsPerRow * unitPx,
        unitPx);
  }

  /// Where the centre of a voxel lands.
  public ScreenPoint toScreen(VoxelIndex voxel) {
    return new ScreenPoint(
        left + (voxel.column() + 0.5) * columnPx, top + (voxel.row() + 0.5) * rowPx);
  }

  /// Which voxel is under a pixel; whole numbers are voxel centres, so the first voxel reaches from
  /// -0.5 to 0.5.
  public VoxelIndex toVoxel(ScreenPoint point, int slice) {
    return new VoxelIndex(
        (point.x() - left) / columnPx - 0.5, (point.y() - top) / rowPx - 0.5, slice);
  }

  /// A placement enlarged by `factor` such that what is under `point` stays there.
  ///
  /// @param viewWidth width of the viewport this transform was made for
  public Placement zoomedAt(
      Placement before, ScreenPoint point, double factor, double viewWidth, double viewHeight) {
    Placement scaled = new Placement(before.magnification() * factor, before.panX(), before.panY());
    double actual = scaled.magnification() / before.magnification();
    double dx = (point.x() - viewWidth / 2) / unitPx;
    double dy = (point.y() - viewHeight / 2) / unitPx;
    return new Placement(
        scaled.magnification(), before.panX() + dx / actual - dx, before.panY() + dy / actual - dy);
  }

  /// A placement moved by a distance on the screen.
  public Placement panned(Placement before, double dxPx, double dyPx) {
    return new Placement(
        before.magnification(), before.panX() + dxPx / unitPx, before.panY() + dyPx / unitPx);
  }
}

package health.cairn.imaging.uncertainty;

import health.cairn.imaging.volume.Grid;

/// How much a model doubts what it says of every voxel of one volume, one slice at a time: a volume of
/// it would not fit a desk. Immutable; any thread.
public interface DoubtMap {
  /// Of the volume that was looked at.
  Grid grid();

  /// Networks that answered. One alone can doubt, and has nobody to disagree with.
  int networks();

  /// @param slice 0 .. `grid().slices()` - 1; resampled by each call
  DoubtSlice slice(int slice);
}

package health.cairn.imaging.draw;

/// What a hand does to the voxels it passes over.
public enum Touch {
  ADD,
  ERASE
}

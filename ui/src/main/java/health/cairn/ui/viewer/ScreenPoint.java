package health.cairn.ui.viewer;

/// A place in a viewport, in pixels from its top left corner. Not a voxel, not a millimetre.
public record ScreenPoint(double x, double y) {}

package health.cairn.imaging.render;

/// Which values are spread over the greys: from `level - window / 2` (black) to `level + window / 2`
/// (white), in the modality's unit (DICOM PS3.3 C.11.2.1.2).
///
/// @param window width, at least a hundredth
/// @param inverted black and white exchanged
public record WindowLevel(double window, double level, boolean inverted) {
  static final double MIN_WINDOW = 0.01;

  public WindowLevel {
    if (!Double.isFinite(window) || !Double.isFinite(level)) {
      throw new IllegalArgumentException("window " + window + ", level " + level);
    }
    window = Math.max(MIN_WINDOW, window);
  }

  public WindowLevel(double window, double level) {
    this(window, level, false);
  }

  /// The window between two values.
  public static WindowLevel between(double black, double white) {
    return new WindowLevel(white - black, (black + white) / 2, false);
  }

  public WindowLevel invert() {
    return new WindowLevel(window, level, !inverted);
  }

  /// A drag of the mouse: to the right widens, upwards brightens (lowers the level). A drag over
  /// `spanPx` changes by the whole range of the series, so that every series feels the same.
  public WindowLevel dragged(double dxPx, double dyPx, double range, double spanPx) {
    double step = range / spanPx;
    return new WindowLevel(Math.max(step, window + dxPx * step), level + dyPx * step, inverted);
  }
}

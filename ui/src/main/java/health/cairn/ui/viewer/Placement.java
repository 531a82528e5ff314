package health.cairn.ui.viewer;

/// How a picture was moved and enlarged by the reader.
///
/// @param magnification 1 fits the picture to the viewport, 2 is twice that
/// @param panX by how much the picture's centre lies right of the viewport's, in picture units
///     (millimetres where spacing is known, else columns)
/// @param panY the same, downwards
public record Placement(double magnification, double panX, double panY) {
  /// Whole picture, centred.
  public static final Placement FIT = new Placement(1, 0, 0);

  static final double MIN = 0.2;
  static final double MAX = 40;

  public Placement {
    magnification = Math.clamp(magnification, MIN, MAX);
  }
}

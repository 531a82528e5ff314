package health.cairn.imaging.render;

/// Which values are shown from black to white, in the modality's unit (DICOM PS3.3 C.11.2.1.2).
///
/// @param center value shown as middle grey
/// @param width range from black to white, at least 1 in the sense of the standard; here any
///   positive number, so that volumes with small values can be shown
public record Window(double center, double width) {
  public Window {
    if (!Double.isFinite(center) || !Double.isFinite(width) || width <= 0) {
      throw new IllegalArgumentException("window " + center + ", " + width);
    }
  }
}

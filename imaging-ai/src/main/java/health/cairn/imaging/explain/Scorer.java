package health.cairn.imaging.explain;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.slice.Raster;
import java.util.List;

/// A classifier of slices, as far as an explanation needs it: images in, logits out.
///
/// Cancelled by a `CancellationException` that the caller's own progress throws inside.
public interface Scorer {
  /// Side of the square image it takes, in pixels.
  int size();

  /// Names of the classes, in the order of the logits.
  List<String> classes();

  /// One answer per image, in their order.
  ///
  /// @throws ImagingException what the engine says when a model cannot run
  List<Scores> scores(List<Raster> images) throws ImagingException;
}

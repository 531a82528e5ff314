package health.cairn.imaging.segment;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Volume;
import java.util.Optional;

/// Outlines a tumour in a volume. Implementations may be called by any thread; the call blocks.
public interface Segmenter {
  /// @param volume one T1 series after contrast agent, any plane, any slice thickness
  /// @return what was found, on the volume's own grid; nothing found is a result, not an error
  /// @throws ImagingException `INTEGRITY` when the model is not the one its card names,
  ///   `ENVIRONMENT` when it cannot be run
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  Segmentation segment(Volume volume, Progress progress) throws ImagingException;

  /// As above, knowing what the patient looked like before the contrast agent, which tells fluid and
  /// fat from tumour.
  ///
  /// @param beforeContrast T1 before contrast agent of the same study, on any grid in the same frame
  ///   of reference; where it cannot be compared it is left aside, with a note
  default Segmentation segment(Volume volume, Optional<Volume> beforeContrast, Progress progress)
      throws ImagingException {
    return segment(volume, progress);
  }
}

package health.cairn.imaging.segment;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Volume;

/// Outlines a tumour in a volume. Implementations may be called by any thread; the call blocks.
public interface Segmenter {
  /// @param volume one T1 series after contrast agent, any plane, any slice thickness
  /// @return what was found, on the volume's own grid; nothing found is a result, not an error
  /// @throws ImagingException `INTEGRITY` when the model is not the one its card names,
  ///   `ENVIRONMENT` when it cannot be run
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  Segmentation segment(Volume volume, Progress progress) throws ImagingException;

  /// As above, with what other series of the same study say. What cannot be compared is left aside,
  /// with a note.
  default Segmentation segment(Volume volume, Evidence evidence, Progress progress)
      throws ImagingException {
    return segment(volume, progress);
  }
}

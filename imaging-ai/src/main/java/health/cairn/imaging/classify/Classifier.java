package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.segment.Segmentation;
import health.cairn.imaging.volume.Volume;

/// Says what kind of tumour is probable. May be called by any thread; the call blocks.
public interface Classifier {
  /// @param volume the volume that was segmented
  /// @param segmentation where the tumour lies in it; without one the answer is "none", or an abstention
  /// @throws ImagingException `INTEGRITY` when the model is not the one its card names,
  ///   `ENVIRONMENT` when it cannot be run
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  Classification classify(Volume volume, Segmentation segmentation, Progress progress)
      throws ImagingException;
}

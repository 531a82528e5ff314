package health.cairn.imaging.classify;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.ModelRef;
import java.util.List;

/// One voice among those that are fused: slices in, probabilities out. Members differ in how they look
/// (a network, measured features), not in how they are asked. Any thread may ask; the call blocks.
public interface Member {
  /// Which model answers.
  ModelRef model();

  /// @param slices a member may use the region or leave it aside; one without a region is a slice on
  ///   which nothing was outlined
  /// @return calibrated probabilities, one answer for each slice in order
  /// @throws ImagingException `INTEGRITY` when the model is not the one its card names,
  ///   `ENVIRONMENT` when it cannot be run
  /// @throws java.util.concurrent.CancellationException when `progress` says so
  List<ClassProbabilities> judge(List<SliceSample> slices, Progress progress)
      throws ImagingException;
}

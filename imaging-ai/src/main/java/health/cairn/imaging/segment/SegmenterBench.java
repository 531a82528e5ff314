package health.cairn.imaging.segment;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.inference.BenchRatio;
import health.cairn.imaging.inference.InferenceEngine;
import health.cairn.imaging.inference.RawRuntime;
import health.cairn.imaging.inference.StackImages;
import health.cairn.imaging.inference.StoredModel;
import health.cairn.imaging.volume.Volume;

/// Measures [OnnxSegmenter] from a volume to its outline, against plain ONNX Runtime sessions that are
/// handed the finished slices.
public final class SegmenterBench {
  private static final String STEP = "Measuring the outline";

  private SegmenterBench() {}

  /// Blocks; uses all cores. One unmeasured round first lets code be compiled.
  ///
  /// @param volume of the sequence that the model's first channel names
  /// @param rounds measured; each outlines the whole volume both ways, in turn
  public static BenchRatio ratio(
      InferenceEngine engine, StoredModel model, Volume volume, int rounds, Progress progress)
      throws ImagingException {
    OnnxSegmenter segmenter = new OnnxSegmenter(engine, model);
    String sequence = model.card().input().channels().getFirst().sequence();
    StackImages images = segmenter.images(sequence, volume);
    try (RawRuntime raw = new RawRuntime(engine, model)) {
      return BenchRatio.measure(
          () -> {
            long before = System.nanoTime();
            segmenter.segment(volume, Progress.NONE);
            return (System.nanoTime() - before) / 1e6;
          },
          () -> raw.millis(images),
          images.count(),
          1,
          rounds,
          STEP,
          progress);
    }
  }
}

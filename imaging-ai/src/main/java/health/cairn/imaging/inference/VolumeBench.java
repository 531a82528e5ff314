package health.cairn.imaging.inference;

import health.cairn.imaging.ImagingException;
import health.cairn.imaging.Progress;
import health.cairn.imaging.volume.Grid;
import health.cairn.imaging.volume.Volume;
import java.util.Map;

/// Measures a sliding window, everything around the network included, against plain ONNX Runtime
/// sessions that are handed the finished patches.
public final class VolumeBench {
  private static final String STEP = "Measuring the sliding window";

  private VolumeBench() {}

  /// The same with patches side by side, whichever way the card wants them.
  public static BenchRatio slidingRatio(
      InferenceEngine engine,
      StoredModel model,
      Map<String, Volume> sequences,
      int rounds,
      Progress progress)
      throws ImagingException {
    return ratio(
        engine, model.asking(model.card().patches().sliding()), sequences, rounds, progress);
  }

  /// Blocks; uses all cores. One unmeasured round first lets memory be reserved and code be compiled.
  ///
  /// @param rounds measured; each runs the whole study both ways, in turn
  public static BenchRatio ratio(
      InferenceEngine engine,
      StoredModel model,
      Map<String, Volume> sequences,
      int rounds,
      Progress progress)
      throws ImagingException {
    SlidingWindow window = new SlidingWindow(engine, model);
    Volume reference = sequences.get(window.reference());
    if (reference == null) {
      throw new IllegalArgumentException("no " + window.reference());
    }
    Grid grid = reference.grid();
    ModelInput.Patches contract = model.card().patches();
    ChannelVolumes volumes =
        ChannelVolumes.of(
            model.card(),
            contract,
            sequences,
            window.reference(),
            WorkingGrid.of(grid, contract),
            progress);
    PatchImages images =
        new PatchImages(volumes, PatchPlan.of(model.card(), contract, volumes.box()));
    try (RawRuntime raw = new RawRuntime(engine, model)) {
      return BenchRatio.measure(
          () -> {
            long before = System.nanoTime();
            window.run(sequences, grid, grid, STEP, Progress.NONE);
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

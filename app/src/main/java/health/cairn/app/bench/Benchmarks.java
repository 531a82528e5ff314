package health.cairn.app.bench;

import java.util.List;
import java.util.function.DoubleSupplier;

/// Everything `cairn bench` can measure, in the order it is measured.
public final class Benchmarks {
  private Benchmarks() {}

  /// @param coldStartMs starts the program anew and says how long its window took
  public static List<Benchmark> all(DoubleSupplier coldStartMs) {
    return List.of(
        new WindowBenchmark(coldStartMs),
        new SeriesBenchmark(),
        new PaintBenchmark(),
        new InferenceRatio(),
        new BundleBenchmark(),
        new JournalBenchmark(),
        new HeapBenchmark());
  }
}

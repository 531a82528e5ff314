package health.cairn.app.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.function.DoubleSupplier;

/// Everything `cairn bench` can measure, in the order it is measured.
public final class Benchmarks {
  private Benchmarks() {}

  /// @param coldStartMs starts the program anew and says how long its window took
  /// @param program this program
  /// @param home whose models answer
  public static List<Benchmark> all(DoubleSupplier coldStartMs, Program program, Path home) {
    return List.of(
        new WindowBenchmark(coldStartMs),
        new SeriesBenchmark(),
        new PaintBenchmark(),
        new InferenceRatio(),
        new OutlineRatio(),
        new SlidingRatio(),
        new StudyBenchmark("analyze-22x4", program, home, BenchStudy::clinical, 5),
        new StudyBenchmark("analyze-155x4", program, home, BenchStudy::isotropic, 3),
        new BundleBenchmark(),
        new JournalBenchmark(),
        new JournalCheckBenchmark(),
        new TileBenchmark(),
        new AnchorBenchmark(),
        new MonitorBenchmark(),
        new WithdrawalBenchmark(),
        new HeapBenchmark());
  }
}

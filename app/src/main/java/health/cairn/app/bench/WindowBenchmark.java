package health.cairn.app.bench;

import java.util.List;
import java.util.function.DoubleSupplier;

/// From the start of a new process to the first painted frame of the window.
record WindowBenchmark(DoubleSupplier coldStartMs) implements Benchmark {
  private static final int RUNS = 5;

  @Override
  public String name() {
    return "cold-start-to-window";
  }

  @Override
  public List<Measure> run() {
    double[] samples = new double[RUNS];
    for (int i = 0; i < RUNS; i++) {
      samples[i] = coldStartMs.getAsDouble();
    }
    return List.of(Measure.of(name(), "ms", samples));
  }
}

package health.cairn.app.bench;

/// Repeats a piece of work and takes the time of each run.
final class Timing {
  private Timing() {}

  @FunctionalInterface
  interface Work {
    void run() throws Exception;
  }

  /// @param warmUp runs that do not count, first
  /// @return milliseconds of each counted run
  static double[] millis(int warmUp, int runs, Work work) throws Exception {
    for (int i = 0; i < warmUp; i++) {
      work.run();
    }
    double[] samples = new double[runs];
    for (int i = 0; i < runs; i++) {
      long start = System.nanoTime();
      work.run();
      samples[i] = (System.nanoTime() - start) / 1e6;
    }
    return samples;
  }

  /// @param units done by each run
  /// @return units per second of each counted run
  static double[] rates(int warmUp, int runs, long units, Work work) throws Exception {
    double[] rates = millis(warmUp, runs, work);
    for (int i = 0; i < rates.length; i++) {
      rates[i] = units / (rates[i] / 1000);
    }
    return rates;
  }
}

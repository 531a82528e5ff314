package health.cairn.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// The measures themselves, on little.
class LedgerBenchmarksTest {
  @Test
  void anchor_isMeasuredUntilItIsVerified() throws Exception {
    AnchorBenchmark benchmark = new AnchorBenchmark(1_000, 2);
    assumeTrue(benchmark.lacking().isEmpty(), benchmark.lacking().toString());
    measures(benchmark);
  }

  /// The run fails by itself where it is not shown the accesses.
  @Test
  void monitor_isMeasuredWithAccessesOfPatientsWhoDecided() throws Exception {
    measures(new MonitorBenchmark(2_000, 2));
  }

  private static void measures(Benchmark benchmark) throws Exception {
    List<Measure> measures = benchmark.run();
    assertEquals(List.of(benchmark.name()), measures.stream().map(Measure::name).toList());
    assertTrue(measures.stream().allMatch(m -> m.n() == 2 && m.p50() > 0), measures.toString());
  }
}

package health.cairn.app.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class WithdrawalBenchmarkTest {
  @Test
  void run_measuresBothAnswers() throws Exception {
    List<Measure> measures = new WithdrawalBenchmark(0, 2).run();
    assertEquals(
        List.of("withdrawal", "withdrawal-open-session"),
        measures.stream().map(Measure::name).toList());
    assertTrue(measures.stream().allMatch(m -> m.n() == 2 && m.p50() > 0), measures.toString());
  }
}

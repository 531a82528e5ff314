package health.cairn.app.bench;

import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.journal.EventKind;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Entries per second into the journal of an encrypted home, in transactions of 1,000 that are on disk
/// when they are counted, with the commitment to a record of 2,000 bytes in each.
final class JournalBenchmark implements Benchmark {
  private static final int BATCH = 1_000;

  @Override
  public String name() {
    return "journal-append";
  }

  @Override
  public String group() {
    return "ledger";
  }

  @Override
  public List<Measure> run() throws Exception {
    byte[] content = "x".repeat(2_000).getBytes(StandardCharsets.US_ASCII);
    try (DemoHome home = DemoHome.create("bench")) {
      Desk desk = home.desk();
      double[] millis = Timing.millis(5, 20, () -> append(desk, content));
      double[] rates = new double[millis.length];
      for (int i = 0; i < rates.length; i++) {
        rates[i] = BATCH / (millis[i] / 1000);
      }
      return List.of(Measure.of(name(), "entries/s", rates));
    }
  }

  private static void append(Desk desk, byte[] content) throws Exception {
    desk.journal()
        .append(
            (connection, entries) -> {
              for (int i = 0; i < BATCH; i++) {
                entries.content(EventKind.RECORD_STORED, "bench", "Bench/" + i, 1, content, "");
              }
              return BATCH;
            });
  }
}

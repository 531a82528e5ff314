package health.cairn.app.bench;

import health.cairn.app.monitor.MonitoredChain;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.imaging.Progress;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Journal;
import java.util.List;

/// Entries per second through a full check of the journal in an encrypted home, and through a full run of the
/// monitor (journal, records, accesses), over 100,000 entries.
final class MonitorBenchmark implements Benchmark {
  private static final int BATCH = 5_000;
  private static final int ENTRIES = 100_000;

  @Override
  public String name() {
    return "journal-verify";
  }

  @Override
  public List<Measure> run() throws Exception {
    try (DemoHome home = DemoHome.create("bench")) {
      Desk desk = home.desk();
      for (int from = 0; from < ENTRIES; from += BATCH) {
        append(desk, from);
      }
      desk.anchoring().checkpoint();
      Journal journal = desk.journal().journal();
      CheckpointVerifier verifier =
          new CheckpointVerifier(journal.keys(desk.signer().verificationKey()));
      double[] verify = Timing.millis(1, 5, () -> journal.verify(verifier));
      double[] full =
          Timing.millis(
              1,
              5,
              () ->
                  desk.monitorHome().full(MonitoredChain.Source.NONE, List.of(), Progress.NONE));
      return List.of(
          Measure.of(name(), "entries/s", rates(verify)),
          Measure.of("monitor-full", "entries/s", rates(full)));
    }
  }

  private static double[] rates(double[] millis) {
    double[] rates = new double[millis.length];
    for (int i = 0; i < rates.length; i++) {
      rates[i] = ENTRIES / (millis[i] / 1000);
    }
    return rates;
  }

  private static void append(Desk desk, int from) throws Exception {
    desk.journal()
        .append(
            (connection, entries) -> {
              for (int i = from; i < from + BATCH; i++) {
                entries.event(EventKind.ACCESS, "opened the timeline", "Patient/bench", "bench");
              }
              return BATCH;
            });
  }
}

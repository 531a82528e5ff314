package health.cairn.app.bench;

import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.JournalCheck;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Records per second through a full check of a home's journal: every entry's words against its leaf, every
/// leaf against the tree beside and against all checkpoints.
final class JournalCheckBenchmark implements Benchmark {
  private static final int ENTRIES = 100_000;
  private static final int BATCH = 1_000;

  @Override
  public String name() {
    return "ledger-check";
  }

  @Override
  public String group() {
    return "ledger";
  }

  @Override
  public List<Measure> run() throws Exception {
    byte[] content = "x".repeat(100).getBytes(StandardCharsets.US_ASCII);
    try (DemoHome home = DemoHome.create("bench")) {
      Desk desk = home.desk();
      for (int done = 0; done < ENTRIES; done += BATCH) {
        desk.journal()
            .append(
                (connection, entries) -> {
                  for (int i = 0; i < BATCH; i++) {
                    entries.content(EventKind.RECORD_STORED, "bench", "Bench/" + i, 1, content, "");
                  }
                  return BATCH;
                });
        if (done % (10 * BATCH) == 0) {
          desk.anchoring().checkpoint();
        }
      }
      desk.anchoring().checkpoint();
      CheckpointVerifier verifier = new CheckpointVerifier(desk.signer().verificationKey());
      double[] rates =
          Timing.rates(
              2,
              7,
              ENTRIES,
              () -> {
                if (!(desk.journal().journal().verify(verifier) instanceof JournalCheck.Intact)) {
                  throw new IllegalStateException("a journal that was just made is damaged");
                }
              });
      return List.of(Measure.of(name(), "records/s", rates));
    }
  }
}

package health.cairn.app.bench;

import health.cairn.app.CairnException;
import health.cairn.app.wiring.DemoHome;
import health.cairn.app.wiring.Desk;
import health.cairn.ledger.AnchorState;
import health.cairn.ledger.besu.ChainConfig;
import health.cairn.ledger.besu.NodeAccess;
import health.cairn.ledger.besu.SendResult;
import health.cairn.ledger.journal.EventKind;
import java.util.List;
import java.util.Optional;

/// From the wish to anchor 100,000 entries that no checkpoint covers yet until their anchor is
/// Verified: the tree over them, the signature, the transaction, the receipt and the reading back.
/// On a local node that waits for no block, so that what a network's block time adds is not in it.
final class AnchorBenchmark implements Benchmark {
  private static final int BATCH = 1_000;

  private final int entries;
  private final int runs;

  AnchorBenchmark() {
    this(100_000, 3);
  }

  /// @param entries in whole batches of 1,000
  AnchorBenchmark(int entries, int runs) {
    this.entries = entries;
    this.runs = runs;
  }

  @Override
  public String name() {
    return "ledger-anchor-100k";
  }

  @Override
  public String group() {
    return "ledger";
  }

  @Override
  public Optional<String> lacking() {
    return LocalNode.binary().isPresent()
        ? Optional.empty()
        : Optional.of(
            "There is no local node: run `npm ci --ignore-scripts` in ledger-client/contracts, and"
                + " this where the sources are.");
  }

  @Override
  public List<Measure> run() throws Exception {
    try (LocalNode node = LocalNode.start(LocalNode.binary().orElseThrow());
        DemoHome home = DemoHome.create("bench")) {
      Desk desk = home.desk();
      desk.anchoring().deploy(node.rpc(), LocalNode.CHAIN_ID, NodeAccess.OPEN);
      ChainConfig chain = desk.anchoring().chain().orElseThrow();
      double[] millis = new double[runs];
      for (int i = -1; i < runs; i++) {
        append(desk);
        double[] took = Timing.millis(0, 1, () -> anchor(desk, chain));
        if (i >= 0) {
          millis[i] = took[0];
        }
      }
      return List.of(Measure.of(name(), "ms", millis));
    }
  }

  private static void anchor(Desk desk, ChainConfig chain) throws CairnException {
    SendResult result = desk.anchoring().anchor(chain);
    if (!(result instanceof SendResult.Drained drained)
        || drained.finished().stream().anyMatch(t -> t.state() != AnchorState.VERIFIED)) {
      throw new IllegalStateException("not anchored on a node of our own: " + result);
    }
  }

  private void append(Desk desk) throws CairnException {
    for (int done = 0; done < entries; done += BATCH) {
      desk.journal()
          .append(
              (connection, kept) -> {
                for (int i = 0; i < BATCH; i++) {
                  kept.event(EventKind.RECORD_STORED, "bench", "Bench/" + i, "");
                }
                return true;
              });
    }
  }
}

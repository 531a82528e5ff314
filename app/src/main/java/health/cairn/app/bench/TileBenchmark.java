package health.cairn.app.bench;

import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.journal.Subject;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.TreeWalk;
import health.cairn.ledger.tiles.TileStore;
import health.cairn.ledger.verify.ProofCheck;
import health.cairn.ledger.verify.ProofFile;
import health.cairn.ledger.verify.ProofVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/// A tree of ten million entries in tiles: how long an inclusion proof of a random entry takes, how long it
/// takes to check a proof file that carries one (with three cosignatures), and how much disk an entry takes.
final class TileBenchmark implements Benchmark {
  private static final long ENTRIES = Long.getLong("cairn.bench.entries", 10_000_000);
  private static final int BATCH = 50_000;
  private static final int PROOFS = 5_000;
  private static final int CHECKS = 500;

  @Override
  public String name() {
    return "ledger-tree-bytes-per-entry";
  }

  @Override
  public String group() {
    return "ledger";
  }

  @Override
  public List<Measure> run() throws Exception {
    Path folder = Files.createTempDirectory("cairn-tree");
    try {
      return measured(folder);
    } finally {
      remove(folder);
    }
  }

  private static List<Measure> measured(Path folder) throws Exception {
    SplittableRandom random = new SplittableRandom(7);
    long index = ENTRIES / 3;
    Instant now = Instant.parse("2026-03-12T07:30:00Z");
    Entry entry =
        new Entry(index, EventKind.ACCESS, now, "bench", "opened", new Subject("Bench/1", 1, null));
    Opening opening = Opening.of(entry, Salt.random());
    List<Measure> measures = new ArrayList<>();
    try (TileStore tree = TileStore.open(folder)) {
      grow(tree, random, index, opening.leafHash());
    }
    measures.add(
        Measure.of(
            "ledger-tree-bytes-per-entry", "B", new double[] {bytes(folder) / (double) ENTRIES}));
    double[] opened = Timing.millis(1, 9, () -> TileStore.open(folder).close());
    measures.add(Measure.of("ledger-tree-open", "ms", opened));
    try (TileStore tree = TileStore.open(folder)) {
      double[] proofs =
          Timing.millis(
              500, PROOFS, () -> TreeWalk.inclusion(tree, random.nextLong(ENTRIES), ENTRIES));
      measures.add(Measure.of("ledger-inclusion-proof", "ms", proofs));
      byte[] file = file(tree, index, opening, now);
      ProofVerifier verifier = new ProofVerifier();
      double[] checks =
          Timing.millis(
              100,
              CHECKS,
              () -> {
                if (!(verifier.verify(file) instanceof ProofCheck.Verified)) {
                  throw new IllegalStateException("a proof that was just made does not hold");
                }
              });
      measures.add(Measure.of("ledger-proof-check", "ms", checks));
    }
    return measures;
  }

  private static void grow(TileStore tree, SplittableRandom random, long index, Hash leaf)
      throws Exception {
    byte[] bytes = new byte[Hash.BYTES];
    while (tree.size() < ENTRIES) {
      List<Hash> batch = new ArrayList<>(BATCH);
      for (long i = tree.size(); i < Math.min(ENTRIES, tree.size() + BATCH); i++) {
        random.nextBytes(bytes);
        batch.add(i == index ? leaf : Hash.of(bytes));
      }
      tree.append(batch);
    }
  }

  private static byte[] file(TileStore tree, long index, Opening opening, Instant now) {
    CheckpointSigner signer = CheckpointSigner.generate("bench.example/desk");
    SignedCheckpoint signed =
        signer.sign(new Checkpoint(signer.origin(), ENTRIES, TreeWalk.root(tree, ENTRIES), now));
    List<Cosignature> cosignatures = new ArrayList<>();
    for (String witness : List.of("a.example", "b.example", "c.example")) {
      cosignatures.add(Cosignature.sign(SigningKey.generate(witness), signed.checkpoint(), now));
    }
    EntryProof proof =
        new EntryProof(
            opening.leafHash(), opening, TreeWalk.inclusion(tree, index, ENTRIES), signed);
    return ProofFile.revealing(proof, KeyHistory.of(signer.verificationKey()), cosignatures, null)
        .toBytes();
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      long bytes = 0;
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
      return bytes;
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

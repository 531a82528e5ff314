package health.cairn.ledger.tiles;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import health.cairn.ledger.merkle.TreeWalk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TileStoreTest {
  private static final int LEAVES = 70_000; // two levels full, the third begun

  @TempDir Path folder;
  private final SplittableRandom random = Seeded.random("TileStoreTest");

  @Test
  void proofs_areThoseOfTheTreeInMemoryAtEverySize() throws Exception {
    var memory = new MerkleTree();
    try (TileStore store = TileStore.open(folder)) {
      while (memory.size() < LEAVES) {
        grow(store, memory, 1 + random.nextInt(3000));
        long size = 1 + random.nextLong(memory.size());
        long index = random.nextLong(size);
        assertEquals(memory.root(size), TreeWalk.root(store, size));
        assertEquals(memory.inclusion(index, size), TreeWalk.inclusion(store, index, size));
        assertEquals(memory.consistency(index, size), TreeWalk.consistency(store, index, size));
      }
      assertTrue(store.holdsTogether());
      assertThrows(IndexOutOfBoundsException.class, () -> store.node(0, store.size()));
      assertThrows(IndexOutOfBoundsException.class, () -> store.node(17, 1));
      assertThrows(IndexOutOfBoundsException.class, () -> store.node(-1, 0));
    }
    try (TileStore again = TileStore.open(folder)) {
      assertEquals(memory.root(), TreeWalk.root(again, again.size()));
      assertTrue(again.holdsTogether());
    }
  }

  @Test
  void hashes_areTheTilesThatTlogTilesNames() throws Exception {
    var memory = new MerkleTree();
    try (TileStore store = TileStore.open(folder)) {
      grow(store, memory, 66_000);
      byte[] leaves = store.hashes(Tile.parse("tile/0/257.p/208"));
      assertEquals(66_000, 257 * 256 + 208);
      assertEquals(memory.node(0, 257 * 256 + 9), Hash.of(leaves, 9 * Hash.BYTES));
      byte[] above = store.hashes(Tile.parse("tile/1/000"));
      assertEquals(memory.node(8, 255), Hash.of(above, 255 * Hash.BYTES));
      byte[] top = store.hashes(Tile.parse("tile/2/000.p/1"));
      assertArrayEquals(memory.node(16, 0).bytes(), top);
      assertThrows(IndexOutOfBoundsException.class, () -> store.hashes(new Tile(0, 257, 209)));
    }
  }

  /// The machine stops without closing anything, wherever the writing is; what was acknowledged is there.
  @Test
  void open_hasWhatWasAcknowledgedWhenTheLogEndsAnywhereBehindIt() throws Exception {
    var memory = new MerkleTree();
    Path running = folder.resolve("running");
    try (TileStore store = TileStore.open(running)) {
      grow(store, memory, 700);
      grow(store, memory, 300);
      long acknowledged = Files.size(running.resolve("log"));
      Hash root = memory.root();
      grow(store, memory, 50);
      long end = Files.size(running.resolve("log"));
      for (int round = 0; round < 40; round++) {
        Path stopped = copy(running, "stopped-" + round);
        byte[] log = Files.readAllBytes(stopped.resolve("log"));
        int cut = (int) (acknowledged + random.nextLong(end - acknowledged));
        byte[] torn = Arrays.copyOf(log, cut);
        if (round % 2 == 0) { // the length got to the disk, the bytes did not
          torn = Arrays.copyOf(torn, log.length);
        }
        Files.write(stopped.resolve("log"), torn);
        tearLevels(stopped);
        try (TileStore mended = TileStore.open(stopped)) {
          assertEquals(1000, mended.size());
          assertEquals(root, TreeWalk.root(mended, 1000));
          var after = new MerkleTree();
          for (int i = 0; i < 1000; i++) {
            after.append(memory.node(0, i));
          }
          grow(mended, after, 300);
          assertEquals(after.root(), TreeWalk.root(mended, mended.size()));
          assertTrue(mended.holdsTogether());
        }
      }
    }
  }

  /// After the level files were settled the log begins anew; old records in it do no harm.
  @Test
  void open_passesOverRecordsThatTheHeadAlreadyCovers() throws Exception {
    var memory = new MerkleTree();
    Path running = folder.resolve("running");
    byte[] log;
    try (TileStore store = TileStore.open(running)) {
      grow(store, memory, 600);
      log = Files.readAllBytes(running.resolve("log"));
    }
    Files.write(running.resolve("log"), log); // as if it had not been cleared any more
    try (TileStore store = TileStore.open(running)) {
      assertEquals(600, store.size());
      assertEquals(memory.root(), TreeWalk.root(store, 600));
    }
  }

  @Test
  void open_refusedWhenTheRightEdgeWasChanged() throws Exception {
    var memory = new MerkleTree();
    Path closed = folder.resolve("closed");
    try (TileStore store = TileStore.open(closed)) {
      grow(store, memory, 1000);
    }
    for (String name : List.of("levels/0", "levels/1", "head")) {
      Path changed = copy(closed, name.replace('/', '-'));
      byte[] bytes = Files.readAllBytes(changed.resolve(name));
      bytes[bytes.length - 2] ^= 1;
      Files.write(changed.resolve(name), bytes);
      var e = assertThrows(LedgerException.class, () -> TileStore.open(changed), name);
      assertEquals(Kind.INTEGRITY, e.kind(), name);
    }
    Path cut = copy(closed, "cut");
    Files.write(
        cut.resolve("levels/0"),
        Arrays.copyOf(Files.readAllBytes(cut.resolve("levels/0")), 999 * Hash.BYTES));
    assertEquals(
        Kind.INTEGRITY, assertThrows(LedgerException.class, () -> TileStore.open(cut)).kind());
  }

  @Test
  void holdsTogether_notWhenALeafInTheMidstWasChanged() throws Exception {
    var memory = new MerkleTree();
    Path closed = folder.resolve("closed");
    try (TileStore store = TileStore.open(closed)) {
      grow(store, memory, 1000);
    }
    byte[] bytes = Files.readAllBytes(closed.resolve("levels/0"));
    bytes[300 * Hash.BYTES] ^= 1;
    Files.write(closed.resolve("levels/0"), bytes);
    try (TileStore store = TileStore.open(closed)) {
      assertFalse(store.holdsTogether());
    }
  }

  @Test
  void open_refusedWhenItIsOpen() throws Exception {
    try (TileStore store = TileStore.open(folder)) {
      var e = assertThrows(LedgerException.class, () -> TileStore.open(folder));
      assertEquals(Kind.CONFLICT, e.kind());
      assertEquals(0, store.size());
    }
  }

  /// A journal beside which a tree lies notices what its own tables could not tell.
  @Test
  void journal_namesWhatTheTreeBesideItKeepsOtherwise() throws Exception {
    var signer = CheckpointSigner.generate("example.test/journal");
    var verifier = new CheckpointVerifier(signer.verificationKey());
    var store = new InMemoryJournalStore();
    try (TileStore tree = TileStore.open(folder)) {
      var journal = new Journal(store, () -> tree);
      journal.append(Drafts.stored(0, 600));
      var checkpoint = journal.checkpoint(signer, Drafts.MORNING);
      assertEquals(new JournalCheck.Intact(600, 0, 1, List.of()), journal.verify(verifier));
      assertTrue(
          journal
              .prove(77, checkpoint)
              .inclusion()
              .proves(tree.node(0, 77), checkpoint.checkpoint().root()));

      var rolledBack = new InMemoryJournalStore();
      new Journal(rolledBack).append(Drafts.stored(0, 599));
      var older = new Journal(rolledBack, () -> tree);
      var e = assertThrows(LedgerException.class, () -> older.checkpoint(signer, Drafts.MORNING));
      assertEquals(Kind.INTEGRITY, e.kind());
      var check = (JournalCheck.Damaged) older.verify(verifier);
      assertEquals(JournalCheck.Kind.REWRITTEN, check.kind()); // other salts, so other leaves
      assertEquals(0, check.index());
    }
  }

  private void grow(TileStore store, MerkleTree memory, int leaves) throws LedgerException {
    var batch = new ArrayList<Hash>();
    for (int i = 0; i < leaves; i++) {
      batch.add(Hash.of(Seeded.bytes(random, Hash.BYTES)));
    }
    store.append(batch);
    batch.forEach(memory::append);
    assertEquals(memory.size(), store.size());
  }

  private Path copy(Path from, String name) throws IOException {
    Path to = folder.resolve(name);
    Files.createDirectories(to.resolve("levels"));
    try (var files = Files.walk(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
    return to;
  }

  /// Level files are not forced with each batch: any end of them may be missing or wrong.
  private void tearLevels(Path stopped) throws IOException {
    for (int level = 0; level < 2; level++) {
      Path file = stopped.resolve("levels/" + level);
      byte[] bytes = Files.readAllBytes(file);
      byte[] torn = Arrays.copyOf(bytes, bytes.length == 0 ? 0 : random.nextInt(bytes.length));
      Files.write(file, random.nextBoolean() ? torn : Arrays.copyOf(torn, bytes.length + 7));
    }
  }
}

package health.cairn.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// What every [JournalStore] must do. Extend it, hand out a fresh store, and run the suite.
public abstract class JournalStoreContract {
  private final CheckpointSigner signer = CheckpointSigner.generate("example.test/journal");

  /// A store that is empty. Called once per test.
  protected abstract JournalStore emptyStore() throws Exception;

  /// The same store as a new process would see it; by default the very same object, where nothing
  /// outlives the process.
  protected JournalStore reopened(JournalStore store) throws Exception {
    return store;
  }

  @Test
  void size_isZeroAtFirst() throws Exception {
    JournalStore store = emptyStore();
    assertEquals(0, store.size());
    assertEquals(List.of(), store.leafHashes(0, 0));
    assertEquals(List.of(), store.checkpoints());
    assertEquals(Optional.empty(), store.latestCheckpoint());
    assertEquals(Optional.empty(), store.checkpoint(1));
  }

  @Test
  void append_keepsLeavesInOrderWithTheirOpenings() throws Exception {
    JournalStore store = emptyStore();
    List<Leaf> leaves = leaves(0, 25);
    store.append(leaves.subList(0, 10));
    store.append(leaves.subList(10, 25));
    store = reopened(store);
    assertEquals(25, store.size());
    assertEquals(leaves.stream().map(Leaf::hash).toList(), store.leafHashes(0, 25));
    assertEquals(leaves.subList(7, 12).stream().map(Leaf::hash).toList(), store.leafHashes(7, 12));
    for (Leaf leaf : leaves) {
      Opening opening = store.opening(leaf.index()).orElseThrow();
      assertEquals(leaf.opening(), opening);
      assertEquals(leaf.hash(), opening.leafHash());
    }
  }

  @Test
  void append_keepsUnusualText() throws Exception {
    JournalStore store = emptyStore();
    var draft =
        EntryDraft.ofEvent(
            EventKind.ACCESS,
            Drafts.MORNING,
            "\u00e9\u05d0\ud83d\ude00",
            "a\n\"b\"\\\t\u0001",
            "x/y",
            9);
    new Journal(store).append(List.of(draft));
    Opening opening = reopened(store).opening(0).orElseThrow();
    assertEquals(draft.actor(), opening.entry().actor());
    assertEquals(draft.purpose(), opening.entry().purpose());
    assertEquals(draft.salt(), opening.salt());
  }

  @Test
  void append_keepsNothingWhenTheFirstIndexIsNotTheSize() throws Exception {
    JournalStore store = emptyStore();
    store.append(leaves(0, 3));
    for (List<Leaf> wrong : List.of(leaves(0, 1), leaves(2, 5), leaves(4, 6))) {
      var e = assertThrows(LedgerException.class, () -> store.append(wrong));
      assertEquals(Kind.CONFLICT, e.kind());
    }
    assertEquals(3, reopened(store).size());
  }

  @Test
  void append_keepsNothingWhenTheIndicesHaveAGap() throws Exception {
    JournalStore store = emptyStore();
    var gap = new ArrayList<>(leaves(0, 5));
    gap.remove(3);
    var e = assertThrows(LedgerException.class, () -> store.append(gap));
    assertEquals(Kind.CONFLICT, e.kind());
    assertEquals(0, reopened(store).size());
  }

  @Test
  void append_letsOneWinWhenTwoRace() throws Exception {
    JournalStore store = emptyStore();
    List<Callable<Boolean>> racers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      racers.add(
          () -> {
            try {
              store.append(leaves(0, 50));
              return true;
            } catch (LedgerException e) {
              assertEquals(Kind.CONFLICT, e.kind());
              return false;
            }
          });
    }
    int winners = 0;
    try (var threads = Executors.newFixedThreadPool(4)) {
      for (var racer : threads.invokeAll(racers)) {
        winners += racer.get() ? 1 : 0;
      }
    }
    assertEquals(1, winners);
    assertEquals(50, store.size());
  }

  @Test
  void leafHashes_refusedWhenOutside() throws Exception {
    JournalStore store = emptyStore();
    store.append(leaves(0, 3));
    assertThrows(IndexOutOfBoundsException.class, () -> store.leafHashes(0, 4));
    assertThrows(IndexOutOfBoundsException.class, () -> store.leafHashes(-1, 2));
    assertThrows(IndexOutOfBoundsException.class, () -> store.leafHashes(2, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> store.opening(3));
    assertThrows(IndexOutOfBoundsException.class, () -> store.opening(-1));
    assertThrows(IndexOutOfBoundsException.class, () -> store.destroyOpening(3));
  }

  @Test
  void destroyOpening_leavesTheLeafAndItsNeighbours() throws Exception {
    JournalStore store = emptyStore();
    List<Leaf> leaves = leaves(0, 5);
    store.append(leaves);
    store.destroyOpening(2);
    store.destroyOpening(2);
    store = reopened(store);
    assertEquals(Optional.empty(), store.opening(2));
    assertEquals(leaves.get(3).opening(), store.opening(3).orElseThrow());
    assertEquals(leaves.stream().map(Leaf::hash).toList(), store.leafHashes(0, 5));
  }

  @Test
  void checkpoints_areKeptAsTheyWereSigned() throws Exception {
    JournalStore store = emptyStore();
    SignedCheckpoint second = signed(20, "b");
    SignedCheckpoint first = signed(10, "a");
    store.save(second);
    store.save(first);
    store = reopened(store);
    assertEquals(List.of(first, second), store.checkpoints());
    assertEquals(Optional.of(first), store.checkpoint(10));
    assertEquals(Optional.empty(), store.checkpoint(15));
    assertEquals(Optional.of(second), store.latestCheckpoint());
    assertTrue(new CheckpointVerifier(signer.verificationKey()).signed(second));
  }

  @Test
  void save_keepsTheFirstWhenOneOfThatSizeAndRootIsThere() throws Exception {
    JournalStore store = emptyStore();
    SignedCheckpoint first = signed(10, "a");
    Checkpoint body = first.checkpoint();
    Checkpoint later =
        new Checkpoint(body.origin(), 10, body.root(), body.time().plus(Duration.ofHours(1)));
    store.save(first);
    store.save(signer.sign(later));
    assertEquals(List.of(first), reopened(store).checkpoints());
  }

  @Test
  void save_refusedWhenAnotherRootIsKeptForThatSize() throws Exception {
    JournalStore store = emptyStore();
    SignedCheckpoint first = signed(10, "a");
    store.save(first);
    var e = assertThrows(LedgerException.class, () -> store.save(signed(10, "b")));
    assertEquals(Kind.INTEGRITY, e.kind());
    assertEquals(List.of(first), reopened(store).checkpoints());
  }

  @Test
  void journal_holdsTogetherOnThisStore() throws Exception {
    JournalStore store = emptyStore();
    var journal = new Journal(store);
    journal.append(Drafts.stored(0, 40));
    SignedCheckpoint early = journal.checkpoint(signer, Drafts.MORNING);
    journal.append(Drafts.stored(40, 100));
    journal.checkpoint(signer, Drafts.MORNING);
    journal.erase(store, List.of(17L), Drafts.MORNING, "account-7", "asked for");
    store = reopened(store);
    journal = new Journal(store);
    EntryProof proof = journal.prove(39, early);
    assertTrue(proof.inclusion().proves(proof.leafHash(), early.checkpoint().root()));
    var check = journal.verify(new CheckpointVerifier(signer.verificationKey()));
    assertEquals(
        new JournalCheck.Intact(101, 1, 2, List.of()),
        assertInstanceOf(JournalCheck.Intact.class, check));
  }

  @Test
  void leaves_areHandedOutWithTheirOpenings() throws Exception {
    JournalStore store = emptyStore();
    List<Leaf> leaves = leaves(0, 9);
    store.append(leaves);
    store.destroyOpening(4);
    store = reopened(store);
    List<StoredLeaf> stored = store.leaves(2, 7);
    assertEquals(5, stored.size());
    for (int i = 0; i < stored.size(); i++) {
      Leaf leaf = leaves.get(i + 2);
      Opening opening = leaf.index() == 4 ? null : leaf.opening();
      assertEquals(new StoredLeaf(leaf.index(), leaf.hash(), opening), stored.get(i));
    }
    JournalStore same = store;
    assertThrows(IndexOutOfBoundsException.class, () -> same.leaves(0, 10));
    assertThrows(IndexOutOfBoundsException.class, () -> same.leaves(3, 2));
  }

  @Test
  void cosignatures_areKeptByWitnessAndTheLaterOneStays() throws Exception {
    JournalStore store = emptyStore();
    SignedCheckpoint checkpoint = signed(10, "a");
    SigningKey first = SigningKey.generate("a.example/witness");
    SigningKey second = SigningKey.generate("b.example/witness");
    Cosignature early = Cosignature.sign(second, checkpoint.checkpoint(), Drafts.MORNING);
    var refused = assertThrows(LedgerException.class, () -> store.save(10, early));
    assertEquals(Kind.REFUSED, refused.kind());
    store.save(checkpoint);
    store.save(10, early);
    Cosignature other = Cosignature.sign(first, checkpoint.checkpoint(), Drafts.MORNING);
    Cosignature later =
        Cosignature.sign(second, checkpoint.checkpoint(), Drafts.MORNING.plusSeconds(60));
    store.save(10, other);
    store.save(10, later);
    JournalStore again = reopened(store);
    assertEquals(List.of(other, later), again.cosignatures(10));
    assertEquals(List.of(), again.cosignatures(11));
  }

  @Test
  void keyChanges_areKeptInOrder() throws Exception {
    JournalStore store = emptyStore();
    CheckpointSigner second = CheckpointSigner.generate(signer.origin());
    CheckpointSigner third = CheckpointSigner.generate(signer.origin());
    KeyChange one = signer.handOver(second, 1, 4, KeyChange.Cause.ROTATED, Drafts.MORNING);
    KeyChange two = second.handOver(third, 2, 9, KeyChange.Cause.COMPROMISED, Drafts.MORNING);
    var early = assertThrows(LedgerException.class, () -> store.save(two));
    assertEquals(Kind.CONFLICT, early.kind());
    store.save(one);
    store.save(two);
    assertEquals(List.of(one, two), reopened(store).keyChanges());
  }

  private SignedCheckpoint signed(long size, String root) {
    return signer.sign(new Checkpoint(signer.origin(), size, Hash.sha256(root), Drafts.MORNING));
  }

  private static List<Leaf> leaves(int from, int to) {
    var leaves = new ArrayList<Leaf>();
    for (int i = from; i < to; i++) {
      EntryDraft draft = Drafts.stored(i);
      var entry =
          new Entry(
              i, draft.event(), draft.time(), draft.actor(), draft.purpose(), draft.subject());
      var opening = Opening.of(entry, draft.salt());
      leaves.add(new Leaf(i, opening.leafHash(), opening));
    }
    return leaves;
  }
}

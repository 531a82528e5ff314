package health.cairn.ledger.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.merkle.Hash;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class JournalTest {
  private final CheckpointSigner signer = CheckpointSigner.generate("example.test/journal");
  private final CheckpointVerifier verifier = new CheckpointVerifier(signer.verificationKey());
  private final InMemoryJournalStore store = new InMemoryJournalStore();
  private final Journal journal = new Journal(store);

  @Test
  void append_numbersEntriesInOrder() throws Exception {
    journal.append(Drafts.stored(0, 3));
    List<Entry> more = journal.append(Drafts.stored(3, 5));
    assertEquals(List.of(3L, 4L), more.stream().map(Entry::index).toList());
    assertEquals(5, journal.size());
    assertEquals(List.of(), journal.append(List.of()));
  }

  @Test
  void append_doesNothingUntilTheCallersTransactionCommits() throws Exception {
    journal.append(Drafts.stored(0, 3));
    SignedCheckpoint before = journal.checkpoint(signer, Drafts.MORNING);
    var rolledBack = new ArrayList<Leaf>();
    JournalWriter transaction =
        new JournalWriter() {
          @Override
          public long size() {
            return 3L + rolledBack.size();
          }

          @Override
          public void append(List<Leaf> leaves) {
            rolledBack.addAll(leaves);
          }
        };
    journal.append(transaction, Drafts.stored(3, 5));
    assertEquals(2, rolledBack.size());
    assertEquals(3, journal.size());
    assertSame(before, journal.checkpoint(signer, Drafts.MORNING));
    assertInstanceOf(JournalCheck.Intact.class, journal.verify(verifier));
  }

  @Test
  void checkpoint_isTheLastOneWhenNothingWasAppended() throws Exception {
    journal.append(Drafts.stored(0, 3));
    SignedCheckpoint first = journal.checkpoint(signer, Drafts.MORNING);
    assertSame(first, journal.checkpoint(signer, Drafts.MORNING.plusSeconds(60)));
    journal.append(Drafts.stored(3, 4));
    assertEquals(4, journal.checkpoint(signer, Drafts.MORNING).checkpoint().size());
    assertEquals(2, store.checkpoints().size());
  }

  @Test
  void checkpoint_refusedWhenTheJournalIsEmpty() {
    var e = assertThrows(LedgerException.class, () -> journal.checkpoint(signer, Drafts.MORNING));
    assertEquals(Kind.REFUSED, e.kind());
  }

  @Test
  void checkpoint_signsNothingWhenTheHistoryWasChanged() throws Exception {
    journal.append(Drafts.stored(0, 8));
    SignedCheckpoint signed = journal.checkpoint(signer, Drafts.MORNING);
    var rewritten = new InMemoryJournalStore();
    var forged = new Journal(rewritten);
    forged.append(Drafts.stored(100, 109));
    rewritten.save(signed);
    var e = assertThrows(LedgerException.class, () -> forged.checkpoint(signer, Drafts.MORNING));
    assertEquals(Kind.INTEGRITY, e.kind());
    assertEquals(1, rewritten.checkpoints().size());

    var cutOff = new InMemoryJournalStore();
    new Journal(cutOff).append(Drafts.stored(0, 4));
    cutOff.save(signed);
    e =
        assertThrows(
            LedgerException.class, () -> new Journal(cutOff).checkpoint(signer, Drafts.MORNING));
    assertEquals(Kind.INTEGRITY, e.kind());
  }

  @Test
  void prove_holdsForEveryEntryUnderEveryCheckpointThatCoversIt() throws Exception {
    var checkpoints = new ArrayList<SignedCheckpoint>();
    int size = 0;
    for (int batch : new int[] {1, 6, 9, 17}) {
      journal.append(Drafts.stored(size, size + batch));
      size += batch;
      checkpoints.add(journal.checkpoint(signer, Drafts.MORNING.plusSeconds(size)));
    }
    for (SignedCheckpoint checkpoint : checkpoints) {
      for (int i = 0; i < size; i++) {
        int index = i;
        if (i >= checkpoint.checkpoint().size()) {
          var e = assertThrows(LedgerException.class, () -> journal.prove(index, checkpoint));
          assertEquals(Kind.REFUSED, e.kind());
        } else {
          EntryProof proof = journal.prove(i, checkpoint);
          assertTrue(proof.inclusion().proves(proof.leafHash(), checkpoint.checkpoint().root()));
          assertEquals(proof.leafHash(), proof.opening().leafHash());
          assertEquals("Observation/" + i, proof.opening().entry().subject().recordId());
        }
      }
    }
  }

  @Test
  void prove_stillShowsThePlaceWhenTheOpeningWasDestroyed() throws Exception {
    journal.append(Drafts.stored(0, 9));
    SignedCheckpoint signed = journal.checkpoint(signer, Drafts.MORNING);
    List<Entry> said = journal.erase(store, List.of(4L), Drafts.MORNING, "account-7", "asked for");
    assertEquals(List.of("Journal/4"), said.stream().map(e -> e.subject().recordId()).toList());
    EntryProof proof = journal.prove(4, signed);
    assertNull(proof.opening());
    assertTrue(proof.inclusion().proves(proof.leafHash(), signed.checkpoint().root()));
    assertEquals(new JournalCheck.Intact(10, 1, 1, List.of()), journal.verify(verifier));
  }

  @Test
  void erase_saysWhichPlacesInAsFewEntriesAsThereAreRuns() throws Exception {
    journal.append(Drafts.stored(0, 20));
    List<Entry> said =
        journal.erase(
            store, List.of(9L, 3L, 4L, 5L, 12L, 3L), Drafts.MORNING, "account-7", "asked for");
    assertEquals(
        List.of("Journal/3-5", "Journal/9", "Journal/12"),
        said.stream().map(e -> e.subject().recordId()).toList());
    assertEquals(
        List.of("Journal/6"),
        journal.erase(store, List.of(4L, 5L, 6L), Drafts.MORNING, "account-7", "").stream()
            .map(e -> e.subject().recordId())
            .toList());
    assertEquals(new JournalCheck.Intact(24, 6, 0, List.of()), journal.verify(verifier));
    for (long about : new long[] {20, 23}) {
      var e =
          assertThrows(
              LedgerException.class,
              () -> journal.erase(store, List.of(about), Drafts.MORNING, "account-7", ""));
      assertEquals(Kind.REFUSED, e.kind());
    }
  }

  @Test
  void verify_namesWordsThatAreGoneOrStillThereAgainstWhatTheEntriesSay() throws Exception {
    journal.append(Drafts.stored(0, 20));
    journal.erase(store, List.of(3L, 4L), Drafts.MORNING, "account-7", "asked for");
    store.destroyOpening(5);
    assertDamaged(5, JournalCheck.Kind.ERASED_UNSAID, store);

    var other = new InMemoryJournalStore();
    var second = new Journal(other);
    second.append(Drafts.stored(0, 20));
    second.append(
        List.of(
            EntryDraft.ofEvent(
                EventKind.RECORD_ERASED, Drafts.MORNING, "account-7", "", "Journal/3", 1)));
    assertDamaged(3, JournalCheck.Kind.NOT_ERASED, other);
  }

  @Test
  void changeKey_leavesOldCheckpointsAndRefusesLaterOnesOfTheOldKey() throws Exception {
    journal.append(Drafts.stored(0, 5));
    journal.checkpoint(signer, Drafts.MORNING);
    var next = CheckpointSigner.generate(signer.origin());
    journal.changeKey(store, signer, next, KeyChange.Cause.ROTATED, Drafts.MORNING, "account-7");
    var retired =
        assertThrows(LedgerException.class, () -> journal.checkpoint(signer, Drafts.MORNING));
    assertEquals(Kind.REFUSED, retired.kind());
    journal.checkpoint(next, Drafts.MORNING);
    var keys = journal.keys(next.verificationKey());
    assertEquals(List.of(signer.verificationKey(), next.verificationKey()), keys.keys());
    assertEquals(
        new JournalCheck.Intact(6, 0, 2, List.of()), journal.verify(new CheckpointVerifier(keys)));

    journal.append(Drafts.stored(6, 9));
    journal.checkpoint(next, Drafts.MORNING);
    SignedCheckpoint latest = store.latestCheckpoint().orElseThrow();
    var forger = new InMemoryJournalStore();
    for (StoredLeaf leaf : store.leaves(0, 9)) {
      forger.append(List.of(new Leaf(leaf.index(), leaf.hash(), leaf.opening())));
    }
    forger.save(store.keyChanges().getFirst());
    forger.save(signer.sign(latest.checkpoint()));
    assertEquals(
        JournalCheck.Kind.RETIRED_KEY,
        assertInstanceOf(
                JournalCheck.Damaged.class,
                new Journal(forger).verify(new CheckpointVerifier(keys)))
            .kind());
  }

  @Test
  void verify_namesAChangeOfTheKeyThatNoEntryCommitsTo() throws Exception {
    journal.append(Drafts.stored(0, 5));
    var next = CheckpointSigner.generate(signer.origin());
    store.save(signer.handOver(next, 1, 0, KeyChange.Cause.ROTATED, Drafts.MORNING));
    assertDamaged(0, JournalCheck.Kind.KEY_CHANGE_UNSAID, store);
  }

  @Test
  void verify_findsWhatOthersHoldAndTheStoreDoesNot() throws Exception {
    journal.append(Drafts.stored(0, 12));
    SignedCheckpoint anchored = journal.checkpoint(signer, Drafts.MORNING);
    var rolledBack = new InMemoryJournalStore();
    new Journal(rolledBack).append(Drafts.stored(0, 7));
    var check = new Journal(rolledBack).verify(verifier, List.of(anchored));
    assertEquals(
        JournalCheck.Kind.TRUNCATED, ((JournalCheck.Damaged) check).kind(), check.toString());

    var forked = new InMemoryJournalStore();
    new Journal(forked).append(Drafts.stored(100, 130));
    new Journal(forked).checkpoint(signer, Drafts.MORNING);
    check = new Journal(forked).verify(verifier, List.of(anchored));
    assertEquals(JournalCheck.Kind.FORKED, ((JournalCheck.Damaged) check).kind());
  }

  @Test
  void verify_blamesNoEntryForAClockThatWasSetBack() throws Exception {
    Duration ahead = Duration.ofDays(400);
    journal.append(Drafts.stored(0, 3));
    journal.checkpoint(signer, Drafts.MORNING.plus(ahead));
    journal.append(Drafts.stored(3, 6));
    assertDamaged(3, JournalCheck.Kind.BACKDATED, store);

    journal.checkpoint(signer, Drafts.MORNING);
    journal.append(Drafts.stored(6, 9));
    journal.checkpoint(signer, Drafts.MORNING.plusSeconds(9));

    assertEquals(new JournalCheck.Intact(9, 0, 3, List.of(6L)), journal.verify(verifier));
    journal.append(List.of(dated(9, Duration.ofDays(-1))));
    assertDamaged(9, JournalCheck.Kind.BACKDATED, store);
  }

  @Test
  void verify_looksBehindAWrongTime() throws Exception {
    journal.append(Drafts.stored(0, 3));
    journal.checkpoint(signer, Drafts.MORNING);
    journal.append(List.of(dated(3, Duration.ofDays(-1)), dated(4, Duration.ZERO)));
    journal.checkpoint(signer, Drafts.MORNING);
    assertDamaged(3, JournalCheck.Kind.BACKDATED, store);
    store.destroyOpening(4);
    assertDamaged(4, JournalCheck.Kind.ERASED_UNSAID, store);
  }

  private static EntryDraft dated(int number, Duration later) {
    return EntryDraft.ofEvent(
        EventKind.RECORD_STORED,
        Drafts.MORNING.plus(later),
        "account-7",
        "import",
        "Observation/" + number,
        1);
  }

  private void assertDamaged(long index, JournalCheck.Kind kind, JournalStore damaged)
      throws LedgerException {
    var found = assertInstanceOf(JournalCheck.Damaged.class, new Journal(damaged).verify(verifier));
    assertEquals(kind, found.kind(), found.reason());
    assertEquals(index, found.index());
  }

  @Test
  void verify_findsEveryTamperedStore() throws Exception {
    var random = Seeded.random("JournalTest");
    journal.append(Drafts.stored(0, 30));
    journal.checkpoint(signer, Drafts.MORNING);
    journal.append(Drafts.stored(30, 60));
    journal.checkpoint(signer, Drafts.MORNING);
    assertInstanceOf(JournalCheck.Intact.class, journal.verify(verifier));
    for (int round = 0; round < 300; round++) {
      JournalStore tampered = tampered(random);
      assertInstanceOf(JournalCheck.Damaged.class, new Journal(tampered).verify(verifier));
    }
  }

  /// A store with one thing changed that somebody with access to it could change, but the key.
  private JournalStore tampered(SplittableRandom random) throws Exception {
    var leaves = new ArrayList<Leaf>();
    for (int i = 0; i < 60; i++) {
      Opening opening = store.opening(i).orElseThrow();
      leaves.add(new Leaf(i, opening.leafHash(), opening));
    }
    List<SignedCheckpoint> checkpoints = new ArrayList<>(store.checkpoints());
    int at = random.nextInt(59);
    Leaf leaf = leaves.get(at);
    switch (random.nextInt(7)) {
      case 0 -> { // the words changed, the leaf not
        String other = leaf.opening().canonicalJson().replace("import", "impost");
        leaves.set(at, new Leaf(at, leaf.hash(), new Opening(leaf.opening().salt(), other)));
      }
      case 1 -> { // words and leaf changed
        String other = leaf.opening().canonicalJson().replace("2026-03", "2025-03");
        var opening = new Opening(leaf.opening().salt(), other);
        leaves.set(at, new Leaf(at, opening.leafHash(), opening));
      }
      case 2 -> Collections.swap(leaves, at, at + 1); // out of order
      case 3 -> leaves.remove(at); // one less
      case 4 -> leaves.add(at, leaves.get(at)); // one twice
      case 5 -> leaves.removeLast(); // the end cut off
      default -> { // a checkpoint of somebody else
        var forger = CheckpointSigner.generate(signer.origin());
        Checkpoint body = checkpoints.getLast().checkpoint();
        checkpoints.set(
            1,
            forger.sign(new Checkpoint(body.origin(), body.size(), Hash.sha256("x"), body.time())));
      }
    }
    var store = new InMemoryJournalStore();
    var renumbered = new ArrayList<Leaf>();
    for (Leaf each : leaves) {
      renumbered.add(new Leaf(renumbered.size(), each.hash(), each.opening()));
    }
    store.append(renumbered);
    for (SignedCheckpoint checkpoint : checkpoints) {
      store.save(checkpoint);
    }
    return store;
  }
}

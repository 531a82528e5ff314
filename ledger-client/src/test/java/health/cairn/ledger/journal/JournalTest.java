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
    store.destroyOpening(4);
    EntryProof proof = journal.prove(4, signed);
    assertNull(proof.opening());
    assertTrue(proof.inclusion().proves(proof.leafHash(), signed.checkpoint().root()));
    assertEquals(new JournalCheck.Intact(9, 1, 1), journal.verify(verifier));
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

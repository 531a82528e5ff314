package health.cairn.ledger.witness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.Seeded;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.merkle.ConsistencyProof;
import health.cairn.ledger.merkle.Hash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WitnessTest {
  private static final Clock NOON = Clock.fixed(Drafts.MORNING.plusSeconds(16_200), ZoneOffset.UTC);

  @TempDir Path folder;
  private final SigningKey key = SigningKey.generate("b.example/witness");
  private final CheckpointSigner signer = CheckpointSigner.generate("a.example/desk");
  private final InMemoryJournalStore store = new InMemoryJournalStore();
  private final Journal journal = new Journal(store);
  private final Cosigning cosigning = new Cosigning(journal, store);
  private Witness witness;

  @BeforeEach
  void introduce() throws Exception {
    witness = witness();
    witness.introduce(signer.verificationKey());
  }

  private Witness witness() {
    return new Witness(key, new FileWitnessStore(folder.resolve("kept")), NOON);
  }

  @Test
  void cosign_followsAGrowingJournalThroughRestarts() throws Exception {
    for (int size = 0; size < 40; size += 8) {
      SignedCheckpoint checkpoint = grow(size, size + 8);
      WitnessAnswer answer = cosigning.ask(witness(), key.verificationKey(), checkpoint);
      Cosignature cosignature =
          assertInstanceOf(WitnessAnswer.Cosigned.class, answer).cosignature();
      assertTrue(cosignature.holds(checkpoint.checkpoint()));
      assertEquals(NOON.instant().getEpochSecond(), cosignature.time().getEpochSecond());
      assertEquals(List.of(cosignature), store.cosignatures(size + 8));
    }
    assertEquals(40, cosigning.lastCosigned(key.verificationKey()));
  }

  @Test
  void cosign_saysWhereItStandsWhenTheProofStartsElsewhere() throws Exception {
    cosigning.ask(witness, key.verificationKey(), grow(0, 8));
    SignedCheckpoint later = grow(8, 20);
    var answer = witness.cosign(cosigning.request(later, 5));
    assertEquals(new WitnessAnswer.GrowthFromElsewhere(8), answer);
    assertInstanceOf(WitnessAnswer.Cosigned.class, witness.cosign(cosigning.request(later, 8)));
    // Once more after the answer was lost.
    assertInstanceOf(WitnessAnswer.Cosigned.class, witness.cosign(cosigning.request(later, 8)));
  }

  @Test
  void cosign_namesASplitView() throws Exception {
    cosigning.ask(witness, key.verificationKey(), grow(0, 8));
    var otherStore = new InMemoryJournalStore();
    var other = new Journal(otherStore);
    other.append(Drafts.stored(100, 108));
    SignedCheckpoint sameSize = other.checkpoint(signer, Drafts.MORNING);
    other.append(Drafts.stored(108, 120));
    SignedCheckpoint larger = other.checkpoint(signer, Drafts.MORNING);
    var second = new Cosigning(other, otherStore);
    assertEquals(
        8,
        assertInstanceOf(WitnessAnswer.SplitView.class, witness.cosign(second.request(sameSize, 8)))
            .size());
    assertInstanceOf(WitnessAnswer.SplitView.class, witness.cosign(second.request(larger, 8)));
    assertInstanceOf(
        WitnessAnswer.SplitView.class,
        witness.cosign(
            new WitnessRequest(new ConsistencyProof(8, 20, List.of()), larger, List.of())));
    // The first history goes on as if nothing had been asked.
    assertInstanceOf(
        WitnessAnswer.Cosigned.class, cosigning.ask(witness, key.verificationKey(), grow(8, 30)));
  }

  @Test
  void cosign_refusedForStrangersAndForgers() throws Exception {
    SignedCheckpoint checkpoint = grow(0, 8);
    var forger = CheckpointSigner.generate(signer.origin());
    assertInstanceOf(
        WitnessAnswer.Refused.class,
        witness.cosign(
            new WitnessRequest(
                new ConsistencyProof(0, 8, List.of()),
                forger.sign(checkpoint.checkpoint()),
                List.of())));
    assertInstanceOf(
        WitnessAnswer.Refused.class,
        witness.cosign(
            new WitnessRequest(
                new ConsistencyProof(0, 8, List.of(Hash.sha256("x"))), checkpoint, List.of())));
    var unknown =
        new Witness(key, new FileWitnessStore(folder.resolve("empty")), NOON)
            .cosign(cosigning.request(checkpoint, 0));
    assertInstanceOf(WitnessAnswer.Refused.class, unknown);
    assertEquals(List.of(), store.cosignatures(8));
  }

  @Test
  void cosign_followsChangesOfTheKeyAndRefusesTheOldOne() throws Exception {
    cosigning.ask(witness, key.verificationKey(), grow(0, 8));
    var next = CheckpointSigner.generate(signer.origin());
    journal.changeKey(store, signer, next, KeyChange.Cause.COMPROMISED, Drafts.MORNING, "a");
    SignedCheckpoint byNext = journal.checkpoint(next, Drafts.MORNING);
    SignedCheckpoint byOld = signer.sign(byNext.checkpoint());
    WitnessRequest request = cosigning.request(byNext, 8);
    var stolen = new WitnessRequest(request.growth(), byOld, request.keyChanges());
    assertInstanceOf(WitnessAnswer.Refused.class, witness.cosign(stolen));
    assertInstanceOf(
        WitnessAnswer.Refused.class,
        witness.cosign(new WitnessRequest(request.growth(), byNext, List.of())));
    assertInstanceOf(WitnessAnswer.Cosigned.class, witness.cosign(request));
    journal.append(Drafts.stored(9, 12));
    SignedCheckpoint later = journal.checkpoint(next, Drafts.MORNING);
    WitnessRequest again = cosigning.request(later, 9);
    assertInstanceOf(
        WitnessAnswer.Refused.class,
        witness()
            .cosign(new WitnessRequest(again.growth(), signer.sign(later.checkpoint()), List.of())),
        "what it learnt of keys it keeps");
    assertInstanceOf(WitnessAnswer.Cosigned.class, witness().cosign(again));
  }

  /// A witness that cannot keep what it would cosign does not cosign it.
  @Test
  void cosign_nothingWhenItCannotBeKept() throws Exception {
    SignedCheckpoint checkpoint = grow(0, 8);
    var kept = new FileWitnessStore(folder.resolve("kept"));
    var full =
        new Witness(
            key,
            new WitnessStore() {
              @Override
              public Optional<WitnessedHead> head(String origin) throws LedgerException {
                return kept.head(origin);
              }

              @Override
              public void save(String origin, WitnessedHead head) throws LedgerException {
                throw new LedgerException(Kind.ENVIRONMENT, "The disk is full.");
              }
            },
            NOON);
    assertThrows(LedgerException.class, () -> full.cosign(cosigning.request(checkpoint, 0)));
  }

  @Test
  void head_refusedWhenItsFileIsDamaged() throws Exception {
    cosigning.ask(witness, key.verificationKey(), grow(0, 8));
    Path file = onlyFile(folder.resolve("kept"));
    byte[] bytes = Files.readAllBytes(file);
    var store = new FileWitnessStore(folder.resolve("kept"));
    for (int i = 0; i < bytes.length; i += 7) {
      byte[] changed = bytes.clone();
      changed[i] ^= (byte) 0x80;
      Files.write(file, changed);
      var e = assertThrows(LedgerException.class, () -> store.head(signer.origin()));
      assertTrue(e.kind() == Kind.INTEGRITY || e.kind() == Kind.ENVIRONMENT, e.kind().name());
    }
  }

  @Test
  void request_isReadBackAndInNoOtherForm() throws Exception {
    grow(0, 8);
    var next = CheckpointSigner.generate(signer.origin());
    journal.changeKey(store, signer, next, KeyChange.Cause.ROTATED, Drafts.MORNING, "a");
    var last = CheckpointSigner.generate(signer.origin());
    journal.changeKey(store, next, last, KeyChange.Cause.ROTATED, Drafts.MORNING, "a");
    SignedCheckpoint checkpoint = journal.checkpoint(last, Drafts.MORNING);
    for (WitnessRequest request :
        List.of(
            cosigning.request(checkpoint, 3),
            new WitnessRequest(
                new ConsistencyProof(0, checkpoint.checkpoint().size(), List.of()),
                checkpoint,
                List.of()))) {
      assertEquals(request, WitnessRequest.parse(request.text()));
      for (String odd :
          List.of(
              "",
              request.text() + "\n",
              "\n" + request.text(),
              request.text().replace("old ", "old 0"),
              request.text().replace("\n", "\r\n"))) {
        assertThrows(IllegalArgumentException.class, () -> WitnessRequest.parse(odd), odd);
      }
    }
    var random = Seeded.random("WitnessTest");
    for (int i = 0; i < 500; i++) {
      String noise =
          new String(Seeded.bytes(random, random.nextInt(400)), StandardCharsets.ISO_8859_1);
      assertThrows(IllegalArgumentException.class, () -> WitnessRequest.parse("old " + noise));
    }
  }

  @Test
  void keep_refusedWhenTheCosignatureIsOverSomethingElse() throws Exception {
    SignedCheckpoint checkpoint = grow(0, 8);
    SignedCheckpoint later = grow(8, 9);
    Cosignature other = Cosignature.sign(key, later.checkpoint(), Drafts.MORNING);
    var e =
        assertThrows(
            LedgerException.class, () -> cosigning.keep(checkpoint, other, key.verificationKey()));
    assertEquals(Kind.INTEGRITY, e.kind());
  }

  @Test
  void policy_countsEachWitnessOnceAndOnlyOverThisCheckpoint() throws Exception {
    SignedCheckpoint checkpoint = grow(0, 8);
    var keys = new ArrayList<SigningKey>();
    var cosignatures = new ArrayList<Cosignature>();
    for (String name : List.of("a", "b", "c")) {
      keys.add(SigningKey.generate(name));
      cosignatures.add(Cosignature.sign(keys.getLast(), checkpoint.checkpoint(), Drafts.MORNING));
    }
    var all =
        Set.of(
            keys.get(0).verificationKey(),
            keys.get(1).verificationKey(),
            keys.get(2).verificationKey());
    var two = new WitnessPolicy(2, all);
    assertTrue(two.satisfied(checkpoint.checkpoint(), cosignatures));
    assertTrue(two.satisfied(checkpoint.checkpoint(), cosignatures.subList(0, 2)));
    Cosignature first = cosignatures.getFirst();
    Cosignature again =
        Cosignature.sign(keys.getFirst(), checkpoint.checkpoint(), Drafts.MORNING.plusSeconds(9));
    assertFalse(two.satisfied(checkpoint.checkpoint(), List.of(first, again)));
    Cosignature stranger =
        Cosignature.sign(SigningKey.generate("b"), checkpoint.checkpoint(), Drafts.MORNING);
    assertFalse(two.satisfied(checkpoint.checkpoint(), List.of(first, stranger)));
    assertFalse(two.satisfied(grow(8, 9).checkpoint(), cosignatures));
    assertThrows(IllegalArgumentException.class, () -> new WitnessPolicy(4, all));
  }

  private SignedCheckpoint grow(int from, int to) throws LedgerException {
    journal.append(Drafts.stored(from, to));
    return journal.checkpoint(signer, Drafts.MORNING);
  }

  private static Path onlyFile(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.findFirst().orElseThrow();
    }
  }
}

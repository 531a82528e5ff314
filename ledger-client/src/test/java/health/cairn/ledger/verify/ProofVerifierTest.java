package health.cairn.ledger.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import health.cairn.ledger.Seeded;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EntryProof;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.Salt;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.InclusionProof;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProofVerifierTest {
  private static final int INDEX = 11;
  private static final Receipt RECEIPT =
      new Receipt(
          new ChainPlace(
              1337, new Address("0x" + "0a".repeat(20)), new Address("0x" + "0b".repeat(20))),
          Hash.sha256("tx"),
          812,
          Hash.sha256("block"),
          Instant.parse("2026-03-12T14:03:07Z"));

  private final CheckpointSigner signer = CheckpointSigner.generate("clinic.example/desk-7");
  private final ProofVerifier verifier = new ProofVerifier();
  private Journal journal;
  private SignedCheckpoint checkpoint;
  private EntryProof proof;
  private ProofFile file;

  @BeforeEach
  void prove() throws Exception {
    journal = new Journal(new InMemoryJournalStore());
    journal.append(Drafts.stored(0, 21));
    checkpoint = journal.checkpoint(signer, Drafts.MORNING);
    proof = journal.prove(INDEX, checkpoint);
    file = ProofFile.revealing(proof, signer.verificationKey(), RECEIPT);
  }

  @Test
  void verify_verifiedWhenUntouched() throws Exception {
    var verified = verified(file);
    assertEquals(file, verified.file());
    assertFalse(verified.keyTrusted());
    Entry entry = verified.entry();
    assertEquals("Observation/11", entry.subject().recordId());
    assertTrue(verified.isAbout(new ByteArrayInputStream(Drafts.record(11))));
    assertFalse(verified.isAbout(new ByteArrayInputStream(Drafts.record(12))));
    assertFalse(verified.isAbout(new ByteArrayInputStream(new byte[0])));
  }

  @Test
  void verify_verifiedWithoutWordsWhenConcealed() throws Exception {
    var concealed = ProofFile.concealing(proof, signer.verificationKey(), null);
    var verified = verified(concealed);
    assertNull(verified.entry());
    assertFalse(verified.isAbout(new ByteArrayInputStream(Drafts.record(11))));
    String text = new String(concealed.toBytes(), StandardCharsets.UTF_8);
    assertFalse(text.contains("Observation"));
    assertFalse(text.contains(proof.opening().salt().hex()));
  }

  @Test
  void verify_notVerifiedWhenAnyByteIsFlipped() {
    for (ProofFile each :
        List.of(file, ProofFile.concealing(proof, signer.verificationKey(), null))) {
      byte[] bytes = each.toBytes();
      for (int i = 0; i < bytes.length; i++) {
        for (int bit = 0; bit < 8; bit++) {
          byte[] flipped = bytes.clone();
          flipped[i] ^= (byte) (1 << bit);
          assertFalse(
              verifier.verify(flipped) instanceof ProofCheck.Verified, "byte " + i + " bit " + bit);
        }
      }
    }
  }

  @Test
  void verify_notVerifiedWhenCutOffExtendedOrRandom() {
    byte[] bytes = file.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      malformed(java.util.Arrays.copyOf(bytes, length));
    }
    malformed((text(bytes) + "\n").getBytes(StandardCharsets.UTF_8));
    malformed((" " + text(bytes)).getBytes(StandardCharsets.UTF_8));
    malformed(text(bytes).replace(",", ", ").getBytes(StandardCharsets.UTF_8));
    malformed(new byte[ProofFile.MAX_BYTES + 1]);
    var random = Seeded.random("ProofVerifierTest");
    for (int i = 0; i < 1000; i++) {
      malformed(Seeded.bytes(random, random.nextInt(2000)));
    }
  }

  /// Whoever changes a file can also make its checksum fit; then the proof itself must not hold, or
  /// the file says what it said before.
  @Test
  void verify_mismatchWhenAPartIsReplacedAndTheChecksumFits() throws Exception {
    Opening opening = proof.opening();
    InclusionProof path = proof.inclusion();
    var otherSigner = CheckpointSigner.generate(signer.origin());
    SignedCheckpoint forged = otherSigner.sign(checkpoint.checkpoint());
    EntryProof neighbour = journal.prove(12, checkpoint);
    var shortened = new ArrayList<>(path.path());
    shortened.removeLast();
    List<ProofFile> tampered =
        List.of(
            with(Hash.sha256("leaf"), opening, path, checkpoint),
            with(neighbour.leafHash(), opening, path, checkpoint),
            with(neighbour.leafHash(), opening, neighbour.inclusion(), checkpoint),
            with(proof.leafHash(), neighbour.opening(), path, checkpoint),
            with(
                proof.leafHash(),
                new Opening(Salt.random(), opening.canonicalJson()),
                path,
                checkpoint),
            with(
                proof.leafHash(),
                new Opening(opening.salt(), opening.canonicalJson().replace("import", "export")),
                path,
                checkpoint),
            with(proof.leafHash(), opening, new InclusionProof(12, 21, path.path()), checkpoint),
            with(proof.leafHash(), opening, new InclusionProof(INDEX, 20, path.path()), checkpoint),
            with(proof.leafHash(), opening, new InclusionProof(INDEX, 22, path.path()), checkpoint),
            with(proof.leafHash(), opening, new InclusionProof(INDEX, 21, shortened), checkpoint),
            with(proof.leafHash(), opening, path, forged),
            new ProofFile(
                proof.leafHash(), opening, path, checkpoint, otherSigner.verificationKey(), null));
    for (int i = 0; i < tampered.size(); i++) {
      assertInstanceOf(
          ProofCheck.Mismatch.class, verifier.verify(tampered.get(i).toBytes()), "number " + i);
    }
  }

  @Test
  void verify_saysNothingElseWhenAByteIsFlippedAndTheChecksumFits() {
    String text = new String(file.toBytes(), StandardCharsets.ISO_8859_1); // a char for a byte
    ProofCheck.Verified original = (ProofCheck.Verified) verifier.verify(file.toBytes());
    int receipt = text.indexOf("\"receipt\"");
    int receiptEnd = text.indexOf('}', receipt);
    for (int i = 0; i < text.length(); i++) {
      byte[] flipped = file.toBytes();
      flipped[i] ^= 1;
      if (verifier.verify(resealed(flipped)) instanceof ProofCheck.Verified verified) {
        // Only what the file claims of the chain can differ: it is not proven before a chain is
        // asked.
        assertEquals(original.entry(), verified.entry());
        assertEquals(original.file().checkpoint(), verified.file().checkpoint());
        assertEquals(original.file().key(), verified.file().key());
        boolean claim = i > receipt && i < receiptEnd;
        boolean checksum = verified.file().equals(file);
        assertTrue(claim || checksum, "byte " + i);
      }
    }
  }

  @Test
  void verify_mismatchWhenTheSignerIsNotTrusted() {
    var known = new ProofVerifier(Set.of(signer.verificationKey()));
    assertTrue(((ProofCheck.Verified) known.verify(file.toBytes())).keyTrusted());
    var stranger =
        new ProofVerifier(Set.of(CheckpointSigner.generate(signer.origin()).verificationKey()));
    assertInstanceOf(ProofCheck.Mismatch.class, stranger.verify(file.toBytes()));
  }

  @Test
  void reasons_holdNoPatientData() {
    byte[] bytes = file.toBytes();
    for (int i = 0; i < bytes.length; i++) {
      byte[] flipped = bytes.clone();
      flipped[i] ^= 1;
      String reason = verifier.verify(flipped).toString();
      assertFalse(reason.contains("Observation"), reason);
      assertFalse(reason.contains("account-7"), reason);
    }
  }

  @Test
  void onChain_verifiedOnlyWhenTheChainHoldsThisRoot() {
    ProofCheck.Verified verified = verified(file);
    Hash root = checkpoint.checkpoint().root();
    assertEquals(
        new ChainCheck.Verified(RECEIPT.place(), 812, RECEIPT.time()),
        onChain(verified, new ChainLookup.Found(root, 812, RECEIPT.time())));
    for (ChainLookup other :
        List.of(
            new ChainLookup.Absent(),
            new ChainLookup.Found(Hash.sha256("other"), 812, RECEIPT.time()),
            new ChainLookup.Found(root, 813, RECEIPT.time()),
            new ChainLookup.Found(root, 812, RECEIPT.time().plusSeconds(1)))) {
      assertInstanceOf(ChainCheck.Mismatch.class, onChain(verified, other), other.toString());
    }
    for (ChainLookup none :
        List.of(new ChainLookup.Unreachable("no"), new ChainLookup.Distrusted("no"))) {
      assertInstanceOf(ChainCheck.Unreachable.class, onChain(verified, none));
    }
  }

  @Test
  void onChain_mismatchWhenTheFileNamesNoPlace() {
    var without = verified(ProofFile.revealing(proof, signer.verificationKey(), null));
    assertInstanceOf(
        ChainCheck.Mismatch.class,
        verifier.onChain(without, (place, logId, size) -> new ChainLookup.Absent()));
    ChainCheck atKnownPlace =
        verifier.onChain(
            without,
            (place, logId, size) -> {
              assertEquals(checkpoint.checkpoint().logId(), logId);
              assertEquals(21, size);
              return new ChainLookup.Found(checkpoint.checkpoint().root(), 9, RECEIPT.time());
            },
            RECEIPT.place());
    assertInstanceOf(ChainCheck.Verified.class, atKnownPlace);
  }

  private ChainCheck onChain(ProofCheck.Verified verified, ChainLookup answer) {
    return verifier.onChain(verified, (place, logId, size) -> answer);
  }

  private ProofFile with(
      Hash leaf, Opening opening, InclusionProof inclusion, SignedCheckpoint signed) {
    var changed =
        new ProofFile(leaf, opening, inclusion, signed, signer.verificationKey(), RECEIPT);
    assertNotEquals(file, changed);
    return changed;
  }

  private ProofCheck.Verified verified(ProofFile each) {
    return assertInstanceOf(ProofCheck.Verified.class, verifier.verify(each.toBytes()));
  }

  private void malformed(byte[] bytes) {
    assertInstanceOf(ProofCheck.Malformed.class, verifier.verify(bytes));
  }

  /// The same bytes with a checksum over what they now say.
  private static byte[] resealed(byte[] bytes) {
    String text = text(bytes);
    String member = text.replaceAll(".*(\"checksum\":\"[^\"]*\",).*", "$1");
    String without = text.replace(member, "");
    String checksum = Hash.sha256(without).hex();
    return text.replace(member, "\"checksum\":\"" + checksum + "\",")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}

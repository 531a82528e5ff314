package health.cairn.ledger.monitor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import health.cairn.ledger.journal.CheckedEntries;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Drafts;
import health.cairn.ledger.journal.InMemoryJournalStore;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalCheck;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.merkle.ConsistencyProof;
import health.cairn.ledger.verify.ProofFile;
import health.cairn.ledger.witness.Cosigning;
import health.cairn.ledger.witness.FileWitnessStore;
import health.cairn.ledger.witness.Witness;
import health.cairn.ledger.witness.WitnessRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two institutions with real journals, and what each holds of the other.
class ViewWatchTest {
  @TempDir Path folder;

  private final CheckpointSigner ourKey = CheckpointSigner.generate("a.example/journal");
  private final CheckpointSigner theirKey = CheckpointSigner.generate("b.example/journal");
  private final Journal ours = new Journal(new InMemoryJournalStore());
  private final InMemoryJournalStore theirStore = new InMemoryJournalStore();
  private final Journal theirs = new Journal(theirStore);
  private FileWitnessStore cosigned;
  private Witness witness;

  @BeforeEach
  void introduce() throws Exception {
    cosigned = new FileWitnessStore(folder);
    witness = new Witness(SigningKey.generate("a.example/witness"), cosigned, Clock.systemUTC());
    witness.introduce(theirKey.verificationKey());
  }

  private static SignedCheckpoint grow(Journal journal, CheckpointSigner key, int from, int to)
      throws Exception {
    journal.append(Drafts.stored(from, to));
    return journal.checkpoint(key, Drafts.MORNING);
  }

  private List<Alarm.Kind> kinds(String... files) throws Exception {
    var watch =
        new ViewWatch(
            new CheckpointVerifier(ourKey.verificationKey()),
            ours::rootOf,
            cosigned.heads(),
            Drafts.MORNING);
    for (int i = 0; i < files.length; i++) {
      watch.add("file " + i, files[i].getBytes(StandardCharsets.UTF_8));
    }
    return watch.run().alarms().stream().map(Alarm::kind).toList();
  }

  @Test
  void run_isCalmWhenEverybodyHoldsTheSame() throws Exception {
    SignedCheckpoint early = grow(ours, ourKey, 0, 5);
    grow(ours, ourKey, 5, 9);
    SignedCheckpoint first = grow(theirs, theirKey, 20, 25);
    WitnessRequest request = new Cosigning(theirs, theirStore).request(first, 0);
    witness.cosign(request);
    assertEquals(List.of(), kinds(early.note(), first.note(), request.text()));
  }

  @Test
  void run_namesOurSecondHistoryAndWhatWeLost() throws Exception {
    grow(ours, ourKey, 0, 5);
    Journal other = new Journal(new InMemoryJournalStore());
    SignedCheckpoint second = grow(other, ourKey, 90, 95);
    SignedCheckpoint longer = grow(other, ourKey, 95, 99);
    assertEquals(List.of(Alarm.Kind.SPLIT_VIEW), kinds(second.note()));
    assertEquals(List.of(Alarm.Kind.ROLLED_BACK), kinds(longer.note()));
  }

  @Test
  void run_refusesForgedCheckpointsInAnybodysName() throws Exception {
    SignedCheckpoint honest = grow(ours, ourKey, 0, 5);
    grow(theirs, theirKey, 20, 25);
    CheckpointSigner forger = CheckpointSigner.generate(ourKey.origin());
    assertEquals(
        List.of(Alarm.Kind.FORGED_CHECKPOINT), kinds(forger.sign(honest.checkpoint()).note()));
    SignedCheckpoint other = grow(new Journal(new InMemoryJournalStore()), theirKey, 1, 6);
    CheckpointSigner thief = CheckpointSigner.generate(theirKey.origin());
    assertEquals(
        List.of(Alarm.Kind.FORGED_CHECKPOINT), kinds(thief.sign(other.checkpoint()).note()));
  }

  @Test
  void run_namesTheirSplitViewOfOneSize() throws Exception {
    SignedCheckpoint toUs = grow(theirs, theirKey, 20, 25);
    SignedCheckpoint toOthers = grow(new Journal(new InMemoryJournalStore()), theirKey, 40, 45);
    witness.cosign(new Cosigning(theirs, theirStore).request(toUs, 0));
    assertEquals(List.of(Alarm.Kind.SPLIT_VIEW), kinds(toOthers.note()));
  }

  @Test
  void run_wantsAProofBetweenSizesAndChecksIt() throws Exception {
    SignedCheckpoint first = grow(theirs, theirKey, 20, 25);
    witness.cosign(new Cosigning(theirs, theirStore).request(first, 0));
    SignedCheckpoint later = grow(theirs, theirKey, 25, 30);
    assertEquals(List.of(Alarm.Kind.UNJOINED_VIEW), kinds(later.note()));
    assertEquals(List.of(), kinds(new Cosigning(theirs, theirStore).request(later, 5).text()));

    var otherStore = new InMemoryJournalStore();
    var other = new Journal(otherStore);
    grow(other, theirKey, 60, 65);
    SignedCheckpoint elsewhere = grow(other, theirKey, 65, 70);
    assertEquals(
        List.of(Alarm.Kind.SPLIT_VIEW),
        kinds(new Cosigning(other, otherStore).request(elsewhere, 5).text()));
    assertEquals(
        List.of(Alarm.Kind.SPLIT_VIEW),
        kinds(
            new WitnessRequest(new ConsistencyProof(5, 10, List.of()), elsewhere, List.of())
                .text()));
  }

  @Test
  void run_comparesProofFilesOfAJournalThatNobodyIntroduced() throws Exception {
    CheckpointSigner third = CheckpointSigner.generate("c.example/journal");
    String one = proofFile(third, 1);
    String two = proofFile(third, 50);
    assertEquals(List.of(), kinds(one, one));
    assertEquals(List.of(Alarm.Kind.SPLIT_VIEW), kinds(one, two));
    SignedCheckpoint bare = grow(new Journal(new InMemoryJournalStore()), third, 1, 4);
    assertEquals(List.of(Alarm.Kind.UNKNOWN_ORIGIN), kinds(bare.note()));
    assertEquals(
        List.of(Alarm.Kind.UNKNOWN_ORIGIN),
        kinds(one, proofFile(CheckpointSigner.generate(third.origin()), 1)));
  }

  private static String proofFile(CheckpointSigner key, int from) throws Exception {
    Journal journal = new Journal(new InMemoryJournalStore());
    SignedCheckpoint signed = grow(journal, key, from, from + 3);
    return new String(
        ProofFile.concealing(journal.prove(0, signed), key.verificationKey(), null).toBytes(),
        StandardCharsets.UTF_8);
  }

  @Test
  void run_saysWhichFileItCannotRead() throws Exception {
    grow(ours, ourKey, 0, 5);
    assertEquals(
        List.of(Alarm.Kind.UNREADABLE_VIEW, Alarm.Kind.UNREADABLE_VIEW, Alarm.Kind.UNREADABLE_VIEW),
        kinds("", "old 5\n\nx\n\ny", "x".repeat(HeldView.MAX_BYTES + 1)));
  }

  @Test
  void journal_tellsHowFarItIsAndStopsWhenAsked() throws Exception {
    grow(ours, ourKey, 0, 9_000);
    var verifier = new CheckpointVerifier(ourKey.verificationKey());
    var told = new ArrayList<Long>();
    var handedOn = new ArrayList<Long>();
    Watch.State state =
        JournalWatch.run(
            ours,
            verifier,
            List.of(),
            (checked, of) -> told.add(checked),
            (next, entries) -> {
              entries.forEach(one -> handedOn.add(one.entry().index()));
              assertEquals(next, handedOn.size());
            },
            Drafts.MORNING);
    assertEquals(List.of(), state.alarms());
    assertEquals(List.of(0L, 4096L, 8192L, 9000L), told);
    assertEquals(LongStream.range(0, 9_000).boxed().toList(), handedOn, "each once, in order");
    assertThrows(
        CancellationException.class,
        () ->
            ours.verify(
                verifier,
                List.of(),
                (checked, of) -> {
                  throw new CancellationException();
                },
                CheckedEntries.NOBODY));
    assertEquals(new JournalCheck.Intact(9_000, 0, 1, List.of()), ours.verify(verifier));
  }
}

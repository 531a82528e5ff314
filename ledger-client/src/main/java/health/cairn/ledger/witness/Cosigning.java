package health.cairn.ledger.witness;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalStore;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import java.util.List;

/// The journal owner's side: makes requests to witnesses, and keeps the cosignatures that come back.
/// By files, days may lie between the two.
public final class Cosigning {
  private final Journal journal;
  private final JournalStore store;

  public Cosigning(Journal journal, JournalStore store) {
    this.journal = journal;
    this.store = store;
  }

  /// A request to cosign a checkpoint.
  ///
  /// @param from entries under what that witness cosigned last, 0 if nothing is known
  public WitnessRequest request(SignedCheckpoint checkpoint, long from) throws LedgerException {
    return new WitnessRequest(
        journal.proveGrowth(from, checkpoint), checkpoint, store.keyChanges());
  }

  /// Where a witness's last kept cosignature is, as far as this journal knows.
  public long lastCosigned(VerificationKey witness) throws LedgerException {
    List<SignedCheckpoint> checkpoints = store.checkpoints().reversed();
    for (SignedCheckpoint signed : checkpoints) {
      long size = signed.checkpoint().size();
      if (store.cosignatures(size).stream().anyMatch(c -> c.witness().equals(witness))) {
        return size;
      }
    }
    return 0;
  }

  /// Asks a witness, once more where it stands elsewhere than was thought, and keeps what it answers.
  public WitnessAnswer ask(WitnessPort port, VerificationKey witness, SignedCheckpoint checkpoint)
      throws LedgerException {
    WitnessAnswer answer = port.cosign(request(checkpoint, lastCosigned(witness)));
    if (answer instanceof WitnessAnswer.GrowthFromElsewhere elsewhere
        && elsewhere.size() <= checkpoint.checkpoint().size()) {
      answer = port.cosign(request(checkpoint, elsewhere.size()));
    }
    if (answer instanceof WitnessAnswer.Cosigned cosigned) {
      keep(checkpoint, cosigned.cosignature(), witness);
    }
    return answer;
  }

  /// Keeps a cosignature that came back.
  ///
  /// @param witness whom it must be of
  /// @throws LedgerException kind INTEGRITY when it is not that witness's over this checkpoint
  public void keep(SignedCheckpoint checkpoint, Cosignature cosignature, VerificationKey witness)
      throws LedgerException {
    if (!cosignature.witness().equals(witness) || !cosignature.holds(checkpoint.checkpoint())) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "The cosignature is not that of " + witness.name() + " over this checkpoint.");
    }
    store.save(checkpoint.checkpoint().size(), cosignature);
  }
}

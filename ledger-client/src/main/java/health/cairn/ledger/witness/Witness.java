package health.cairn.ledger.witness;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Cosignature;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.SigningKey;
import health.cairn.ledger.journal.VerificationKey;
import java.time.Clock;
import java.util.Optional;

/// Cosigns checkpoints of journals it was introduced to, as long as each grew out of the one before it
/// (C2SP tlog-witness). It keeps what it is going to cosign before it answers. Thread-safe within one
/// process; one process for one store.
public final class Witness implements WitnessPort {
  private final SigningKey key;
  private final WitnessStore store;
  private final Clock clock;

  /// @param key of its own: not one that signs checkpoints
  public Witness(SigningKey key, WitnessStore store, Clock clock) {
    this.key = key;
    this.store = store;
    this.clock = clock;
  }

  public VerificationKey verificationKey() {
    return key.verificationKey();
  }

  /// Makes a journal known: whose key that is, somebody made sure of. Does nothing for one that is
  /// known already.
  public synchronized void introduce(VerificationKey journal) throws LedgerException {
    if (store.head(journal.name()).isEmpty()) {
      store.save(journal.name(), new WitnessedHead(KeyHistory.of(journal), null));
    }
  }

  @Override
  public synchronized WitnessAnswer cosign(WitnessRequest request) throws LedgerException {
    SignedCheckpoint signed = request.checkpoint();
    Checkpoint checkpoint = signed.checkpoint();
    Optional<WitnessedHead> known = store.head(checkpoint.origin());
    if (known.isEmpty()) {
      return new WitnessAnswer.Refused(
          "The journal " + checkpoint.origin() + " is not known here; introduce its key first.");
    }
    WitnessedHead head = known.get();
    KeyHistory keys = head.keysWith(request.keyChanges());
    if (!new CheckpointVerifier(keys).signed(signed)) {
      return new WitnessAnswer.Refused(
          "The checkpoint is not signed by the key that signs this journal now.");
    }
    if (head.size() > 0 && checkpoint.size() <= head.size()) {
      return older(checkpoint, head);
    }
    if (request.growth().fromSize() != head.size()) {
      return new WitnessAnswer.GrowthFromElsewhere(head.size());
    }
    if (head.size() == 0 && !request.growth().path().isEmpty()) {
      return new WitnessAnswer.Refused("Nothing needs no proof that a journal grew out of it.");
    }
    if (head.size() > 0
        && !request.growth().proves(head.requireCheckpoint().root(), checkpoint.root())) {
      return new WitnessAnswer.SplitView(
          head.size(),
          "Nothing shows that the journal grew out of the "
              + head.size()
              + " entries that were cosigned here: it may have two histories.");
    }
    return kept(signed, keys);
  }

  /// A checkpoint that is not larger: the very same is cosigned again, anything else is not.
  private WitnessAnswer older(Checkpoint checkpoint, WitnessedHead head) throws LedgerException {
    Checkpoint last = head.requireCheckpoint();
    if (checkpoint.size() < last.size()) {
      return new WitnessAnswer.GrowthFromElsewhere(last.size());
    }
    if (!checkpoint.root().equals(last.root())) {
      return new WitnessAnswer.SplitView(
          last.size(),
          "Another root was cosigned here for "
              + last.size()
              + " entries: the journal has two histories.");
    }
    return new WitnessAnswer.Cosigned(Cosignature.sign(key, checkpoint, clock.instant()));
  }

  private WitnessAnswer kept(SignedCheckpoint signed, KeyHistory keys) throws LedgerException {
    store.save(signed.checkpoint().origin(), new WitnessedHead(keys, signed));
    return new WitnessAnswer.Cosigned(Cosignature.sign(key, signed.checkpoint(), clock.instant()));
  }
}

package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.journal.KeyChange.Cause;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.ConsistencyProof;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.NodeSource;
import health.cairn.ledger.merkle.TreeWalk;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The append-only journal over a store: takes entries, signs checkpoints, proves entries.
///
/// Appending needs the store only; the tree over what was committed is brought up to date when a
/// checkpoint or a proof is asked for. It is kept in memory (64 bytes per entry), or in a [LeafTree].
/// Ask for those outside of an open append transaction.
///
/// Thread-safe.
public final class Journal {
  private final JournalStore store;
  private final FollowedTree followed;

  /// With a tree in memory.
  public Journal(JournalStore store) {
    this(store, null);
  }

  /// @param tree outlives the process, used by nobody else, closed by the caller; null for one in
  ///     memory
  public Journal(JournalStore store, LeafTree.@Nullable Source tree) {
    this.store = store;
    this.followed = new FollowedTree(store, tree);
  }

  /// Entries committed so far.
  public long size() throws LedgerException {
    return store.size();
  }

  /// Appends a batch in a transaction of its own.
  ///
  /// @return the entries with their indices, in the order of the drafts
  public List<Entry> append(List<EntryDraft> drafts) throws LedgerException {
    return append(store, drafts);
  }

  /// Appends a batch within the caller's transaction; nothing happened until that is committed.
  ///
  /// @param writer bound to the caller's transaction
  /// @return the entries with their indices, in the order of the drafts
  /// @throws LedgerException kind CONFLICT when somebody else appended in between
  public List<Entry> append(JournalWriter writer, List<EntryDraft> drafts) throws LedgerException {
    long index = writer.size();
    var entries = new ArrayList<Entry>(drafts.size());
    var leaves = new ArrayList<Leaf>(drafts.size());
    for (EntryDraft draft : drafts) {
      var entry =
          new Entry(
              index++,
              draft.event(),
              draft.time(),
              draft.actor(),
              draft.purpose(),
              draft.subject());
      var opening = Opening.of(entry, draft.salt());
      entries.add(entry);
      leaves.add(new Leaf(entry.index(), opening.leafHash(), opening));
    }
    if (!leaves.isEmpty()) {
      writer.append(leaves);
    }
    return List.copyOf(entries);
  }

  /// Destroys the words of entries for good, and appends entries that say so, in one transaction. The
  /// places stay proven. What was destroyed before is left out.
  ///
  /// @param transaction bound to the caller's transaction
  /// @param indices which entries
  /// @param purpose why, without a word on whom
  /// @return the entries that say so, one for each run of neighbours
  /// @throws LedgerException kind REFUSED for entries about erasures and keys, which the check of the
  ///     journal needs
  public List<Entry> erase(
      JournalStore transaction,
      Collection<Long> indices,
      Instant time,
      String actor,
      String purpose)
      throws LedgerException {
    var present = new ArrayList<Long>();
    for (long index : indices) {
      Optional<Opening> opening = transaction.opening(index);
      if (opening.isEmpty()) {
        continue;
      }
      EventKind event = readable(opening.get(), index).event();
      if (event == EventKind.RECORD_ERASED || event == EventKind.KEY_CHANGED) {
        throw new LedgerException(
            Kind.REFUSED, "Entry " + index + " says what was done to the journal; it must stay.");
      }
      present.add(index);
    }
    var drafts = new ArrayList<EntryDraft>();
    for (Erasure run : Erasure.over(present)) {
      drafts.add(
          EntryDraft.ofEvent(EventKind.RECORD_ERASED, time, actor, purpose, run.recordId(), 1));
    }
    for (long index : present) {
      transaction.destroyOpening(index);
    }
    return append(transaction, drafts);
  }

  /// Hands over to another key, in one transaction: keeps the change and appends an entry that commits
  /// to it. Checkpoints signed so far hold; the old key's later ones are refused from here on.
  ///
  /// @param transaction bound to the caller's transaction
  public KeyChange changeKey(
      JournalStore transaction,
      CheckpointSigner old,
      CheckpointSigner next,
      Cause cause,
      Instant time,
      String actor)
      throws LedgerException {
    List<KeyChange> changes = transaction.keyChanges();
    requireCurrent(old, changes);
    if (changes.size() == KeyHistory.MAX_CHANGES) {
      throw new LedgerException(
          Kind.REFUSED, "The journal has had " + changes.size() + " keys; begin a new one.");
    }
    long until = transaction.latestCheckpoint().map(c -> c.checkpoint().size()).orElse(0L);
    KeyChange change = old.handOver(next, changes.size() + 1, until, cause, time);
    transaction.save(change);
    append(
        transaction,
        List.of(
            EntryDraft.ofContent(
                EventKind.KEY_CHANGED,
                time,
                actor,
                cause == Cause.ROTATED ? "rotated" : "may be known to others",
                change.recordId(),
                1,
                change.note().getBytes(StandardCharsets.UTF_8))));
    return change;
  }

  /// The keys that sign this journal, up to the one that signs now.
  ///
  /// @throws LedgerException kind INTEGRITY when the changes kept do not lead to that key
  public KeyHistory keys(VerificationKey current) throws LedgerException {
    try {
      return KeyHistory.of(store.keyChanges(), current);
    } catch (IllegalArgumentException e) {
      throw new LedgerException(
          Kind.INTEGRITY, "The changes of the journal's key do not lead to the key in use.", e);
    }
  }

  /// Signs the journal as it is now and keeps the checkpoint. When nothing was appended since the
  /// last one, that one is returned.
  ///
  /// @param time of the checkpoint
  /// @throws LedgerException kind INTEGRITY when the store no longer agrees with the last checkpoint
  ///     (then nothing is signed), REFUSED when the journal is empty, or the signer's key is not the
  ///     one that signs now
  public SignedCheckpoint checkpoint(CheckpointSigner signer, Instant time) throws LedgerException {
    requireCurrent(signer, store.keyChanges());
    Optional<SignedCheckpoint> latest = store.latestCheckpoint();
    long size;
    Hash root;
    synchronized (followed) {
      try {
        NodeSource tree = followed.upToDate();
        size = tree.size();
        root = TreeWalk.root(tree, size);
        if (latest.isPresent()) {
          requireSameHistory(tree, latest.get());
          if (latest.get().checkpoint().size() == size) {
            return latest.get();
          }
        }
      } catch (UncheckedIOException e) {
        throw unreadable(e);
      }
    }
    if (size == 0) {
      throw new LedgerException(Kind.REFUSED, "The journal has no entries to sign.");
    }
    SignedCheckpoint signed = signer.sign(new Checkpoint(signer.origin(), size, root, time));
    store.save(signed);
    return signed;
  }

  /// The checkpoint of the largest size, as it was kept.
  public Optional<SignedCheckpoint> latestCheckpoint() throws LedgerException {
    return store.latestCheckpoint();
  }

  /// The checkpoint of exactly that size, as it was kept.
  public Optional<SignedCheckpoint> checkpointOf(long size) throws LedgerException {
    return store.checkpoint(size);
  }

  /// Proves an entry under a checkpoint, after checking that the store still holds what both say.
  ///
  /// @throws LedgerException kind INTEGRITY when opening, leaf, tree and checkpoint do not agree;
  ///     REFUSED when the checkpoint does not cover the entry
  public EntryProof prove(long index, SignedCheckpoint signed) throws LedgerException {
    Checkpoint checkpoint = signed.checkpoint();
    if (index < 0 || index >= checkpoint.size()) {
      throw new LedgerException(
          Kind.REFUSED, "Entry " + index + " is not under a checkpoint of " + checkpoint.size());
    }
    synchronized (followed) {
      try {
        NodeSource tree = followed.upToDate();
        requireSameHistory(tree, signed);
        Hash leaf = tree.node(0, index);
        Optional<Opening> opening = store.opening(index);
        if (opening.isPresent() && !JournalCheckRun.fits(opening.get(), index, leaf)) {
          throw new LedgerException(
              Kind.INTEGRITY, "Entry " + index + " is not what was recorded under its leaf.");
        }
        return new EntryProof(
            leaf, opening.orElse(null), TreeWalk.inclusion(tree, index, checkpoint.size()), signed);
      } catch (UncheckedIOException e) {
        throw unreadable(e);
      }
    }
  }

  /// Shows that the journal under a checkpoint only grew out of what it was.
  ///
  /// @param fromSize entries then
  /// @throws LedgerException kind INTEGRITY when the store no longer holds what the checkpoint says;
  ///     REFUSED when it is the smaller of the two
  public ConsistencyProof proveGrowth(long fromSize, SignedCheckpoint to) throws LedgerException {
    if (fromSize < 0 || fromSize > to.checkpoint().size()) {
      throw new LedgerException(
          Kind.REFUSED,
          "A checkpoint of " + to.checkpoint().size() + " grew out of no larger one.");
    }
    synchronized (followed) {
      try {
        NodeSource tree = followed.upToDate();
        requireSameHistory(tree, to);
        return TreeWalk.consistency(tree, fromSize, to.checkpoint().size());
      } catch (UncheckedIOException e) {
        throw unreadable(e);
      }
    }
  }

  /// The root over the first entries, as the tree beside the store has it.
  ///
  /// @return empty when the journal has fewer
  /// @throws LedgerException kind INTEGRITY when the tree and the store do not agree
  public Optional<Hash> rootOf(long size) throws LedgerException {
    synchronized (followed) {
      try {
        NodeSource tree = followed.upToDate();
        return size < 0 || size > tree.size()
            ? Optional.empty()
            : Optional.of(TreeWalk.root(tree, size));
      } catch (UncheckedIOException e) {
        throw unreadable(e);
      }
    }
  }

  /// Checks everything: each opening against its leaf, all leaves against all checkpoints, all
  /// signatures. Reads the whole store.
  public JournalCheck verify(CheckpointVerifier verifier) throws LedgerException {
    return verify(verifier, List.of());
  }

  /// The same, also against what others hold.
  ///
  /// @param elsewhere checkpoints from chains, witnesses and proof files, whose signature holds
  public JournalCheck verify(CheckpointVerifier verifier, List<SignedCheckpoint> elsewhere)
      throws LedgerException {
    return verify(verifier, elsewhere, CheckProgress.NONE, CheckedEntries.NOBODY);
  }

  /// The same, telling how far it is, and handing on what was checked.
  public JournalCheck verify(
      CheckpointVerifier verifier,
      List<SignedCheckpoint> elsewhere,
      CheckProgress progress,
      CheckedEntries checked)
      throws LedgerException {
    synchronized (followed) {
      try {
        return new JournalCheckRun(
                store, verifier, elsewhere, followed.durable(), progress, checked)
            .run();
      } catch (LedgerException e) {
        if (e.kind() == Kind.INTEGRITY) {
          return new JournalCheck.Damaged(0, JournalCheck.Kind.UNREADABLE, e.getMessage());
        }
        throw e;
      } catch (UncheckedIOException e) {
        throw unreadable(e);
      }
    }
  }

  private static void requireCurrent(CheckpointSigner signer, List<KeyChange> changes)
      throws LedgerException {
    if (!changes.isEmpty() && !changes.getLast().newKey().equals(signer.verificationKey())) {
      throw new LedgerException(
          Kind.REFUSED,
          "Key "
              + signer.verificationKey().keyId()
              + " does not sign this journal any more; open the home again.");
    }
  }

  private static Entry readable(Opening opening, long index) throws LedgerException {
    try {
      return opening.entry();
    } catch (JsonRefusedException e) {
      throw new LedgerException(Kind.INTEGRITY, "Entry " + index + " cannot be read.", e);
    }
  }

  private static LedgerException unreadable(UncheckedIOException e) {
    return new LedgerException(Kind.ENVIRONMENT, "The tree of the journal cannot be read.", e);
  }

  private static void requireSameHistory(NodeSource tree, SignedCheckpoint signed)
      throws LedgerException {
    Checkpoint checkpoint = signed.checkpoint();
    if (checkpoint.size() > tree.size()) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "The journal has "
              + tree.size()
              + " entries, but "
              + checkpoint.size()
              + " were signed: entries are missing.");
    }
    Hash root = TreeWalk.root(tree, checkpoint.size());
    if (!root.equals(checkpoint.root())) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "The first "
              + checkpoint.size()
              + " entries are no longer what was signed: root "
              + root
              + ", signed "
              + checkpoint.root());
    }
  }
}

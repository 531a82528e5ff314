package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.MerkleTree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The append-only journal over a store: takes entries, signs checkpoints, proves entries.
///
/// Appending needs the store only; the tree over what was committed is kept in memory (64 bytes per
/// entry) and brought up to date when a checkpoint or a proof is asked for. Ask for those outside of
/// an open append transaction.
///
/// Thread-safe.
public final class Journal {
  private final JournalStore store;
  private final FollowedTree followed;

  public Journal(JournalStore store) {
    this.store = store;
    this.followed = new FollowedTree(store);
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

  /// Signs the journal as it is now and keeps the checkpoint. When nothing was appended since the
  /// last one, that one is returned.
  ///
  /// @param time of the checkpoint
  /// @throws LedgerException kind INTEGRITY when the store no longer agrees with the last checkpoint
  ///     (then nothing is signed), REFUSED when the journal is empty
  public SignedCheckpoint checkpoint(CheckpointSigner signer, Instant time) throws LedgerException {
    Optional<SignedCheckpoint> latest = store.latestCheckpoint();
    long size;
    Hash root;
    synchronized (followed) {
      MerkleTree tree = followed.upToDate();
      size = tree.size();
      root = tree.root(size);
      if (latest.isPresent()) {
        requireSameHistory(tree, latest.get());
        if (latest.get().checkpoint().size() == size) {
          return latest.get();
        }
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
      MerkleTree tree = followed.upToDate();
      requireSameHistory(tree, signed);
      Hash leaf = tree.node(0, index);
      Optional<Opening> opening = store.opening(index);
      if (opening.isPresent() && !JournalCheckRun.fits(opening.get(), index, leaf)) {
        throw new LedgerException(
            Kind.INTEGRITY, "Entry " + index + " is not what was recorded under its leaf.");
      }
      return new EntryProof(
          leaf, opening.orElse(null), tree.inclusion(index, checkpoint.size()), signed);
    }
  }

  /// Checks everything: each opening against its leaf, all leaves against all checkpoints, all
  /// signatures. Reads the whole store.
  public JournalCheck verify(CheckpointVerifier verifier) throws LedgerException {
    return new JournalCheckRun(store, verifier).run();
  }

  private static void requireSameHistory(MerkleTree tree, SignedCheckpoint signed)
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
    if (!tree.root(checkpoint.size()).equals(checkpoint.root())) {
      throw new LedgerException(
          Kind.INTEGRITY,
          "The first "
              + checkpoint.size()
              + " entries are no longer what was signed: root "
              + tree.root(checkpoint.size())
              + ", signed "
              + checkpoint.root());
    }
  }
}

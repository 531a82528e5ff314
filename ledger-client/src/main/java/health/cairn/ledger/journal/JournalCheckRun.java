package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.JournalCheck.Damaged;
import health.cairn.ledger.journal.JournalCheck.Kind;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Frontier;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.NodeSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One pass over a whole store with little memory: nothing remembered is trusted. Stops at the
/// first thing that does not hold, and names it; but a wrong time may be only a wrong clock's, and
/// is named where there is nothing else.
final class JournalCheckRun {
  private static final int BATCH = 4096;

  private final JournalStore store;
  private final CheckpointVerifier verifier;
  private final List<SignedCheckpoint> elsewhere;
  private final @Nullable NodeSource beside;
  private final CheckProgress progress;
  private final CheckedEntries checked;
  private @Nullable Found misdated;

  /// @param elsewhere checkpoints that others hold
  /// @param beside a tree that followed the store, or null
  JournalCheckRun(
      JournalStore store,
      CheckpointVerifier verifier,
      List<SignedCheckpoint> elsewhere,
      @Nullable NodeSource beside,
      CheckProgress progress,
      CheckedEntries checked) {
    this.store = store;
    this.verifier = verifier;
    this.elsewhere = elsewhere;
    this.beside = beside;
    this.progress = progress;
    this.checked = checked;
  }

  JournalCheck run() throws LedgerException {
    try {
      return checked();
    } catch (LedgerException e) {
      if (e.kind() == LedgerException.Kind.INTEGRITY) {
        return new Damaged(0, Kind.UNREADABLE, e.getMessage());
      }
      throw e;
    } catch (Found e) {
      return e.damage;
    }
  }

  private JournalCheck checked() throws LedgerException, Found {
    long size = store.size();
    var checkpoints = new CheckpointCheck(store, verifier, elsewhere, beside);
    checkpoints.signatures();
    var said = new SaidCheck(store);
    var tree = new Frontier();
    while (tree.size() < size) {
      long from = tree.size();
      progress.at(from, size);
      long to = Math.min(size, from + BATCH);
      List<StoredLeaf> batch = store.leaves(from, to);
      // The costly part of each entry hangs on no other.
      List<Look> looks = batch.parallelStream().map(Look::at).toList();
      for (Look look : looks) {
        entry(look, tree.size(), size, checkpoints, said);
        tree.append(look.leaf.hash());
        checkpoints.passed(tree);
      }
      if (tree.size() < to) {
        throw new Found(tree.size(), Kind.DELETED, "the entry is gone");
      }
      checked.passed(to, looks.stream().flatMap(Look::checked).toList());
    }
    progress.at(size, size);
    checkpoints.roots(size);
    said.agree();
    if (misdated != null) {
      throw misdated;
    }
    return new JournalCheck.Intact(
        size, said.destroyed(), checkpoints.count(), checkpoints.clockSetBack());
  }

  private void entry(Look look, long index, long size, CheckpointCheck checkpoints, SaidCheck said)
      throws LedgerException, Found {
    if (look.leaf.index() != index) {
      throw new Found(index, Kind.DELETED, "the entry is gone");
    }
    Opening opening = look.leaf.opening();
    Optional<Found> wrongTime = Optional.empty();
    if (opening == null) {
      said.destroyed(index);
    } else if (!look.fits) {
      throw new Found(index, Kind.EDITED, "the entry is not what its leaf commits to");
    } else if (look.entry == null) {
      throw new Found(index, Kind.UNREADABLE, "what the leaf commits to is no entry");
    } else if (look.entry.index() != index) {
      throw misplaced(look.entry.index(), index, size);
    } else {
      wrongTime = checkpoints.misdated(look.entry);
      said.entry(look.entry, opening);
    }
    if (beside != null
        && index < beside.size()
        && !beside.node(0, index).equals(look.leaf.hash())) {
      throw wrongTime.orElseGet(
          () ->
              new Found(
                  index, Kind.REWRITTEN, "the leaf is not the one that the tree beside keeps"));
    }
    if (misdated == null) {
      misdated = wrongTime.orElse(null);
    }
  }

  private Found misplaced(long says, long index, long size) throws LedgerException {
    if (says < index) {
      return new Found(index, Kind.DOUBLED, "entry " + says + " is there once more");
    }
    for (long from = index + 1; from < size; from += BATCH) {
      for (StoredLeaf leaf : store.leaves(from, Math.min(size, from + BATCH))) {
        Look look = Look.at(leaf);
        if (look.entry != null && look.entry.index() == index) {
          return new Found(index, Kind.REORDERED, "the entry stands at " + leaf.index());
        }
      }
    }
    return new Found(index, Kind.DELETED, "the entry is gone, and others moved up");
  }

  static boolean fits(Opening opening, long index, Hash leaf) {
    Look look = Look.at(new StoredLeaf(index, leaf, opening));
    return look.fits && look.entry != null && look.entry.index() == index;
  }

  /// What one entry shows by itself.
  ///
  /// @param fits whether the opening is what the leaf commits to
  /// @param entry what it says, or null where it is none of ours
  private record Look(StoredLeaf leaf, boolean fits, @Nullable Entry entry) {
    Stream<CheckedEntries.Checked> checked() {
      Opening opening = leaf.opening();
      return entry == null || opening == null
          ? Stream.empty()
          : Stream.of(new CheckedEntries.Checked(entry, opening));
    }

    static Look at(StoredLeaf leaf) {
      Opening opening = leaf.opening();
      if (opening == null) {
        return new Look(leaf, true, null);
      }
      boolean fits = opening.leafHash().equals(leaf.hash());
      try {
        return new Look(leaf, fits, opening.entry());
      } catch (JsonRefusedException e) {
        return new Look(leaf, fits, null);
      }
    }
  }

  /// Carries the first damage out of the depth of the pass.
  static final class Found extends Exception {
    private final transient Damaged damage;

    Found(long index, Kind kind, String reason) {
      super(reason, null, false, false);
      this.damage = new Damaged(index, kind, reason);
    }
  }
}

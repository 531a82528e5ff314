package health.cairn.ledger.journal;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.JournalCheck.Kind;
import health.cairn.ledger.journal.JournalCheckRun.Found;
import health.cairn.ledger.merkle.Frontier;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.merkle.NodeSource;
import health.cairn.ledger.merkle.TreeWalk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The checkpoints' part of a full check: signatures, roots, and whether entries are as old as the
/// checkpoints around them allow.
final class CheckpointCheck {
  /// An entry gets its time before its transaction commits, and clocks are set now and then.
  static final Duration TOLERANCE = Duration.ofHours(1);

  private final JournalStore store;
  private final CheckpointVerifier verifier;
  private final @Nullable NodeSource beside;
  private final List<SignedCheckpoint> kept;
  private final List<SignedCheckpoint> all;
  private final TreeMap<Long, Instant> times = new TreeMap<>();
  private final Map<Long, Hash> roots = new HashMap<>();

  CheckpointCheck(
      JournalStore store,
      CheckpointVerifier verifier,
      List<SignedCheckpoint> elsewhere,
      @Nullable NodeSource beside)
      throws LedgerException {
    this.store = store;
    this.verifier = verifier;
    this.beside = beside;
    this.kept = store.checkpoints();
    this.all = new ArrayList<>(kept);
    all.addAll(elsewhere);
    all.sort(Comparator.comparingLong(signed -> signed.checkpoint().size()));
    for (SignedCheckpoint signed : all) {
      times.put(signed.checkpoint().size(), signed.checkpoint().time());
    }
  }

  int count() {
    return kept.size();
  }

  void signatures() throws LedgerException, Found {
    for (SignedCheckpoint signed : all) {
      long size = signed.checkpoint().size();
      if (verifier.signed(signed)) {
        continue;
      }
      if (verifier.signedByRetiredKey(signed)) {
        throw new Found(
            size, Kind.RETIRED_KEY, "a checkpoint is signed by a key that was not to sign it");
      }
      throw new Found(size, Kind.FORGED_CHECKPOINT, "a checkpoint's signature is not ours");
    }
    for (SignedCheckpoint signed : kept) {
      long size = signed.checkpoint().size();
      for (Cosignature cosignature : store.cosignatures(size)) {
        if (!cosignature.holds(signed.checkpoint())) {
          throw new Found(
              size, Kind.FORGED_COSIGNATURE, "a cosignature is not over the checkpoint beside it");
        }
      }
    }
  }

  /// Whether an entry's time lies between the checkpoints before and after it, whichever of the two
  /// is the older: where the key itself signed an earlier time after a later one, the clock was set
  /// back, and no entry between is to blame.
  ///
  /// @return what is wrong with it
  Optional<Found> misdated(Entry entry) {
    Map.Entry<Long, Instant> before = times.floorEntry(entry.index());
    Map.Entry<Long, Instant> after = times.higherEntry(entry.index());
    boolean setBack =
        before != null && after != null && after.getValue().isBefore(before.getValue());
    Map.Entry<Long, Instant> older = setBack ? after : before;
    Map.Entry<Long, Instant> younger = setBack ? before : after;
    if (older != null && entry.time().plus(TOLERANCE).isBefore(older.getValue())) {
      return Optional.of(
          new Found(
              entry.index(),
              Kind.BACKDATED,
              "the entry claims to be older than a checkpoint that was signed before it came"));
    }
    if (younger != null && entry.time().minus(TOLERANCE).isAfter(younger.getValue())) {
      return Optional.of(
          new Found(
              entry.index(),
              Kind.POSTDATED,
              "the entry claims to be younger than a checkpoint that covers it"));
    }
    return Optional.empty();
  }

  /// Sizes of the checkpoints that are older than the one before them.
  List<Long> clockSetBack() {
    List<Long> found = new ArrayList<>();
    Instant before = Instant.MIN;
    for (Map.Entry<Long, Instant> each : times.entrySet()) {
      if (before.isAfter(each.getValue().plus(TOLERANCE))) {
        found.add(each.getKey());
      }
      before = each.getValue();
    }
    return found;
  }

  /// Takes note of the root where a checkpoint has one.
  void passed(Frontier tree) {
    if (times.containsKey(tree.size())) {
      roots.put(tree.size(), tree.root());
    }
  }

  /// Compares roots once all entries have passed.
  void roots(long size) throws Found {
    if (beside != null && beside.size() > size) {
      throw new Found(size, Kind.TRUNCATED, "entries that the tree beside keeps are missing");
    }
    for (SignedCheckpoint signed : all) {
      Checkpoint checkpoint = signed.checkpoint();
      if (checkpoint.size() > size) {
        throw new Found(size, Kind.TRUNCATED, "entries that were signed are missing");
      }
      if (!fits(checkpoint)) {
        if (confirmed(checkpoint.size())) {
          throw new Found(
              checkpoint.size(), Kind.FORKED, "our key signed a second history of the journal");
        }
        throw new Found(
            checkpoint.size(),
            Kind.REWRITTEN,
            "the entries under a checkpoint are not those that were signed");
      }
    }
  }

  private boolean fits(Checkpoint checkpoint) {
    return Objects.equals(checkpoint.root(), roots.get(checkpoint.size()));
  }

  /// Whether the store's own history at that size has somebody else who speaks for it.
  private boolean confirmed(long size) {
    if (beside != null && beside.size() >= size) {
      return Objects.equals(TreeWalk.root(beside, size), roots.get(size));
    }
    return all.stream()
        .map(SignedCheckpoint::checkpoint)
        .anyMatch(other -> other.size() >= size && fits(other));
  }
}

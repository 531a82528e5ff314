package health.cairn.ledger.monitor;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.ChainLookup;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.anchor.ChainReader;
import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.anchor.Receipt;
import health.cairn.ledger.anchor.SignedTransaction;
import health.cairn.ledger.journal.JournalStore;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.json.JsonRefusedException;
import health.cairn.ledger.merkle.Hash;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Whether what is recorded also gets onto the chain, and stays there.
public final class AnchorWatch {
  private static final int AT_ONCE = 200;

  private final JournalStore store;
  private final OutboxStore outbox;
  private final Hash journal;
  private final Duration patience;

  /// @param journal see [health.cairn.ledger.journal.Checkpoint#logId]
  /// @param patience how long an entry may stay without a Verified anchor over it
  public AnchorWatch(JournalStore store, OutboxStore outbox, Hash journal, Duration patience) {
    this.store = store;
    this.outbox = outbox;
    this.journal = journal;
    this.patience = patience;
  }

  /// What this machine knows by itself.
  public List<Alarm> waiting(Instant now) throws LedgerException {
    var alarms = new ArrayList<Alarm>();
    for (AnchorTask task : ours()) {
      if (task.state() == AnchorState.REJECTED) {
        alarms.add(
            new Alarm(
                Alarm.Kind.ANCHOR_REFUSED,
                task.size() + " entries",
                signedAt(task).orElse(now),
                "The chain refused the checkpoint of " + task.size() + " entries for good."));
      }
    }
    long anchored = verified().map(AnchorTask::size).orElse(0L);
    Optional<Instant> oldest = oldestSince(anchored);
    if (oldest.isPresent() && oldest.get().plus(patience).isBefore(now)) {
      long without = store.size() - anchored;
      int waiting = outbox.waiting().size();
      alarms.add(
          new Alarm(
              Alarm.Kind.STALE_ANCHOR,
              "journal",
              oldest.get(),
              without
                  + (without == 1 ? " entry has" : " entries have")
                  + " no anchor over them, the oldest for "
                  + words(Duration.between(oldest.get(), now))
                  + (waiting == 0 ? "; nothing is on its way." : "; " + waiting + " on the way.")));
    }
    return alarms;
  }

  /// Checkpoints whose transaction was signed for another chain, contract or account than those in use:
  /// nobody can say whether they got there.
  public List<Alarm> elsewhere(ChainPlace place, Instant now) throws LedgerException {
    var alarms = new ArrayList<Alarm>();
    for (AnchorTask task : ours()) {
      SignedTransaction signed = task.transaction();
      if (!task.done() && signed != null && !signed.place().equals(place)) {
        alarms.add(
            new Alarm(
                Alarm.Kind.STALE_ANCHOR,
                task.size() + " entries",
                signedAt(task).orElse(now),
                "The checkpoint of %d entries was signed for chain %d, contract %s, account %s, and waits until these are configured again."
                    .formatted(
                        task.size(),
                        signed.place().chainId(),
                        signed.place().contract(),
                        signed.place().institution())));
      }
    }
    return alarms;
  }

  /// How far the journal is anchored, in a few words.
  public String covered() throws LedgerException {
    return verified()
        .map(task -> "the newest over " + task.size() + " entries")
        .orElse("nothing is anchored yet");
  }

  /// How far anchors were read back.
  ///
  /// @param upTo entries under the last one; the next run goes on after it, from the first one again where this is zero
  /// @param read what an alarm about each that was read back would be about
  /// @param alarms about those that are not as they were
  public record ReadBack(long upTo, Set<String> read, List<Alarm> alarms) {
    public ReadBack {
      read = Set.copyOf(read);
      alarms = List.copyOf(alarms);
    }
  }

  /// Asks the chain for anchors that it is said to hold: always for the newest, and for some more, so that in time every one
  /// is asked for again.
  ///
  /// @param after entries under the last one that was read back
  /// @param limit how many besides the newest
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public ReadBack readBack(ChainReader chain, ChainPlace place, long after, int limit, Instant now)
      throws LedgerException {
    var read = new HashSet<String>();
    var alarms = new ArrayList<Alarm>();
    Optional<AnchorTask> newest = verified();
    if (newest.isPresent()) {
      readBack(chain, place, newest.get(), now, read, alarms);
    }
    long upTo = after;
    int left = limit;
    while (left > 0) {
      List<AnchorTask> some = outbox.verified(journal, upTo, Math.min(left, AT_ONCE));
      for (AnchorTask task : some) {
        readBack(chain, place, task, now, read, alarms);
        upTo = task.size();
      }
      left -= some.size();
      if (some.isEmpty()) {
        return new ReadBack(0, read, alarms);
      }
    }
    return new ReadBack(upTo, read, alarms);
  }

  private void readBack(
      ChainReader chain,
      ChainPlace place,
      AnchorTask task,
      Instant now,
      Set<String> read,
      List<Alarm> alarms)
      throws LedgerException {
    if (isOn(task, place) && read.add(subject(task))) {
      readBack(chain, place, task, now).ifPresent(alarms::add);
    }
  }

  private static String subject(AnchorTask task) {
    return task.size() + " entries";
  }

  private Optional<Alarm> readBack(
      ChainReader chain, ChainPlace place, AnchorTask task, Instant now) throws LedgerException {
    return switch (chain.lookup(place, journal, task.size())) {
      case ChainLookup.Found found when found.root().equals(task.root()) -> Optional.empty();
      case ChainLookup.Found found ->
          Optional.of(
              new Alarm(
                  Alarm.Kind.SPLIT_VIEW,
                  subject(task),
                  found.time(),
                  "The chain holds another root for " + task.size() + " entries than this home."));
      case ChainLookup.Absent absent ->
          Optional.of(
              new Alarm(
                  Alarm.Kind.ANCHOR_GONE,
                  subject(task),
                  now,
                  "The chain no longer holds the anchor of " + task.size() + " entries."));
      case ChainLookup.Unreachable unreachable ->
          throw new LedgerException(LedgerException.Kind.UNREACHABLE, unreachable.reason());
      case ChainLookup.Distrusted distrusted ->
          throw new LedgerException(LedgerException.Kind.DISTRUSTED, distrusted.reason());
    };
  }

  /// An anchor without a receipt was there before we sent it: at the place in use, as far as we know.
  private static boolean isOn(AnchorTask task, ChainPlace place) {
    Receipt receipt = task.receipt();
    return receipt == null || receipt.place().equals(place);
  }

  private List<AnchorTask> ours() throws LedgerException {
    return outbox.all().stream().filter(task -> task.logId().equals(journal)).toList();
  }

  private Optional<AnchorTask> verified() throws LedgerException {
    return ours().stream()
        .filter(task -> task.state() == AnchorState.VERIFIED)
        .max(Comparator.comparingLong(AnchorTask::size));
  }

  private Optional<Instant> signedAt(AnchorTask task) throws LedgerException {
    return store.checkpoint(task.size()).map(signed -> signed.checkpoint().time());
  }

  /// The time of the first entry from an index on whose words are there.
  private Optional<Instant> oldestSince(long index) throws LedgerException {
    long size = store.size();
    for (long at = index; at < size; at++) {
      Optional<Instant> time = store.opening(at).flatMap(AnchorWatch::time);
      if (time.isPresent()) {
        return time;
      }
    }
    return Optional.empty();
  }

  /// Damage is the journal check's to name.
  private static Optional<Instant> time(Opening opening) {
    try {
      return Optional.of(opening.entry().time());
    } catch (JsonRefusedException e) {
      return Optional.empty();
    }
  }

  private static String words(Duration age) {
    return age.toHours() < 48 ? age.toHours() + " hours" : age.toDays() + " days";
  }
}

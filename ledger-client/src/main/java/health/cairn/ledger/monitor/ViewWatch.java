package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.Checkpoint;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.KeyHistory;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.merkle.ConsistencyProof;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.SenderWatch.Roots;
import health.cairn.ledger.witness.WitnessedHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/// Compares checkpoints that different people hold of one journal: ours as others hold it with our own
/// entries, and theirs as we and others hold it with each other. Of a journal with two histories, two of
/// these checkpoints show it.
public final class ViewWatch {
  private final CheckpointVerifier ours;
  private final Roots roots;
  private final Map<String, KeyHistory> introduced = new TreeMap<>();
  private final List<HeldView> views = new ArrayList<>();
  private final List<Alarm> alarms = new ArrayList<>();
  private final Instant now;

  /// @param ours the keys of this home's journal
  /// @param roots of this home's journal
  /// @param heads what this home cosigned: whose keys it knows
  public ViewWatch(
      CheckpointVerifier ours, Roots roots, Collection<WitnessedHead> heads, Instant now) {
    this.ours = ours;
    this.roots = roots;
    this.now = now;
    for (WitnessedHead head : heads) {
      introduced.put(head.keys().first().name(), head.keys());
      HeldView.cosigned(head).ifPresent(views::add);
    }
  }

  /// Takes a file; one that cannot be read is an alarm.
  public void add(String source, byte[] bytes) {
    try {
      views.add(HeldView.parse(source, bytes));
    } catch (IllegalArgumentException e) {
      alarms.add(
          new Alarm(
              Alarm.Kind.UNREADABLE_VIEW,
              source,
              now,
              source + " holds no checkpoint: " + e.getMessage() + "."));
    }
  }

  /// Compares all that was added.
  ///
  /// @throws LedgerException as [Roots]
  public Watch.State run() throws LedgerException {
    var byOrigin = new TreeMap<String, List<HeldView>>();
    for (HeldView view : views) {
      byOrigin
          .computeIfAbsent(view.checkpoint().checkpoint().origin(), o -> new ArrayList<>())
          .add(view);
    }
    for (Map.Entry<String, List<HeldView>> each : byOrigin.entrySet()) {
      if (each.getKey().equals(ours.key().name())) {
        for (HeldView view : each.getValue()) {
          ofUs(view).ifPresent(alarms::add);
        }
      } else {
        ofOthers(each.getKey(), each.getValue());
      }
    }
    return Watch.State.done(
        Watch.VIEWS,
        now,
        views.size() + " checkpoints of " + byOrigin.size() + " journals",
        alarms);
  }

  /// Our own checkpoints among what was added, as others hold them: for the full check of the journal.
  public List<SignedCheckpoint> ours() {
    return views.stream().map(HeldView::checkpoint).filter(ours::signed).toList();
  }

  private Optional<Alarm> ofUs(HeldView view) throws LedgerException {
    Checkpoint held = view.checkpoint().checkpoint();
    if (!ours.signed(view.checkpoint())) {
      return Optional.of(
          forged(
              view,
              view.source() + " holds a checkpoint in this home's name that it never signed."));
    }
    Optional<Hash> root = roots.of(held.size());
    if (root.isEmpty()) {
      return Optional.of(
          new Alarm(
              Alarm.Kind.ROLLED_BACK,
              "journal",
              held.time(),
              view.source()
                  + " holds a checkpoint of "
                  + held.size()
                  + " entries, and the journal has fewer."));
    }
    return root.get().equals(held.root())
        ? Optional.empty()
        : Optional.of(
            split(
                held.origin(),
                held.time(),
                "This home signed another history of "
                    + held.size()
                    + " entries: "
                    + view.source()
                    + " holds it."));
  }

  private void ofOthers(String origin, List<HeldView> held) {
    Optional<KeyHistory> known = keys(origin, held);
    if (known.isEmpty()) {
      alarms.add(
          new Alarm(
              Alarm.Kind.UNKNOWN_ORIGIN,
              origin,
              now,
              "The journal of " + held.getFirst().source() + " is not known here, nor its key."));
      return;
    }
    var genuine = new ArrayList<HeldView>();
    for (HeldView view : held) {
      if (new CheckpointVerifier(with(known.get(), view)).signed(view.checkpoint())) {
        genuine.add(view);
      } else {
        alarms.add(
            forged(
                view, view.source() + " holds a checkpoint that the journal's key did not sign."));
      }
    }
    genuine.sort(Comparator.comparingLong(view -> view.checkpoint().checkpoint().size()));
    for (int i = 1; i < genuine.size(); i++) {
      join(origin, genuine.get(i - 1), genuine.get(i), genuine).ifPresent(this::once);
    }
  }

  /// The keys somebody made sure of; else those that the files claim, where they claim the same.
  private Optional<KeyHistory> keys(String origin, List<HeldView> held) {
    KeyHistory made = introduced.get(origin);
    if (made != null) {
      return Optional.of(made);
    }
    List<KeyHistory> claimed = held.stream().map(HeldView::keys).filter(Objects::nonNull).toList();
    boolean agreed = claimed.stream().map(KeyHistory::first).distinct().count() == 1;
    return agreed
        ? claimed.stream().max(Comparator.comparingInt(keys -> keys.changes().size()))
        : Optional.empty();
  }

  private static KeyHistory with(KeyHistory known, HeldView view) {
    return new WitnessedHead(known, null).keysWith(view.changes());
  }

  private Optional<Alarm> join(String origin, HeldView older, HeldView newer, List<HeldView> all) {
    Checkpoint from = older.checkpoint().checkpoint();
    Checkpoint to = newer.checkpoint().checkpoint();
    if (from.size() == to.size()) {
      return from.root().equals(to.root())
          ? Optional.empty()
          : Optional.of(
              split(
                  origin,
                  to.time(),
                  "The journal has two histories of "
                      + to.size()
                      + " entries: "
                      + older.source()
                      + " and "
                      + newer.source()
                      + "."));
    }
    boolean offered = false;
    for (HeldView view : all) {
      ConsistencyProof growth = view.growth();
      if (growth != null && growth.fromSize() == from.size() && growth.toSize() == to.size()) {
        if (growth.proves(from.root(), to.root())) {
          return Optional.empty();
        }
        offered = true;
      }
    }
    String both =
        older.source() + " (" + from.size() + ") and " + newer.source() + " (" + to.size() + ")";
    return Optional.of(
        offered
            ? split(
                origin,
                to.time(),
                "The journal did not grow out of what is held of it: " + both + ".")
            : new Alarm(
                Alarm.Kind.UNJOINED_VIEW,
                origin,
                now,
                "Nothing here shows that the journal grew from one to the other: " + both + "."));
  }

  private void once(Alarm alarm) {
    if (alarms.stream().noneMatch(alarm::sameMatter)) {
      alarms.add(alarm);
    }
  }

  private Alarm split(String origin, Instant since, String sentence) {
    return new Alarm(Alarm.Kind.SPLIT_VIEW, origin, since, sentence);
  }

  private Alarm forged(HeldView view, String sentence) {
    return new Alarm(Alarm.Kind.FORGED_CHECKPOINT, view.source(), now, sentence);
  }
}

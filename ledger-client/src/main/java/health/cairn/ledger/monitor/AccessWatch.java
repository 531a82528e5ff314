package health.cairn.ledger.monitor;

import health.cairn.ledger.AnchorState;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.access.AccessNote;
import health.cairn.ledger.access.AccessReader;
import health.cairn.ledger.access.AccessTask;
import health.cairn.ledger.merkle.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whether the chain holds what this home said there of who looked: its batches of accesses and its flags
/// of emergencies, as they were, and no batch besides.
public final class AccessWatch {
  private final AccessReader chain;
  private final Hash institution;
  private final int siblings;

  /// @param institution this home's number, as the registry of institutions has it
  /// @param siblings how many other homes record under that number: what they said cannot be told from what a stranger with
  ///     their key would say, so it is counted and no more
  public AccessWatch(AccessReader chain, Hash institution, int siblings) {
    this.siblings = siblings;
    this.chain = chain;
    this.institution = institution;
  }

  /// What a home was ever to say to a registry.
  @FunctionalInterface
  public interface Said {
    List<AccessTask> all() throws LedgerException;
  }

  /// @param source everything that was ever to be said to this registry; read after the chain's number, for what is
  ///     sent meanwhile is ours
  /// @param all whether each batch and flag is read back; else the newest of each
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED
  public Watch.State run(Said source, boolean all, Instant now) throws LedgerException {
    long held = chain.latest(institution);
    List<AccessTask> said = source.all();
    List<AccessNote.Batch> batches = verified(said, AccessNote.Batch.class, all);
    List<AccessNote.Flag> flags = verified(said, AccessNote.Flag.class, all);
    List<Alarm> alarms = new ArrayList<>();
    Set<Long> ours = maybeThere(said, held);
    if (siblings == 0 && ours.size() < held) {
      long foreign = held;
      while (ours.contains(foreign)) {
        foreign--;
      }
      alarms.add(
          new Alarm(
              Alarm.Kind.FOREIGN_ACCESSES,
              "batch " + foreign,
              now,
              "The chain holds %d batches of accesses under this institution's name, and this home made %d."
                  .formatted(held, ours.size())));
    }
    for (AccessNote.Batch batch : batches) {
      Optional<AccessReader.Batch> found = chain.batch(institution, batch.number());
      String what = "batch " + batch.number() + " of accesses";
      compare(
              what,
              found.isPresent(),
              found
                  .filter(b -> b.root().equals(batch.root()) && b.count() == batch.count())
                  .isPresent(),
              now)
          .ifPresent(alarms::add);
    }
    for (AccessNote.Flag flag : flags) {
      Optional<AccessReader.Flag> found = chain.flag(institution, flag.tag());
      String what = "flag " + flag.tag().hex().substring(0, 16) + " of an emergency";
      compare(
              what,
              found.isPresent(),
              found.filter(f -> f.entry().equals(flag.entry())).isPresent(),
              now)
          .ifPresent(alarms::add);
    }
    return Watch.State.done(
        Watch.SAID_ACCESSES,
        now,
        "%s and %s read back"
                .formatted(count(batches.size(), "batch", "es"), count(flags.size(), "flag", "s"))
            + (siblings == 0 ? "" : "; %d more by other homes".formatted(held - ours.size())),
        alarms);
  }

  /// Numbers of the batches that we sent, as far as the chain's go. One that is only prepared, or was refused, is ours
  /// here and not there.
  private static Set<Long> maybeThere(List<AccessTask> said, long held) {
    return said.stream()
        .filter(
            task -> task.state() != AnchorState.PREPARED && task.state() != AnchorState.REJECTED)
        .map(AccessTask::note)
        .filter(AccessNote.Batch.class::isInstance)
        .map(note -> ((AccessNote.Batch) note).number())
        .filter(number -> number <= held)
        .collect(Collectors.toSet());
  }

  private static <T extends AccessNote> List<T> verified(
      List<AccessTask> said, Class<T> kind, boolean all) {
    List<T> notes =
        said.stream()
            .filter(task -> task.state() == AnchorState.VERIFIED)
            .map(AccessTask::note)
            .filter(kind::isInstance)
            .map(kind::cast)
            .toList();
    return all || notes.isEmpty() ? notes : List.of(notes.getLast());
  }

  private static Optional<Alarm> compare(String what, boolean there, boolean same, Instant now) {
    if (same) {
      return Optional.empty();
    }
    return Optional.of(
        there
            ? new Alarm(
                Alarm.Kind.SPLIT_VIEW,
                what,
                now,
                "The chain holds another " + what + " than this home.")
            : new Alarm(
                Alarm.Kind.ANCHOR_GONE, what, now, "The chain no longer holds " + what + "."));
  }

  private static String count(int number, String what, String more) {
    return number + " " + what + (number == 1 ? "" : more);
  }
}

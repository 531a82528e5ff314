package health.cairn.ledger.monitor;

import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.Address;
import health.cairn.ledger.journal.CheckProgress;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.ChainWatch.Sighting;
import health.cairn.ledger.monitor.ChainWatch.Sought;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads every checkpoint anchored under our journal's name, or from our account, and finds those that
/// are not ours. Goes on where it stopped.
public final class SenderWatch {
  /// Blocks asked for at once, at most.
  static final long RANGE = 10_000;

  /// A node that cannot answer for so few blocks answers nothing.
  private static final long SMALLEST_RANGE = 16;

  private final ChainWatch chain;
  private final Hash journal;
  private final Set<Hash> siblings;
  private final Address account;
  private final Roots roots;

  /// What this home's own journal says.
  @FunctionalInterface
  public interface Roots {
    /// @return the root over so many entries, or empty where the journal has fewer
    Optional<Hash> of(long size) throws LedgerException;
  }

  /// How far it came.
  ///
  /// @param next the first block that was not read
  /// @param head the newest block there is
  /// @param alarms one for each stranger, with when it was seen first
  public record Read(long next, long head, List<Alarm> alarms) {
    public boolean upToDate() {
      return next > head;
    }
  }

  /// @param journal ours
  /// @param siblings those of the other homes that send from our account
  /// @param account ours
  public SenderWatch(
      ChainWatch chain, Hash journal, Set<Hash> siblings, Address account, Roots roots) {
    this.siblings = Set.copyOf(siblings);
    this.chain = chain;
    this.journal = journal;
    this.account = account;
    this.roots = roots;
  }

  /// @param from the first block to read
  /// @param ranges stop after so many requests for a range
  /// @throws LedgerException kind UNREACHABLE or DISTRUSTED, and as [Roots]
  public Read run(long from, int ranges, CheckProgress progress) throws LedgerException {
    long head = chain.head().block();
    if (from > head + 1) {
      throw new LedgerException(
          LedgerException.Kind.DISTRUSTED,
          "The chain cannot be trusted: " + chain.name() + " has fewer blocks than before.");
    }
    var alarms = new ArrayList<Alarm>();
    long next = from;
    long range = RANGE;
    for (int asked = 0; asked < ranges && next <= head; asked++) {
      progress.at(next, head + 1);
      long to = Math.min(head, next + range - 1);
      List<Sighting> seen;
      try {
        seen = new ArrayList<>(chain.sightings(Sought.journal(journal), next, to));
        seen.addAll(chain.sightings(Sought.sender(account), next, to));
      } catch (LedgerException e) {
        if (e.kind() != LedgerException.Kind.DISTRUSTED || to - next < SMALLEST_RANGE) {
          throw e;
        }
        range = Math.max(SMALLEST_RANGE, (to - next) / 4); // more than it answers at once
        continue;
      }
      for (Sighting sighting : seen) {
        Optional<Alarm> alarm = judge(sighting);
        if (alarm.isPresent() && alarms.stream().noneMatch(alarm.get()::sameMatter)) {
          alarms.add(alarm.get());
        }
      }
      next = to + 1;
    }
    return new Read(next, head, List.copyOf(alarms));
  }

  private Optional<Alarm> judge(Sighting seen) throws LedgerException {
    boolean ourJournal = seen.journal().equals(journal);
    boolean ourAccount = seen.sender().equals(account);
    if (ourJournal && ourAccount) {
      return ours(seen);
    }
    if (ourAccount && siblings.contains(seen.journal())) {
      return Optional.empty();
    }
    Instant since = chain.timeOf(seen.block());
    if (ourJournal) {
      return Optional.of(
          new Alarm(
              Alarm.Kind.UNKNOWN_SENDER,
              seen.sender().hex(),
              since,
              "An account that is not this home's anchored a checkpoint of its journal, in block "
                  + seen.block()
                  + "."));
    }
    return Optional.of(
        new Alarm(
            Alarm.Kind.FOREIGN_JOURNAL,
            "journal " + seen.journal().hex().substring(0, 16),
            since,
            "This home's account anchored another journal, in block " + seen.block() + "."));
  }

  private Optional<Alarm> ours(Sighting seen) throws LedgerException {
    Optional<Hash> root = roots.of(seen.size());
    if (root.isEmpty()) {
      return Optional.of(
          new Alarm(
              Alarm.Kind.ROLLED_BACK,
              "journal",
              chain.timeOf(seen.block()),
              "The chain holds a checkpoint of "
                  + seen.size()
                  + " entries, and the journal has fewer."));
    }
    if (root.get().equals(seen.root())) {
      return Optional.empty();
    }
    return Optional.of(
        new Alarm(
            Alarm.Kind.SPLIT_VIEW,
            seen.size() + " entries",
            chain.timeOf(seen.block()),
            "The chain holds another root for " + seen.size() + " entries than this home."));
  }
}

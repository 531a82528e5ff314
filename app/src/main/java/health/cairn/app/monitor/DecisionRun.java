package health.cairn.app.monitor;

import health.cairn.imaging.Progress;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.DecisionWatch;
import health.cairn.ledger.monitor.SenderWatch;
import health.cairn.ledger.monitor.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The check of patients' decisions on the chain: what came from this home's account and not from it, and whether what it said
/// is still there. A quick run goes on where the last one stopped, in turns.
final class DecisionRun {
  private static final int AT_ONCE = 50;

  private final Instant now;
  private final Progress progress;
  private KeptReport.@Nullable Senders read;
  private long back;

  /// @param read how far the registry was read before
  /// @param back number of the last decision that was read back
  DecisionRun(KeptReport.@Nullable Senders read, long back, Instant now, Progress progress) {
    this.read = read;
    this.back = back;
    this.now = now;
    this.progress = progress;
  }

  /// How far the registry is read now.
  KeptReport.@Nullable Senders read() {
    return read;
  }

  /// The last decision that was read back.
  long back() {
    return back;
  }

  /// @param all from the beginning, and every decision
  Watch.State run(MonitoredChain chain, Watch.State before, boolean all, int ranges)
      throws LedgerException {
    MonitoredChain.Decisions decisions = chain.decisions();
    if (decisions == null) {
      read = null;
      back = 0;
      return Watch.State.done(
          Watch.SAID_DECISIONS, now, "the settings name no registry of consent", List.of());
    }
    DecisionWatch watch = new DecisionWatch(chain.watch(), decisions.registry());
    List<Alarm> alarms = new ArrayList<>();
    String strangers =
        chain.siblings().isEmpty()
            ? strangers(watch, chain, decisions, before, all, ranges, alarms)
            : "other homes send from this account: who sent what is not asked";
    int asked = readBack(watch, decisions, before, all, alarms);
    return Watch.State.done(Watch.SAID_DECISIONS, now, asked + " read back; " + strangers, alarms);
  }

  private String strangers(
      DecisionWatch watch,
      MonitoredChain chain,
      MonitoredChain.Decisions decisions,
      Watch.State before,
      boolean all,
      int ranges,
      List<Alarm> alarms)
      throws LedgerException {
    String place = decisions.place() + " " + chain.place().institution();
    KeptReport.Senders kept = read;
    boolean on = !all && kept != null && kept.place().equals(place);
    SenderWatch.Read found =
        watch.strangers(
            chain.place().institution(),
            decisions.sent(),
            on && kept != null ? kept.next() : 0,
            ranges,
            (block, of) -> progress.report("Reading patients' decisions on the chain", block, of));
    read = new KeptReport.Senders(place, found.next());
    alarms.addAll(found.alarms());
    if (on) {
      carry(before, Alarm.Kind.FOREIGN_DECISION, Set.of(), alarms);
    }
    return found.upToDate()
        ? "up to block " + found.head()
        : "up to block " + (found.next() - 1) + " of " + found.head();
  }

  private int readBack(
      DecisionWatch watch,
      MonitoredChain.Decisions decisions,
      Watch.State before,
      boolean all,
      List<Alarm> alarms)
      throws LedgerException {
    Set<String> asked = new HashSet<>();
    long at = all ? 0 : back;
    boolean more = true;
    while (more) {
      MonitoredChain.Part part = decisions.settled().after(at, AT_ONCE);
      for (DecisionWatch.Settled one : part.decisions()) {
        watch.readBack(one, now).ifPresent(alarms::add);
        asked.add(one.subject());
      }
      at = part.last();
      more = all && at > 0;
    }
    back = at;
    if (!all) {
      carry(before, Alarm.Kind.ANCHOR_GONE, asked, alarms);
    }
    return asked.size();
  }

  /// What was found before and not looked at this time still stands.
  static void carry(Watch.State before, Alarm.Kind kind, Set<String> looked, List<Alarm> alarms) {
    for (Alarm alarm : before.alarms()) {
      if (alarm.kind() == kind
          && !looked.contains(alarm.subject())
          && alarms.stream().noneMatch(alarm::sameMatter)) {
        alarms.add(alarm);
      }
    }
  }
}

package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.MonitorReport;
import health.cairn.imaging.Progress;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.anchor.ChainPlace;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.AccessWatch;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.AnchorWatch;
import health.cairn.ledger.monitor.SenderWatch;
import health.cairn.ledger.monitor.ValidatorWatch;
import health.cairn.ledger.monitor.Watch;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The checks that need a chain. One that cannot be asked is an alarm, and what was found before stands.
final class ChainRun {
  private static final Logger LOG = LoggerFactory.getLogger(ChainRun.class);
  private static final String THE_CHAIN = "the chain";
  private static final String NO_CHAIN = "no chain is configured";
  private static final List<Watch> CHECKS =
      List.of(
          Watch.ANCHORS,
          Watch.SENDERS,
          Watch.SAID_ACCESSES,
          Watch.SAID_DECISIONS,
          Watch.VALIDATORS);
  private static final Duration OLDEST_BLOCK = Duration.ofMinutes(5);

  /// Requests for ranges of blocks in a run that should be short.
  private static final int QUICK_RANGES = 20;

  /// Anchors that such a run reads back besides the newest.
  private static final int QUICK_ANCHORS = 50;

  private final Journal journal;
  private final AnchorWatch anchors;
  private final Map<Long, String> refused;
  private final Hash logId;
  private final Instant now;
  private final Progress progress;
  private KeptReport.@Nullable Senders senders;
  private long anchorsBack;
  private final DecisionRun decisions;

  /// @param refused ends of consents that the chain will never take, and why, by their numbers
  /// @param logId see [health.cairn.ledger.journal.Checkpoint#logId]
  /// @param last what the run before kept; null where there was none
  ChainRun(
      Journal journal,
      AnchorWatch anchors,
      Map<Long, String> refused,
      Hash logId,
      @Nullable KeptReport last,
      Instant now,
      Progress progress) {
    this.journal = journal;
    this.anchors = anchors;
    this.refused = refused;
    this.logId = logId;
    this.senders = last == null ? null : last.senders();
    this.anchorsBack = last == null ? 0 : last.anchorsBack();
    this.decisions =
        new DecisionRun(
            last == null ? null : last.decisions(),
            last == null ? 0 : last.decisionsBack(),
            now,
            progress);
    this.now = now;
    this.progress = progress;
  }

  /// A report, with how far the chain is read now.
  KeptReport kept(MonitorReport report) {
    return new KeptReport(report, senders, decisions.read(), anchorsBack, decisions.back());
  }

  /// @param before how each check stood
  /// @param all read the chain from its beginning
  List<Watch.State> run(MonitoredChain.Source source, Map<Watch, Watch.State> before, boolean all)
      throws CairnException {
    List<Watch.State> stood = CHECKS.stream().map(check -> stood(before, check)).toList();
    Optional<MonitoredChain> opened;
    try {
      opened = source.open();
    } catch (
        CairnException
            e) { // a key or settings that cannot be used; everything else is checked all the same
      LOG.warn("the chain cannot be asked", e);
      List<Watch.State> failed = new ArrayList<>();
      for (Watch.State state : stood) {
        failed.add(notDone(THE_CHAIN, state, Alarm.Kind.CHAIN_UNREACHABLE, e));
      }
      return failed;
    }
    try (MonitoredChain chain = opened.orElse(null)) {
      if (chain == null) {
        senders = null;
        return CHECKS.stream()
            .map(check -> Watch.State.done(check, now, NO_CHAIN, List.of()))
            .toList();
      }
      progress.report("Asking the chain", 0, 0);
      Watch.State sendersBefore = stood(before, Watch.SENDERS);
      return List.of(
          anchors(chain, stood(before, Watch.ANCHORS), all),
          asked(chain, sendersBefore, () -> senders(chain, sendersBefore, all)),
          asked(chain, stood(before, Watch.SAID_ACCESSES), () -> accesses(chain, all)),
          decisions(chain, stood(before, Watch.SAID_DECISIONS), all),
          asked(
              chain,
              stood(before, Watch.VALIDATORS),
              () -> ValidatorWatch.run(chain.watch(), OLDEST_BLOCK, now)));
    }
  }

  private static Watch.State stood(Map<Watch, Watch.State> before, Watch check) {
    return before.getOrDefault(check, Watch.State.never(check));
  }

  private Watch.State accesses(MonitoredChain chain, boolean all) throws LedgerException {
    MonitoredChain.Accesses accesses = chain.accesses();
    return accesses == null
        ? Watch.State.done(
            Watch.SAID_ACCESSES, now, "the settings name no registry of accesses", List.of())
        : new AccessWatch(accesses.reader(), accesses.institution(), chain.siblings().size())
            .run(accesses.said(), all, now);
  }

  private Watch.State decisions(MonitoredChain chain, Watch.State before, boolean all)
      throws CairnException {
    return asked(
        chain,
        before,
        () -> decisions.run(chain, before, all, all ? Integer.MAX_VALUE : QUICK_RANGES));
  }

  private Watch.State anchors(MonitoredChain chain, Watch.State before, boolean all)
      throws CairnException {
    List<Alarm> waiting = new ArrayList<>();
    refused.forEach(
        (number, reason) ->
            waiting.add(
                new Alarm(
                    Alarm.Kind.ANCHOR_REFUSED,
                    "decision " + number,
                    now,
                    "The chain refused the end of a consent for good: " + reason)));
    try {
      waiting.addAll(anchors.waiting(now));
      waiting.addAll(anchors.elsewhere(chain.place(), now));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
    List<Alarm> standing = new ArrayList<>(waiting);
    DecisionRun.carry(before, Alarm.Kind.ANCHOR_GONE, Set.of(), standing);
    DecisionRun.carry(before, Alarm.Kind.SPLIT_VIEW, Set.of(), standing);
    Watch.State known = new Watch.State(Watch.ANCHORS, before.done(), before.note(), standing);
    return asked(
        chain,
        known,
        () -> {
          chain.watch().head(); // without an anchor to read back, the chain is asked all the same
          List<Alarm> alarms = new ArrayList<>(waiting);
          alarms.addAll(readBack(chain, before, all));
          alarms.addAll(chain.counted().alarms(now));
          return Watch.State.done(Watch.ANCHORS, now, anchors.covered(), alarms);
        });
  }

  private List<Alarm> readBack(MonitoredChain chain, Watch.State before, boolean all)
      throws LedgerException {
    AnchorWatch.ReadBack back =
        anchors.readBack(
            chain.watch(),
            chain.place(),
            all ? 0 : anchorsBack,
            all ? Integer.MAX_VALUE : QUICK_ANCHORS,
            now);
    anchorsBack = back.upTo();
    List<Alarm> alarms = new ArrayList<>(back.alarms());
    if (!all) {
      DecisionRun.carry(before, Alarm.Kind.ANCHOR_GONE, back.read(), alarms);
      DecisionRun.carry(before, Alarm.Kind.SPLIT_VIEW, back.read(), alarms);
    }
    return alarms;
  }

  private Watch.State senders(MonitoredChain chain, Watch.State before, boolean all)
      throws LedgerException {
    ChainPlace at = chain.place();
    String place = at.chainId() + " " + at.contract() + " " + at.institution() + " " + logId.hex();
    boolean on = !all && senders != null && senders.place().equals(place);
    long from = on ? next() : 0;
    SenderWatch watch =
        new SenderWatch(chain.watch(), logId, chain.siblings(), at.institution(), journal::rootOf);
    SenderWatch.Read read =
        watch.run(
            from,
            all ? Integer.MAX_VALUE : QUICK_RANGES,
            (block, of) -> progress.report("Reading the chain", block, of));
    senders = new KeptReport.Senders(place, read.next());
    List<Alarm> alarms = new ArrayList<>(read.alarms());
    if (on) {
      for (Alarm alarm : before.alarms()) {
        if (!isAboutNode(alarm) && alarms.stream().noneMatch(alarm::sameMatter)) {
          alarms.add(alarm);
        }
      }
    }
    return Watch.State.done(
        Watch.SENDERS,
        now,
        read.upToDate()
            ? "up to block " + read.head()
            : "up to block " + (read.next() - 1) + " of " + read.head(),
        alarms);
  }

  private long next() {
    KeptReport.Senders kept = senders;
    return kept == null ? 0 : kept.next();
  }

  private interface Asked {
    Watch.State run() throws LedgerException;
  }

  private Watch.State asked(MonitoredChain chain, Watch.State before, Asked check)
      throws CairnException {
    try {
      return check.run();
    } catch (LedgerException e) {
      return switch (e.kind()) {
        case UNREACHABLE -> notDone(chain.watch().name(), before, Alarm.Kind.CHAIN_UNREACHABLE, e);
        case DISTRUSTED -> notDone(chain.watch().name(), before, Alarm.Kind.CHAIN_DISTRUSTED, e);
        default -> throw Failures.of(e);
      };
    }
  }

  private Watch.State notDone(String name, Watch.State before, Alarm.Kind kind, Exception why) {
    List<Alarm> stand = before.alarms().stream().filter(alarm -> !isAboutNode(alarm)).toList();
    Alarm alarm = new Alarm(kind, name, now, String.valueOf(why.getMessage()));
    return new Watch.State(before.watch(), before.done(), before.note(), stand)
        .notDone("the chain could not be asked", alarm);
  }

  private static boolean isAboutNode(Alarm alarm) {
    return alarm.kind() == Alarm.Kind.CHAIN_UNREACHABLE
        || alarm.kind() == Alarm.Kind.CHAIN_DISTRUSTED;
  }
}

package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.desk.MonitorReport;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2GrantOutbox;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.H2OutboxStore;
import health.cairn.app.store.Home;
import health.cairn.app.store.MonitorStore;
import health.cairn.app.store.ObjectStore;
import health.cairn.app.usecase.RecordContents;
import health.cairn.imaging.Progress;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckedEntries;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.SignedCheckpoint;
import health.cairn.ledger.journal.VerificationKey;
import health.cairn.ledger.merkle.Hash;
import health.cairn.ledger.monitor.Alarm;
import health.cairn.ledger.monitor.AnchorWatch;
import health.cairn.ledger.monitor.JournalWatch;
import health.cairn.ledger.monitor.ViewWatch;
import health.cairn.ledger.monitor.Watch;
import health.cairn.ledger.witness.FileWitnessStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Checks a home and what others say of it, and keeps what it found. Changes nothing else. One run at a time;
/// any thread.
public final class MonitorHome {
  /// How long an entry may stay without a Verified anchor over it.
  private static final Duration ANCHOR_PATIENCE = Duration.ofHours(24);

  private final Home home;
  private final Database database;
  private final RecordContents contents;
  private final Journal journal;
  private final VerificationKey key;
  private final MonitoredChain.Source chain;
  private final Clock clock;
  private final ReentrantLock running = new ReentrantLock();
  private AccessReview accesses = new AccessReview();
  private long accessesNext;
  private volatile @Nullable KeptReport kept;
  private volatile boolean read;

  /// @param key that signs the journal now
  /// @param chain that the home's settings name
  public MonitorHome(
      Home home,
      Database database,
      ObjectStore objects,
      Journal journal,
      VerificationKey key,
      MonitoredChain.Source chain,
      Clock clock) {
    this.home = home;
    this.database = database;
    this.contents = new RecordContents(database, objects);
    this.journal = journal;
    this.key = key;
    this.chain = chain;
    this.clock = clock;
  }

  /// What was found last; empty where nobody ever looked.
  public Optional<MonitorReport> last() throws CairnException {
    return kept().map(KeptReport::report);
  }

  /// What takes no long: accesses since the last time, anchors, the chain, other institutions' checkpoints.
  public MonitorReport quick(Progress progress) throws CairnException {
    return quick(chain, List.of(), progress);
  }

  /// The same with another chain, and more files of checkpoints.
  public MonitorReport quick(MonitoredChain.Source on, List<Path> files, Progress progress)
      throws CairnException {
    return run(false, on, files, progress);
  }

  /// Everything from the beginning: each entry, each record, the whole chain.
  public MonitorReport full(Progress progress) throws CairnException {
    return full(chain, List.of(), progress);
  }

  /// The same with another chain, and more files of checkpoints.
  public MonitorReport full(MonitoredChain.Source on, List<Path> files, Progress progress)
      throws CairnException {
    return run(true, on, files, progress);
  }

  private MonitorReport run(
      boolean all, MonitoredChain.Source on, List<Path> files, Progress progress)
      throws CairnException {
    running.lock();
    try {
      Instant now = clock.instant();
      Optional<KeptReport> last = kept();
      Map<Watch, Watch.State> before = new EnumMap<>(Watch.class);
      for (Watch watch : Watch.values()) {
        before.put(watch, Watch.State.never(watch));
      }
      last.ifPresent(k -> k.report().states().forEach(state -> before.put(state.watch(), state)));
      Map<Watch, Watch.State> after = new EnumMap<>(before);

      List<SignedCheckpoint> ours = new ArrayList<>();
      views(after, files, ours, now);
      if (all) {
        everything(after, ours, progress, now);
      } else {
        accessesNext =
            new EntryPass(database)
                .run(accessesNext, "Going through accesses", progress, accesses::take);
      }
      after.put(
          Watch.ACCESSES,
          Watch.State.done(
              Watch.ACCESSES, now, accesses.uses() + " uses of data", accesses.alarms()));
      ChainRun chainRun =
          new ChainRun(
              journal,
              new AnchorWatch(
                  new H2JournalStore(database),
                  new H2OutboxStore(database),
                  logId(),
                  ANCHOR_PATIENCE),
              database.read(H2GrantOutbox::refused),
              logId(),
              last.orElse(null),
              now,
              progress);
      for (Watch.State state : chainRun.run(on, before, all)) {
        after.put(state.watch(), state);
      }

      Instant full = all ? now : last.map(k -> k.report().full()).orElse(null);
      List<Watch.State> states =
          after.values().stream().map(state -> sinceBefore(state, before)).toList();
      MonitorReport report = new MonitorReport(now, full, states);
      keep(chainRun.kept(report));
      return report;
    } finally {
      running.unlock();
    }
  }

  private Hash logId() {
    return Hash.sha256(key.name());
  }

  private void views(
      Map<Watch, Watch.State> after, List<Path> files, List<SignedCheckpoint> ours, Instant now)
      throws CairnException {
    try {
      CheckpointVerifier verifier = new CheckpointVerifier(journal.keys(key));
      ViewWatch views =
          new ViewWatch(
              verifier, journal::rootOf, new FileWitnessStore(home.witnessed()).heads(), now);
      HeldFiles.read(home.elsewhere(), files, views::add);
      after.put(Watch.VIEWS, views.run());
      ours.addAll(views.ours());
    } catch (LedgerException e) {
      damaged(after, Watch.VIEWS, e, now);
    }
  }

  /// Journal, records and accesses in one pass. Where the check of the journal stops, the others go on without it.
  private void everything(
      Map<Watch, Watch.State> after,
      List<SignedCheckpoint> elsewhere,
      Progress progress,
      Instant now)
      throws CairnException {
    RecordReview records = new RecordReview(contents, now);
    AccessReview fresh = new AccessReview();
    EntryPass pass = new EntryPass(database);
    EntryPass.Reader reader =
        lines -> {
          records.take(lines);
          fresh.take(lines);
        };
    long next;
    try (ReviewBeside beside = new ReviewBeside(pass, reader)) {
      journal(after, elsewhere, beside, progress, now);
      next = beside.end();
    }
    next = pass.run(next, "Checking the records", progress, reader);
    accesses = fresh;
    accessesNext = next;
    after.put(
        Watch.RECORDS,
        Watch.State.done(
            Watch.RECORDS, now, records.compared() + " as they were recorded", records.alarms()));
  }

  private void journal(
      Map<Watch, Watch.State> after,
      List<SignedCheckpoint> elsewhere,
      CheckedEntries checked,
      Progress progress,
      Instant now)
      throws CairnException {
    try {
      after.put(
          Watch.JOURNAL,
          JournalWatch.run(
              journal,
              new CheckpointVerifier(journal.keys(key)),
              elsewhere,
              (done, of) -> progress.report("Checking the journal and the records", done, of),
              checked,
              now));
    } catch (LedgerException e) {
      damaged(after, Watch.JOURNAL, e, now);
    }
  }

  /// What does not agree ends a check and is an alarm; what the machine did to us is not.
  private static void damaged(
      Map<Watch, Watch.State> after, Watch watch, LedgerException e, Instant now)
      throws CairnException {
    if (e.kind() != LedgerException.Kind.INTEGRITY) {
      throw Failures.of(e);
    }
    after.put(
        watch,
        Watch.State.done(
            watch,
            now,
            "stopped at the first damage",
            List.of(new Alarm(Alarm.Kind.JOURNAL_DAMAGED, "journal", now, e.getMessage()))));
  }

  /// An alarm that stands is as old as when it was seen first.
  private static Watch.State sinceBefore(Watch.State now, Map<Watch, Watch.State> before) {
    Watch.State earlier = before.getOrDefault(now.watch(), Watch.State.never(now.watch()));
    return new Watch.State(
        now.watch(),
        now.done(),
        now.note(),
        now.alarms().stream()
            .map(
                alarm ->
                    earlier.alarms().stream()
                        .filter(alarm::sameMatter)
                        .findFirst()
                        .map(alarm::seenBefore)
                        .orElse(alarm))
            .toList());
  }

  private Optional<KeptReport> kept() throws CairnException {
    if (!read) {
      kept =
          database
              .read(connection -> new MonitorStore(connection).last())
              .flatMap(KeptReport::parse)
              .orElse(null);
      read = true;
    }
    return Optional.ofNullable(kept);
  }

  private void keep(KeptReport report) throws CairnException {
    database.write(
        connection -> {
          new MonitorStore(connection).keep(report.text());
          return true;
        });
    kept = report;
    read = true;
  }
}

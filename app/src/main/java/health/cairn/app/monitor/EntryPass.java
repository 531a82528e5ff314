package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.LeafSubjects;
import health.cairn.imaging.Progress;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckedEntries;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.StoredLeaf;
import health.cairn.ledger.json.JsonRefusedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Reads entries in their order, in batches, without keeping anybody from writing. What cannot be read as an
/// entry is left out: the check of the journal names it.
final class EntryPass {
  private static final int BATCH = 2_048;

  private final Database database;
  private final H2JournalStore leaves;

  EntryPass(Database database) {
    this.database = database;
    this.leaves = new H2JournalStore(database.reading());
  }

  /// An entry, and what the index beside the journal says of it.
  record Line(Entry entry, Opening opening, Optional<LeafSubjects.Row> index) {
    /// Whom it concerns, by the entry itself where it says so; empty where that is nobody.
    String patientKey() {
      String patient = "Patient/";
      String id = entry.subject().recordId();
      return id.startsWith(patient)
          ? id.substring(patient.length())
          : index.map(LeafSubjects.Row::patientKey).orElse("");
    }
  }

  interface Reader {
    void take(List<Line> lines) throws CairnException;
  }

  /// Hands entries on in their order; the next batch is read meanwhile.
  ///
  /// @param from the first entry
  /// @return the first entry that was not read
  long run(long from, String step, Progress progress, Reader reader) throws CairnException {
    long size = size();
    long next = Math.min(from, size);
    try (ExecutorService ahead = Executors.newSingleThreadExecutor(Thread.ofVirtual().factory())) {
      Future<List<Line>> coming = ahead.submit(batch(next, size));
      while (next < size) {
        progress.report(step, next, size);
        List<Line> lines = arrived(coming);
        next = Math.min(size, next + BATCH);
        coming = ahead.submit(batch(next, size));
        reader.take(lines);
      }
      progress.report(step, size, size);
      return next;
    }
  }

  private long size() throws CairnException {
    try {
      return leaves.size();
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private Callable<List<Line>> batch(long first, long size) {
    long to = Math.min(size, first + BATCH);
    return () -> {
      if (first == to) {
        return List.of();
      }
      List<StoredLeaf> batch = leaves.leaves(first, to);
      Map<Long, LeafSubjects.Row> index =
          database.read(connection -> new LeafSubjects(connection).between(first, to));
      return batch.parallelStream()
          .map(leaf -> line(leaf, index))
          .flatMap(Optional::stream)
          .toList();
    };
  }

  /// What a task of this pass gave, or what it failed with.
  static <T> T arrived(Future<T> coming) throws CairnException {
    try {
      return coming.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case LedgerException refused -> throw Failures.of(refused);
        case CairnException failed -> throw failed;
        case RuntimeException bug -> throw bug;
        case null, default -> throw new IllegalStateException(e);
      }
    }
  }

  /// Entries that a check of the journal has read, as lines.
  ///
  /// @param entries those of `[from, to)`
  List<Line> lines(long from, long to, List<CheckedEntries.Checked> entries) throws CairnException {
    Map<Long, LeafSubjects.Row> index =
        database.read(connection -> new LeafSubjects(connection).between(from, to));
    return entries.stream()
        .map(
            one ->
                new Line(
                    one.entry(),
                    one.opening(),
                    Optional.ofNullable(index.get(one.entry().index()))))
        .toList();
  }

  private static Optional<Line> line(StoredLeaf leaf, Map<Long, LeafSubjects.Row> index) {
    if (leaf.opening() == null) {
      return Optional.empty();
    }
    Opening opening = Objects.requireNonNull(leaf.opening());
    try {
      return Optional.of(
          new Line(opening.entry(), opening, Optional.ofNullable(index.get(leaf.index()))));
    } catch (JsonRefusedException e) {
      return Optional.empty();
    }
  }
}

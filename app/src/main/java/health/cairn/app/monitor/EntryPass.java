package health.cairn.app.monitor;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.LeafSubjects;
import health.cairn.app.store.Session;
import health.cairn.imaging.Progress;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.Opening;
import health.cairn.ledger.journal.StoredLeaf;
import health.cairn.ledger.json.JsonRefusedException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Reads entries in their order, in batches, without keeping anybody from writing. What cannot be read as an
/// entry is left out: the check of the journal names it.
final class EntryPass {
  private static final int BATCH = 2_048;

  private final Database database;
  private final H2JournalStore leaves;

  EntryPass(Database database) {
    this.database = database;
    this.leaves =
        new H2JournalStore(
            new Session() {
              @Override
              public <T> T run(Work<T> work) throws CairnException {
                return database.read(work);
              }
            });
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

  /// @param from the first entry
  /// @return the first entry that was not read
  long run(long from, String step, Progress progress, Reader reader) throws CairnException {
    try {
      long size = leaves.size();
      long next = Math.min(from, size);
      while (next < size) {
        progress.report(step, next, size);
        long first = next;
        long to = Math.min(size, next + BATCH);
        List<StoredLeaf> batch = leaves.leaves(first, to);
        Map<Long, LeafSubjects.Row> index =
            database.read(connection -> new LeafSubjects(connection).between(first, to));
        reader.take(
            batch.parallelStream()
                .map(leaf -> line(leaf, index))
                .flatMap(Optional::stream)
                .toList());
        next = to;
      }
      progress.report(step, size, size);
      return next;
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
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

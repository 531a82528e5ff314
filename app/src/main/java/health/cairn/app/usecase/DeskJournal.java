package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.LeafSubjects;
import health.cairn.app.store.Session;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EntryDraft;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Journal;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// The journal of a home as its use cases see it: whatever a use case stores, and the entries that say
/// so, are committed together or not at all.
public final class DeskJournal {
  private final Database database;
  private final Journal journal;
  private final Clock clock;
  private final String actor;

  /// @param actor account under which entries are made
  public DeskJournal(Database database, Clock clock, String actor) {
    this.database = database;
    this.journal = new Journal(new H2JournalStore(database));
    this.clock = clock;
    this.actor = actor;
  }

  /// Work that stores something and says what.
  @FunctionalInterface
  public interface Work<T> {
    T on(Connection connection, Entries entries) throws SQLException, CairnException;
  }

  public <T> T append(Work<T> work) throws CairnException {
    return database.write(
        connection -> {
          Entries entries = new Entries();
          T result = work.on(connection, entries);
          entries.commit(connection);
          return result;
        });
  }

  /// Notes that somebody looked, outside of any other transaction.
  public void access(String purpose, String recordId, String patientKey) throws CairnException {
    append(
        (connection, entries) -> {
          entries.event(EventKind.ACCESS, purpose, recordId, patientKey);
          return true;
        });
  }

  public Journal journal() {
    return journal;
  }

  public String actor() {
    return actor;
  }

  /// Entries being gathered in one transaction.
  public final class Entries {
    private final List<EntryDraft> drafts = new ArrayList<>();
    private final List<String> patients = new ArrayList<>();

    /// An entry about a record's content.
    ///
    /// @param patientKey whose record it is, or empty
    public void content(
        EventKind event,
        String purpose,
        String recordId,
        long version,
        byte[] content,
        String patientKey) {
      add(
          EntryDraft.ofContent(event, clock.instant(), actor, purpose, recordId, version, content),
          patientKey);
    }

    /// The same for content that is read from a stream, to its end.
    public void content(
        EventKind event,
        String purpose,
        String recordId,
        long version,
        InputStream content,
        String patientKey)
        throws IOException {
      add(
          EntryDraft.ofContent(event, clock.instant(), actor, purpose, recordId, version, content),
          patientKey);
    }

    /// An entry that says nothing of the content.
    public void event(EventKind event, String purpose, String recordId, String patientKey) {
      add(EntryDraft.ofEvent(event, clock.instant(), actor, purpose, recordId, 1), patientKey);
    }

    private void add(EntryDraft draft, String patientKey) {
      drafts.add(draft);
      patients.add(patientKey);
    }

    private void commit(Connection connection) throws SQLException, CairnException {
      if (drafts.isEmpty()) {
        return;
      }
      try {
        List<Entry> entries =
            journal.append(new H2JournalStore(Session.within(connection)), drafts);
        new LeafSubjects(connection).add(entries, patients);
      } catch (LedgerException e) {
        throw Failures.of(e);
      }
    }
  }
}

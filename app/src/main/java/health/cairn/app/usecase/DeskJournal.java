package health.cairn.app.usecase;

import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.AccessLeaves;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.LeafSubjects;
import health.cairn.app.store.Session;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.Entry;
import health.cairn.ledger.journal.EntryDraft;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.JournalStore;
import health.cairn.ledger.journal.KeyChange;
import health.cairn.ledger.journal.LeafTree;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The journal of a home as its use cases see it: whatever a use case stores, and the entries that say
/// so, are committed together or not at all.
public final class DeskJournal {
  private final Database database;
  private final Journal journal;
  private final Clock clock;
  private final String actor;

  /// With a tree in memory.
  ///
  /// @param actor account under which entries are made
  public DeskJournal(Database database, Clock clock, String actor) {
    this(database, null, clock, actor);
  }

  /// @param tree beside the database, or null for one in memory
  /// @param actor account under which entries are made
  public DeskJournal(Database database, LeafTree.@Nullable Source tree, Clock clock, String actor) {
    this.database = database;
    this.journal = new Journal(new H2JournalStore(database), tree);
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

  /// Destroys the words of entries for good, and notes that it was done; see [Journal#erase].
  ///
  /// @param purpose why, without a word on whom
  public List<Entry> erase(Collection<Long> indices, String purpose) throws CairnException {
    return database.write(connection -> erase(connection, indices, purpose));
  }

  /// What work took out, and whose words are to be destroyed with it.
  public record Destroyed<T>(List<Long> entries, T result) {
    public Destroyed {
      entries = List.copyOf(entries);
    }
  }

  /// Takes something out, and destroys the words of entries with it.
  ///
  /// @param purpose why, without a word on whom
  /// @param work says which entries
  public <T> T erase(String purpose, Session.Work<Destroyed<T>> work) throws CairnException {
    return database.write(
        connection -> {
          Destroyed<T> destroyed = work.on(connection);
          erase(connection, destroyed.entries(), purpose);
          return destroyed.result();
        });
  }

  private List<Entry> erase(Connection connection, Collection<Long> indices, String purpose)
      throws SQLException, CairnException {
    try {
      JournalStore store = new H2JournalStore(Session.within(connection));
      List<Entry> said = journal.erase(store, indices, clock.instant(), actor, purpose);
      LeafSubjects subjects = new LeafSubjects(connection);
      subjects.remove(indices);
      subjects.add(said, Collections.nCopies(said.size(), ""));
      return said;
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  /// Keeps something in the transaction that is under way.
  @FunctionalInterface
  public interface Keep {
    void in(Connection connection) throws SQLException, CairnException;
  }

  /// Hands the journal over to another key; see [Journal#changeKey].
  ///
  /// @param keepKey keeps the new key in place of the old one
  public KeyChange changeKey(
      CheckpointSigner old, CheckpointSigner next, KeyChange.Cause cause, Keep keepKey)
      throws CairnException {
    return database.write(
        connection -> {
          try {
            JournalStore store = new H2JournalStore(Session.within(connection));
            KeyChange change = journal.changeKey(store, old, next, cause, clock.instant(), actor);
            long index = store.size() - 1;
            new LeafSubjects(connection).add(index, change.recordId());
            keepKey.in(connection);
            return change;
          } catch (LedgerException e) {
            throw Failures.of(e);
          }
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
        new AccessLeaves(connection).add(entries, patients);
      } catch (LedgerException e) {
        throw Failures.of(e);
      }
    }
  }
}

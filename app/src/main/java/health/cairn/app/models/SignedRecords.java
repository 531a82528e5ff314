package health.cairn.app.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import health.cairn.app.CairnException;
import health.cairn.app.Failures;
import health.cairn.app.store.Database;
import health.cairn.app.store.H2JournalStore;
import health.cairn.app.store.ModelRecords;
import health.cairn.app.store.Session;
import health.cairn.app.usecase.DeskJournal;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.journal.CheckpointSigner;
import health.cairn.ledger.journal.CheckpointVerifier;
import health.cairn.ledger.journal.EventKind;
import health.cairn.ledger.journal.Journal;
import health.cairn.ledger.journal.SignedStatement;
import health.cairn.ledger.merkle.Hash;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/// Documents about models in a home: each is signed with the home's key and has its entry in the journal,
/// which commits to its bytes, in the transaction that stores it. Reading checks the signature of every one.
public final class SignedRecords {
  private final Database database;
  private final DeskJournal journal;
  private final CheckpointSigner signer;
  private final Permission permission;

  public SignedRecords(Database database, DeskJournal journal, CheckpointSigner signer) {
    this(database, journal, signer, () -> {});
  }

  private SignedRecords(
      Database database, DeskJournal journal, CheckpointSigner signer, Permission permission) {
    this.database = database;
    this.journal = journal;
    this.signer = signer;
    this.permission = permission;
  }

  /// Whether somebody may decide what is about to be added.
  @FunctionalInterface
  public interface Permission {
    /// @throws CairnException NOT_ALLOWED where not
    void require() throws CairnException;
  }

  /// The same documents, to which nothing is added without this permission.
  public SignedRecords under(Permission required) {
    return new SignedRecords(database, journal, signer, required);
  }

  /// A kind of document.
  ///
  /// @param name as in its ids ("ModelDecision")
  public record Kind<T>(String name, Class<T> type, EventKind event) {}

  /// A document as it is kept.
  ///
  /// @param id kind and number
  /// @param json its bytes, as signed
  /// @param statement the signed note over them
  public record Kept<T>(String id, T document, String json, String statement) {}

  /// Makes a document out of the id it will have.
  @FunctionalInterface
  public interface Draft<T> {
    /// @param connection of the transaction that will store it
    T of(String id, Connection connection) throws SQLException, CairnException;
  }

  /// @param purpose what happened, for the journal, without patient data; cut at 200 characters
  public <T> Kept<T> add(Kind<T> kind, String purpose, Draft<T> draft) throws CairnException {
    permission.require();
    return journal.append((connection, entries) -> add(kind, purpose, draft, connection, entries));
  }

  /// The same inside a transaction that does more.
  public <T> Kept<T> add(
      Kind<T> kind,
      String purpose,
      Draft<T> draft,
      Connection connection,
      DeskJournal.Entries entries)
      throws SQLException, CairnException {
    ModelRecords records = new ModelRecords(connection);
    int number = records.next(kind.name());
    String id = kind.name() + "/" + number;
    T document = draft.of(id, connection);
    String json = Documents.text(document);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    String statement = signer.state(id, Hash.sha256(bytes)).note();
    records.add(new ModelRecords.Row(id, kind.name(), number, json, statement));
    entries.content(
        kind.event(), purpose.substring(0, Math.min(200, purpose.length())), id, 1, bytes, "");
    return new Kept<>(id, document, json, statement);
  }

  /// Every document of a kind, oldest first.
  ///
  /// @throws CairnException INTEGRITY when one is not what was signed
  public <T> List<Kept<T>> all(Kind<T> kind) throws CairnException {
    return database.read(connection -> all(kind, connection));
  }

  /// The same inside a transaction.
  public <T> List<Kept<T>> all(Kind<T> kind, Connection connection)
      throws SQLException, CairnException {
    CheckpointVerifier verifier = verifier(connection);
    List<Kept<T>> all = new ArrayList<>();
    for (ModelRecords.Row row : new ModelRecords(connection).ofKind(kind.name())) {
      if (row.number() != all.size() + 1 || !signed(verifier, row)) {
        throw damaged(row.id());
      }
      try {
        T document = Documents.JSON.readValue(row.json(), kind.type());
        all.add(new Kept<>(row.id(), document, row.json(), row.statement()));
      } catch (JsonProcessingException e) {
        throw damaged(row.id());
      }
    }
    return all;
  }

  /// Documents outlive the key they were signed with.
  private CheckpointVerifier verifier(Connection connection) throws CairnException {
    try {
      Journal kept = new Journal(new H2JournalStore(Session.within(connection)));
      return new CheckpointVerifier(kept.keys(signer.verificationKey()));
    } catch (LedgerException e) {
      throw Failures.of(e);
    }
  }

  private static boolean signed(CheckpointVerifier verifier, ModelRecords.Row row) {
    try {
      SignedStatement statement = SignedStatement.parse(row.statement());
      return statement.recordId().equals(row.id())
          && statement.content().equals(Hash.sha256(row.json()))
          && verifier.stated(statement);
    } catch (IllegalArgumentException e) {
      return false; // a note that is none states nothing
    }
  }

  private static CairnException damaged(String id) {
    return new CairnException(
        CairnException.Kind.INTEGRITY,
        "The record " + id + " is not what was signed; restore the home from a backup.");
  }
}

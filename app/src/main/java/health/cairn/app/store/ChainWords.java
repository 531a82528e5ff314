package health.cairn.app.store;

import health.cairn.app.CairnException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// What a chain said last of each consent, or of each grant that came from elsewhere, for the time in which it does not
/// answer.
public final class ChainWords {
  private final Session session;
  private final String table;

  private ChainWords(Session session, String table) {
    this.session = session;
    this.table = table;
  }

  /// Of consents given here.
  public static ChainWords ofConsents(Session session) {
    return new ChainWords(session, "chain_word");
  }

  /// Of grants that came with a patient's data.
  public static ChainWords ofReceived(Session session) {
    return new ChainWords(session, "received_word");
  }

  /// @param ended withdrawn there, or over; else in force
  /// @param at when the chain said so
  public record Word(boolean ended, Instant at) {}

  /// Empty where the chain never said anything of it.
  public Optional<Word> of(String reference) throws CairnException {
    return session.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select ended, heard_at from " + table + " where reference = ?")) {
            select.setString(1, reference);
            try (ResultSet row = select.executeQuery()) {
              return row.next()
                  ? Optional.of(
                      new Word(
                          row.getBoolean(1), row.getObject(2, OffsetDateTime.class).toInstant()))
                  : Optional.<Word>empty();
            }
          }
        });
  }

  /// What it said of every consent that it ever said something of.
  public Map<String, Word> all() throws CairnException {
    return session.run(
        connection -> {
          Map<String, Word> found = new HashMap<>();
          try (PreparedStatement select =
                  connection.prepareStatement("select reference, ended, heard_at from " + table);
              ResultSet rows = select.executeQuery()) {
            while (rows.next()) {
              found.put(
                  rows.getString(1),
                  new Word(
                      rows.getBoolean(2), rows.getObject(3, OffsetDateTime.class).toInstant()));
            }
          }
          return found;
        });
  }

  /// Keeps a word; one that says that a consent ended is never taken back.
  public void keep(String reference, Word word) throws CairnException {
    session.run(
        connection -> {
          try (PreparedStatement merge =
              connection.prepareStatement(
                  "merge into "
                      + table
                      + " w using (values (?, ?, ?)) n(reference, ended, heard_at)"
                      + " on w.reference = n.reference when matched and not w.ended then update set"
                      + " ended = n.ended, heard_at = n.heard_at when not matched then insert"
                      + " values (n.reference, n.ended, n.heard_at)")) {
            merge.setString(1, reference);
            merge.setBoolean(2, word.ended());
            merge.setObject(3, ConsentStore.time(word.at()));
            return merge.executeUpdate();
          }
        });
  }
}

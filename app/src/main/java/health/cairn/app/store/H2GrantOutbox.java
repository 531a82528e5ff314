package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.GrantOutbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/// The queue of grants in the encrypted database.
public final class H2GrantOutbox implements GrantOutbox {
  private final Session session;

  public H2GrantOutbox(Session session) {
    this.session = session;
  }

  /// Used in the transaction that stores the decision.
  public static void queue(
      Connection connection, ConsentDecision decision, Change change, Instant at)
      throws SQLException {
    if (!decision.terms().permitted()) {
      return; // a no grants nothing
    }
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into grant_outbox(reference, change, since) values (?, ?, ?)")) {
      insert.setString(1, decision.consentId());
      insert.setString(2, change.name());
      insert.setObject(3, ConsentStore.time(at));
      insert.executeUpdate();
    }
  }

  @Override
  public List<Waiting> waiting(int limit) throws CairnException {
    return session.run(
        connection -> {
          List<Waiting> found = new ArrayList<>();
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select "
                      + ConsentStore.COLUMNS
                      + ", o.number, o.change, o.since from grant_outbox o join consent c"
                      + " on c.reference = o.reference where o.receipt is null"
                      + " order by o.number limit ?")) {
            select.setInt(1, limit);
            try (ResultSet rows = select.executeQuery()) {
              while (rows.next()) {
                found.add(
                    new Waiting(
                        rows.getLong(15),
                        Change.valueOf(rows.getString(16)),
                        ConsentStore.decision(rows),
                        rows.getObject(17, OffsetDateTime.class).toInstant()));
              }
            }
          }
          return found;
        });
  }

  @Override
  public void settled(long number, String receipt) throws CairnException {
    session.run(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update grant_outbox set receipt = ? where number = ? and receipt is null")) {
            update.setString(1, receipt);
            update.setLong(2, number);
            return update.executeUpdate();
          }
        });
  }
}

package health.cairn.app.store;

import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.GrantOutbox.Change;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What patients said last on each of their terms, as registries of consent have it; for when the network uses another
/// registry. Bound to one connection.
public final class StandingStatements {
  private static final String SETTLED = "o.receipt is not null";

  private final Connection connection;

  public StandingStatements(Connection connection) {
    this.connection = connection;
  }

  /// @param statement number under which it counts
  public record Said(Change change, ConsentDecision decision, long statement) {}

  private record Terms(String patientKey, String purpose, String recipient, String scope) {}

  /// What stands and some registry has, but not this one: grants in force, and the ends of others. What waits goes there
  /// by itself.
  ///
  /// @param registry as [H2GrantOutbox#settled(long, String, String)] has it
  public List<Said> notIn(String registry, Instant now) throws SQLException {
    Map<Terms, Said> newest = new LinkedHashMap<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select "
                + ConsentStore.COLUMNS
                + ", o.change, o.statement, "
                + SETTLED
                + " and (o.registry is null or o.registry <> ?) from grant_outbox o"
                + " join consent c on c.reference = o.reference"
                + " where o.refusal is null order by o.statement, o.number")) {
      select.setString(1, registry);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          ConsentDecision decision = ConsentStore.decision(rows);
          Terms terms =
              new Terms(
                  decision.patientKey(),
                  decision.terms().purpose().key(),
                  decision.terms().recipient(),
                  decision.terms().scope().name());
          Change change = Change.valueOf(rows.getString(15));
          boolean stands = change == Change.ENDED || decision.inForce(now);
          newest.remove(terms);
          if (rows.getBoolean(17) && stands) {
            newest.put(terms, new Said(change, decision, rows.getLong(16)));
          }
        }
      }
    }
    return new ArrayList<>(newest.values());
  }

  /// Lets a statement wait once more, under its number.
  public void sayAgain(Said said, Instant at) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into grant_outbox(reference, change, since, statement) values (?, ?, ?, ?)")) {
      insert.setString(1, said.decision().consentId());
      insert.setString(2, said.change().name());
      insert.setObject(3, ConsentStore.time(at));
      insert.setLong(4, said.statement());
      insert.executeUpdate();
    }
  }
}

package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.app.desk.consent.ConsentDecision;
import health.cairn.app.desk.consent.GrantOutbox;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// The queue of grants in the encrypted database.
public final class H2GrantOutbox implements GrantOutbox {
  static final String WAITS = " o.receipt is null and o.refusal is null";

  private static final String SELECT =
      "select "
          + ConsentStore.COLUMNS
          + ", o.number, o.change, o.statement from grant_outbox o join consent c"
          + " on c.reference = o.reference";

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
    long byClock = 2 * at.toEpochMilli() + (change == Change.GRANTED ? 1 : 0);
    try (PreparedStatement insert =
        connection.prepareStatement(
            "insert into grant_outbox(reference, change, since, statement) values (?, ?, ?,"
                + " greatest(?, (select coalesce(max(o.statement), 0) + 1 from grant_outbox o join"
                + " consent c on c.reference = o.reference where c.patient_key = ?)))")) {
      insert.setString(1, decision.consentId());
      insert.setString(2, change.name());
      insert.setObject(3, ConsentStore.time(at));
      insert.setLong(4, byClock);
      insert.setString(5, decision.patientKey());
      insert.executeUpdate();
    }
  }

  @Override
  public List<Waiting> waiting(long after, int limit) throws CairnException {
    return session.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  SELECT + " where" + WAITS + " and o.number > ? order by o.number limit ?")) {
            select.setLong(1, after);
            select.setInt(2, limit);
            return rows(select);
          }
        });
  }

  @Override
  public int count() throws CairnException {
    return count("", "");
  }

  @Override
  public boolean waits(String consentId) throws CairnException {
    return count(" and o.reference = ?", consentId) > 0;
  }

  @Override
  public boolean unheard(String consentId) throws CairnException {
    return count(
            " and o.reference = ? and not exists (select 1 from grant_outbox s where s.reference ="
                + " o.reference and s.change = o.change and s.receipt is not null)",
            consentId)
        > 0;
  }

  @Override
  public OptionalLong statement(String consentId) throws CairnException {
    return session.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select max(statement) from grant_outbox where change = 'GRANTED' and reference = ?")) {
            select.setString(1, consentId);
            try (ResultSet row = select.executeQuery()) {
              row.next();
              long found = row.getLong(1);
              return row.wasNull() ? OptionalLong.empty() : OptionalLong.of(found);
            }
          }
        });
  }

  @Override
  public boolean endWaits() throws CairnException {
    return count(" and o.change = ?", Change.ENDED.name()) > 0;
  }

  private int count(String more, String value) throws CairnException {
    return session.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select count(*) from grant_outbox o where" + WAITS + more)) {
            if (!more.isEmpty()) {
              select.setString(1, value);
            }
            try (ResultSet row = select.executeQuery()) {
              row.next();
              return row.getInt(1);
            }
          }
        });
  }

  @Override
  public void settled(long number, String registry, String receipt) throws CairnException {
    session.run(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update grant_outbox o set receipt = ?, registry = ? where o.number = ? and"
                      + WAITS)) {
            update.setString(1, receipt);
            update.setString(2, registry);
            update.setLong(3, number);
            return update.executeUpdate();
          }
        });
  }

  @Override
  public void refused(long number, String reason) throws CairnException {
    session.run(
        connection -> {
          try (PreparedStatement update =
              connection.prepareStatement(
                  "update grant_outbox o set refusal = ? where o.number = ? and" + WAITS)) {
            update.setString(1, reason);
            update.setLong(2, number);
            return update.executeUpdate();
          }
        });
  }

  @Override
  public Optional<String> refusal(String consentId) throws CairnException {
    return session.run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  "select refusal from grant_outbox where refusal is not null and reference = ?"
                      + " order by number desc limit 1")) {
            select.setString(1, consentId);
            try (ResultSet row = select.executeQuery()) {
              return row.next() ? Optional.of(row.getString(1)) : Optional.<String>empty();
            }
          }
        });
  }

  /// What a registry has, by ascending number, for the monitor. What was settled before registries were noted counts as the
  /// registry's.
  ///
  /// @param registry as [#settled(long, String, String)] has it
  /// @param after only those with a greater number
  public static List<Waiting> settled(Connection connection, String registry, long after, int limit)
      throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            SELECT
                + " where o.receipt is not null and coalesce(o.registry, ?) = ? and o.number > ?"
                + " order by o.number limit ?")) {
      select.setString(1, registry);
      select.setString(2, registry);
      select.setLong(3, after);
      select.setInt(4, limit);
      return rows(select);
    }
  }

  /// Notes the registry of what was settled before registries were noted.
  ///
  /// @param registry as [#settled(long, String, String)] has it
  public static int noteRegistry(Connection connection, String registry) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update grant_outbox set registry = ? where receipt is not null and registry is null")) {
      update.setString(1, registry);
      return update.executeUpdate();
    }
  }

  private static List<Waiting> rows(PreparedStatement select) throws SQLException {
    List<Waiting> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(
            new Waiting(
                rows.getLong(15),
                Change.valueOf(rows.getString(16)),
                ConsentStore.decision(rows),
                rows.getLong(17)));
      }
    }
    return found;
  }

  /// What the chain refused for good, for the monitor: number and reason, without a word on whom.
  public static Map<Long, String> refused(Connection connection) throws SQLException {
    Map<Long, String> found = new LinkedHashMap<>();
    try (Statement select = connection.createStatement();
        ResultSet rows =
            select.executeQuery(
                "select number, refusal from grant_outbox where refusal is not null and change ="
                    + " 'ENDED' order by number")) {
      while (rows.next()) {
        found.put(rows.getLong(1), rows.getString(2));
      }
    }
    return found;
  }
}

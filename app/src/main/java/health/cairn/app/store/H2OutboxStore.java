package health.cairn.app.store;

import health.cairn.app.CairnException;
import health.cairn.ledger.LedgerException;
import health.cairn.ledger.LedgerException.Kind;
import health.cairn.ledger.anchor.AnchorTask;
import health.cairn.ledger.anchor.OutboxStore;
import health.cairn.ledger.merkle.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Checkpoints on their way to the chain, in the encrypted database.
public final class H2OutboxStore implements OutboxStore {
  private static final String SELECT = "select * from anchor_task";
  private static final String BY_KEY = " where log_id = ? and size = ?";

  private final Session session;

  public H2OutboxStore(Session session) {
    this.session = session;
  }

  @Override
  public void add(AnchorTask prepared) throws LedgerException {
    boolean fits =
        run(
            connection -> {
              Optional<AnchorTask> kept = find(connection, prepared.logId(), prepared.size());
              if (kept.isEmpty()) {
                put(
                    connection,
                    "insert into anchor_task values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    prepared);
              }
              return kept.isEmpty() || kept.get().root().equals(prepared.root());
            });
    if (!fits) {
      throw new LedgerException(
          Kind.INTEGRITY, "Two roots for " + prepared.size() + " entries: the journal has forked.");
    }
  }

  @Override
  public void replace(AnchorTask seen, AnchorTask next) throws LedgerException {
    boolean done =
        run(
            connection -> {
              Optional<AnchorTask> kept = find(connection, seen.logId(), seen.size());
              boolean same =
                  kept.isPresent()
                      && kept.get().equals(seen)
                      && seen.logId().equals(next.logId())
                      && seen.size() == next.size();
              if (same) {
                put(
                    connection,
                    "merge into anchor_task key(log_id, size)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    next);
              }
              return same;
            });
    if (!done) {
      throw new LedgerException(
          Kind.CONFLICT, "Somebody else has worked on the outbox meanwhile; nothing was changed.");
    }
  }

  @Override
  public Optional<AnchorTask> find(Hash logId, long size) throws LedgerException {
    return run(connection -> find(connection, logId, size));
  }

  @Override
  public List<AnchorTask> waiting() throws LedgerException {
    return all().stream().filter(task -> !task.done()).toList();
  }

  @Override
  public List<AnchorTask> all() throws LedgerException {
    return run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(SELECT + " order by size, log_id")) {
            return tasks(select);
          }
        });
  }

  @Override
  public List<AnchorTask> verified(Hash logId, long after, int limit) throws LedgerException {
    return run(
        connection -> {
          try (PreparedStatement select =
              connection.prepareStatement(
                  SELECT
                      + " where log_id = ? and size > ? and state = 'VERIFIED' order by size"
                      + " limit ?")) {
            select.setString(1, logId.hex());
            select.setLong(2, after);
            select.setInt(3, limit);
            return tasks(select);
          }
        });
  }

  private static Optional<AnchorTask> find(Connection connection, Hash logId, long size)
      throws SQLException {
    try (PreparedStatement select = connection.prepareStatement(SELECT + BY_KEY)) {
      select.setString(1, logId.hex());
      select.setLong(2, size);
      return tasks(select).stream().findFirst();
    }
  }

  private static List<AnchorTask> tasks(PreparedStatement select) throws SQLException {
    List<AnchorTask> found = new ArrayList<>();
    try (ResultSet rows = select.executeQuery()) {
      while (rows.next()) {
        found.add(task(rows));
      }
    }
    return found;
  }

  private static AnchorTask task(ResultSet row) throws SQLException {
    return new AnchorTask(
        Hash.fromHex(row.getString("log_id")),
        row.getLong("size"),
        Hash.fromHex(row.getString("root")),
        PassageColumns.read(row));
  }

  private static void put(Connection connection, String sql, AnchorTask task) throws SQLException {
    try (PreparedStatement put = connection.prepareStatement(sql)) {
      put.setString(1, task.logId().hex());
      put.setLong(2, task.size());
      put.setString(3, task.root().hex());
      PassageColumns.set(put, 4, task.passage());
      put.executeUpdate();
    }
  }

  private <T> T run(Session.Work<T> work) throws LedgerException {
    try {
      return session.run(work);
    } catch (CairnException e) {
      throw new LedgerException(Kind.ENVIRONMENT, e.getMessage(), e);
    }
  }
}

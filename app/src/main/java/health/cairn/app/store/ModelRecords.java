package health.cairn.app.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Signed documents about models, by kind, in the order they were made. Nothing is changed or removed.
/// Bound to one connection.
public final class ModelRecords {
  private final Connection connection;

  public ModelRecords(Connection connection) {
    this.connection = connection;
  }

  /// @param id kind and number: "ModelDecision/3"
  /// @param statement the signed note over `json`
  public record Row(String id, String kind, int number, String json, String statement) {}

  /// The number the next document of a kind gets, from 1.
  public int next(String kind) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce(max(number), 0) + 1 from model_record where kind = ?")) {
      select.setString(1, kind);
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getInt(1);
      }
    }
  }

  public void add(Row row) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into model_record values (?, ?, ?, ?, ?)")) {
      insert.setString(1, row.id());
      insert.setString(2, row.kind());
      insert.setInt(3, row.number());
      insert.setString(4, row.json());
      insert.setString(5, row.statement());
      insert.executeUpdate();
    }
  }

  public Optional<Row> find(String id) throws SQLException {
    return rows("id = ?", id).stream().findFirst();
  }

  /// Oldest first.
  public List<Row> ofKind(String kind) throws SQLException {
    return rows("kind = ?", kind);
  }

  private List<Row> rows(String where, String argument) throws SQLException {
    List<Row> found = new ArrayList<>();
    try (PreparedStatement select =
        connection.prepareStatement(
            "select id, kind, number, json, statement from model_record where "
                + where
                + " order by number")) {
      select.setString(1, argument);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(
              new Row(
                  rows.getString(1),
                  rows.getString(2),
                  rows.getInt(3),
                  rows.getString(4),
                  rows.getString(5)));
        }
      }
    }
    return found;
  }
}
